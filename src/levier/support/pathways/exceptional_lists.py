"""The list of files opened exceptionally, for who reads them over."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.queries import everybody
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.lists import Choice, Column, ListPage, Search
from levier.support.pathways.models import ExceptionalAccess
from levier.support.pathways.rules import accesses_met

STATES = (
    ("a-relire", _("à relire")),
    ("en-cours", _("ouverts maintenant")),
    ("relus", _("relus")),
)


def accesses(actor: Actor) -> Any:
    """Accesses that this colleague may know of, the people among them still having a file."""
    rows = ExceptionalAccess.objects.visible_to(actor).filter(
        accesses_met(actor), person__merged_into=None, person__erased_at=None
    )
    return rows.select_related("person", "user", "ended_by", "reviewed_by")


def _in_state(rows: Any, value: str) -> Any:
    if value == "en-cours":
        return rows.running(timezone.now())
    return rows.filter(reviewed_at=None) if value == "a-relire" else rows.exclude(reviewed_at=None)


def _moment(key: str, label: Any, name: str) -> Column:
    return Column(
        key,
        label,
        lambda one: formats.moment(getattr(one, name), style="table"),
        None,
        (name,),
        plain=lambda one: getattr(one, name),
    )


def _ended(one: ExceptionalAccess) -> str:
    if one.ended_at is None:
        return "–"
    return f"{formats.moment(one.ended_at, style='table')} · {one.ended_by}"


def _reviewed(one: ExceptionalAccess) -> str:
    if one.reviewed_at is None:
        return "–"
    return f"{one.reviewed_by} · {formats.day(one.reviewed_at, style='short')}"


ACCESSES = ListPage(
    title=_("Accès exceptionnels"),
    intro=_("Les dossiers ouverts quelques heures à qui ne les lit pas d'habitude, et la raison donnée."),
    rows=accesses,
    columns=(
        Column(
            "personne",
            _("Personne"),
            lambda one: str(one.person),
            lambda one: reverse("pathways:access", args=[one.pk]),
            ("person__last_name", "person__first_name"),
        ),
        Column("qui", _("Qui"), lambda one: str(one.user), None, ("user__name",)),
        Column("pourquoi", _("Pourquoi"), lambda one: one.reason),
        _moment("ouvert", _("Ouvert"), "opened_at"),
        _moment("fin", _("Jusqu'au"), "until"),
        Column("termine", _("Terminé avant"), _ended),
        Column("relu", _("Relu par"), _reviewed),
    ),
    default_sort=("-opened_at",),
    filters=(
        Search(_("Nom de la personne"), lambda rows, words: rows.filter(person__search__contains=words)),
        Choice("etat", _("État"), lambda actor: STATES, _in_state),
        Choice(
            "qui",
            _("Qui"),
            lambda actor: [(str(pk), name) for pk, name in everybody(actor).items()],
            lambda rows, value: rows.filter(user=int(value)),
        ),
    ),
    empty=_("Aucun dossier n'a été ouvert exceptionnellement. S'il y en a, chacun sera ici avec sa raison, à relire."),
    export_name="acces-exceptionnels",
)
