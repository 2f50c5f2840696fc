"""The lists of the room: visits, things that are lent, topics of help."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.activity.epn.enums import Purpose
from levier.activity.epn.models import Equipment, HelpTopic, Space, Visit
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.lists import Choice, Column, ListPage


def _spaces(actor: Actor) -> list[tuple[str, str]]:
    return [(str(one.pk), str(one)) for one in Space.objects.visible_to(actor)]


def _here(actor: Actor) -> Any:
    return Visit.objects.visible_to(actor).select_related("space", "person")


def _clock(value: Any) -> str:
    return formats.clock(value) if value else "–"


VISITS = ListPage(
    title=_("Visites de l'espace numérique"),
    rows=_here,
    columns=(
        Column(
            "jour",
            _("Jour"),
            lambda one: formats.day(one.on, style="table"),
            lambda one: reverse("epn:visit", args=[one.pk]),
            ("on",),
            plain=lambda one: one.on,
        ),
        Column("numero", _("N°"), lambda one: one.ticket, None, ("ticket",), is_number=True),
        Column(
            "qui",
            _("Qui"),
            lambda one: str(one.person) if one.person else gettext("sans nom"),
            lambda one: reverse("epn:person", args=[one.person_id]) if one.person_id else None,
        ),
        Column("pourquoi", _("Pourquoi"), lambda one: one.get_purpose_display(), None, ("purpose",)),
        Column("arrivee", _("Arrivée"), lambda one: _clock(one.arrived_at)),
        Column("depart", _("Départ"), lambda one: _clock(one.ended_at)),
        Column("pages", _("Pages"), lambda one: one.prints, None, ("prints",), is_number=True),
        Column("espace", _("Espace"), lambda one: str(one.space), is_optional=True),
    ),
    default_sort=("-on", "-ticket"),
    filters=(
        Choice("pourquoi", _("Pourquoi"), lambda actor: Purpose.choices, lambda rows, v: rows.filter(purpose=v)),
        Choice("espace", _("Espace"), _spaces, lambda rows, v: rows.filter(space=int(v))),
        Choice(
            "nom",
            _("Nom connu"),
            lambda actor: [("oui", _("oui")), ("non", _("non"))],
            lambda rows, v: rows.filter(person__isnull=v == "non"),
        ),
    ),
    empty=_("Les visites seront ici. Ouvrez l'accueil d'un espace et notez la première en une ligne."),
    export_name="visites-epn",
)


def _things(actor: Actor) -> Any:
    return Equipment.objects.visible_to(actor).select_related("space").prefetch_related("loans__person")


def _standing(one: Equipment) -> str:
    if one.out_since:
        return gettext("hors service")
    loan = next((each for each in one.loans.all() if each.returned_on is None), None)
    if loan is None:
        return gettext("disponible")
    words = {"day": formats.day(loan.due_on, style="short"), "name": loan.person}
    if loan.due_on < timezone.localdate():
        return gettext("en retard depuis le %(day)s : %(name)s") % words
    return gettext("prêté jusqu'au %(day)s : %(name)s") % words


_STATES: dict[str, Any] = {
    "lent": lambda rows: rows.filter(loans__returned_on=None, loans__isnull=False),
    "here": lambda rows: rows.filter(out_since=None).exclude(loans__returned_on=None, loans__isnull=False),
    "out": lambda rows: rows.exclude(out_since=None),
}
EQUIPMENT = ListPage(
    title=_("Matériel à prêter"),
    intro=_("Le prêt se note depuis la page « Numérique » de la personne."),
    rows=_things,
    columns=(
        Column("objet", _("Objet"), lambda one: one.name, lambda one: reverse("epn:thing", args=[one.pk]), ("name",)),
        Column("inventaire", _("Inventaire"), lambda one: one.inventory, None, ("inventory",)),
        Column("ou", _("Où il est"), _standing),
        Column("espace", _("Espace"), lambda one: str(one.space), None, ("space__name",)),
    ),
    default_sort=("name", "inventory"),
    filters=(
        Choice(
            "etat",
            _("Où il est"),
            lambda actor: [("here", _("disponible")), ("lent", _("prêté")), ("out", _("hors service"))],
            lambda rows, v: _STATES[v](rows),
        ),
    ),
    empty=_("Le matériel que l'espace prête sera ici : ordinateurs portables, téléphones, clés internet."),
    export_name="materiel-epn",
)

TOPICS = ListPage(
    title=_("Thèmes d'aide"),
    intro=_("Avec quoi on aide à l'espace numérique. Un thème retiré reste dans les chiffres du passé."),
    rows=lambda actor: HelpTopic.objects.visible_to(actor),
    columns=(
        Column(
            "theme", _("Thème"), lambda one: str(one), lambda one: reverse("epn:edit_topic", args=[one.pk]), ("fr",)
        ),
        Column("ordre", _("Ordre"), lambda one: one.rank, None, ("rank",), is_number=True),
        Column("etat", _("État"), lambda one: gettext("retiré") if one.retired_on else gettext("utilisé")),
    ),
    default_sort=("rank", "fr"),
    empty=_("Les thèmes d'aide seront ici."),
    export_name="themes-aide",
)
