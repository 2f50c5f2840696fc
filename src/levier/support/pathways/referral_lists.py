"""The list of the team's referrals."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.lists import Choice, Column, ListPage, Search
from levier.register.partners.models import Partner
from levier.support.pathways.enums import ReferralStatus
from levier.support.pathways.models import Referral


def page_of(referral: Referral) -> str:
    return reverse("pathways:referrals_of", args=[referral.person_id])


def _rows(actor: Actor) -> Any:
    rows = Referral.objects.visible_to(actor).filter(person__merged_into=None)
    return rows.select_related("person", "partner", "colleague", "asked_by")


def _partners(actor: Actor) -> list[tuple[str, str]]:
    """Partners to whom somebody was sent."""
    used = Referral.objects.visible_to(actor).exclude(partner=None).order_by().values("partner")
    named = Partner.objects.visible_to(actor).filter(pk__in=used).order_by("name", "pk")
    return [(str(pk), name) for pk, name in named.values_list("pk", "name")]


def _day(key: str, label: Any, name: str, *, is_optional: bool = False) -> Column:
    return Column(
        key,
        label,
        lambda one: formats.day(getattr(one, name), style="short"),
        None,
        (name,),
        plain=lambda one: getattr(one, name),
        is_optional=is_optional,
    )


REFERRALS = ListPage(
    title=_("Orientations"),
    intro=_("Les personnes adressées à un partenaire ou à un·e collègue, et ce qui a été répondu."),
    rows=_rows,
    columns=(
        Column(
            "personne",
            _("Personne"),
            lambda one: str(one.person),
            page_of,
            ("person__last_name", "person__first_name"),
        ),
        Column("chez", _("Adressée à"), str, None, ("partner__name", "colleague__name")),
        _day("envoi", _("Demandée le"), "made_at"),
        Column("etat", _("État"), lambda one: one.status_at(timezone.now()).label),
        _day("reponse", _("Réponse le"), "answered_at"),
        Column("raison", _("Un mot avec la réponse"), lambda one: one.reason or "–", is_optional=True),
        _day("date", _("Date proposée"), "proposed_on", is_optional=True),
        Column("par", _("Demandée par"), lambda one: str(one.asked_by or "–"), None, ("asked_by__name",)),
    ),
    default_sort=("-made_at",),
    filters=(
        Search(_("Nom de la personne"), lambda rows, words: rows.filter(person__search__contains=words)),
        Choice(
            "etat",
            _("État"),
            lambda actor: ReferralStatus.choices,
            lambda rows, value: rows.in_status(value, timezone.now()),
        ),
        Choice("chez", _("Partenaire"), _partners, lambda rows, value: rows.filter(partner_id=int(value))),
        Choice(
            "par",
            _("Demandée par"),
            lambda actor: [(str(one.pk), str(one)) for one in colleagues(actor)],
            lambda rows, value: rows.filter(asked_by_id=int(value)),
        ),
    ),
    empty=_("Les orientations seront ici. Ouvrez l'accompagnement d'une personne pour l'adresser à quelqu'un."),
    export_name="orientations",
)
