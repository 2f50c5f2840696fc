"""The list of collectives, and of networks of them."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from levier.activity.courses.lists import day_of
from levier.activity.courses.models import Collective
from levier.activity.courses.queries import add_life
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.lists import Choice, Column, ListPage, Search


def _networks(actor: Actor) -> list[tuple[str, str]]:
    rows = Collective.objects.visible_to(actor).filter(collectives__isnull=False).distinct()
    return [(str(pk), title) for pk, title in rows.values_list("pk", "activity__title").order_by("activity__title")]


COLLECTIVES = ListPage(
    title=_("Collectifs"),
    rows=lambda actor: Collective.objects.visible_to(actor).select_related(
        "activity", "network__activity", "handed_to"
    ),
    columns=(
        Column(
            "collectif",
            _("Collectif"),
            lambda one: str(one),
            lambda one: reverse("courses:collective", args=[one.pk]),
            ("activity__title",),
        ),
        Column("reseau", _("Réseau"), lambda one: str(one.network or "–")),
        Column("coordination", _("Coordination extérieure"), lambda one: one.coordinator or "–"),
        Column("membres", _("Membres"), lambda one: getattr(one, "people", ""), is_number=True),
        Column("reunion", _("Dernière réunion"), lambda one: day_of(getattr(one, "met_on", None))),
        Column("actions", _("Actions à faire"), lambda one: getattr(one, "tasks", ""), is_number=True),
        Column("etat", _("Confié à"), lambda one: str(one.handed_to or "–")),
    ),
    default_sort=("activity__title",),
    filters=(
        Search(_("Nom"), lambda rows, words: rows.filter(activity__search__contains=words)),
        Choice("reseau", _("Réseau"), _networks, lambda rows, value: rows.filter(Q(network=value) | Q(pk=value))),
        Choice(
            "etat",
            _("État"),
            lambda actor: [("here", _("chez nous")), ("handed", _("confiés"))],
            lambda rows, value: rows.filter(handed_on__isnull=value == "here"),
        ),
    ),
    empty=_("Les collectifs seront ici. Ouvrez une activité de type collectif, puis sa vie de collectif."),
    export_name="collectifs",
    after_page=add_life,
)
