"""The lists of the room: deadlines still open, those settled, kinds of deadline."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.lists import Choice, Column, ListPage, Search
from levier.support.rights.enums import DeadlineState
from levier.support.rights.models import Deadline, DeadlineKind, DeadlineRule
from levier.support.rights.wording import rule_in_words


def page_of(deadline: Deadline) -> str:
    return reverse("rights:deadline", args=[deadline.pk])


def _rows(actor: Actor) -> Any:
    return Deadline.objects.visible_to(actor).select_related("person", "rule__kind", "owner")


def _kinds(actor: Actor) -> list[tuple[str, Any]]:
    return [(str(one.pk), str(one)) for one in DeadlineKind.objects.visible_to(actor)]


def _whose(rows: Any, value: str) -> Any:
    return rows.filter(owner_id=int(value))


def _when(rows: Any, value: str) -> Any:
    today = timezone.localdate()
    ends = {"semaine": 7, "mois": 30, "trimestre": 91}
    if value == "retard":
        return rows.filter(due_on__lt=today, rule__kind__is_earliest=False)
    return rows.filter(due_on__range=(today, today + timedelta(days=ends[value])))


def standing(one: Deadline) -> Any:
    """Where an open deadline stands, in a word."""
    today = timezone.localdate()
    if one.state != DeadlineState.OPEN:
        return one.get_state_display()
    if one.rule.kind.is_earliest:
        return _("pas avant ce jour")
    if one.end < today:
        return _("dépassée")
    return _("en retard") if one.due_on < today else _("à temps")


def rule_today(kind: DeadlineKind) -> DeadlineRule | None:
    """The version that holds today, among the rules already loaded."""
    return kind.rule_on(timezone.localdate())


def _rule_words(kind: DeadlineKind) -> str:
    rule = rule_today(kind)
    return rule_in_words(rule) if rule else "–"


def _source(kind: DeadlineKind) -> str:
    rule = rule_today(kind)
    return rule.source if rule else "–"


_PERSON = Column(
    "personne", _("Personne"), lambda one: str(one.person), page_of, ("person__last_name", "person__first_name")
)
_KIND = Column("quoi", _("Échéance"), lambda one: str(one.rule.kind), None, ("rule__kind__order",))
_DUE = Column(
    "jour",
    _("Jour"),
    lambda one: formats.day(one.due_on, style="table"),
    None,
    ("due_on",),
    plain=lambda one: one.due_on,
)
_OWNER = Column("qui", _("Suivie par"), lambda one: str(one.owner or "–"), None, ("owner__name",))
_BY_NAME = Search(_("Nom de la personne"), lambda rows, words: rows.filter(Q(person__search__contains=words)))
_BY_KIND = Choice("sorte", _("Échéance"), _kinds, lambda rows, value: rows.filter(rule__kind_id=value))
_BY_OWNER = Choice(
    "qui",
    _("Suivie par"),
    lambda actor: [(str(one.pk), str(one)) for one in colleagues(actor)],
    _whose,
)

DEADLINES = ListPage(
    title=_("Échéances de droits"),
    intro=_("Ce qui reste à faire pour ne perdre aucun droit, le plus pressé d'abord."),
    rows=lambda actor: _rows(actor).filter(state=DeadlineState.OPEN),
    columns=(
        _PERSON,
        _KIND,
        _DUE,
        Column("etat", _("État"), standing),
        _OWNER,
        Column(
            "ouvert",
            _("Premier jour ouvert"),
            lambda one: formats.day(one.shifted_on, style="table"),
            is_optional=True,
            plain=lambda one: one.shifted_on,
        ),
        Column("source", _("Source"), lambda one: one.rule.source, is_optional=True),
    ),
    default_sort=("due_on",),
    filters=(
        _BY_NAME,
        Choice(
            "quand",
            _("Quand"),
            lambda actor: [
                ("retard", _("en retard")),
                ("semaine", _("dans les 7 jours")),
                ("mois", _("dans les 30 jours")),
                ("trimestre", _("dans les 3 mois")),
            ],
            _when,
        ),
        _BY_KIND,
        _BY_OWNER,
    ),
    empty=_(
        "Les échéances ouvertes seront ici. Ouvrez la fiche d'une personne et enregistrez son courrier : Levier propose"
        " les dates à retenir."
    ),
    export_name="echeances-de-droits",
)
SETTLED = ListPage(
    title=_("Échéances closes"),
    rows=lambda actor: _rows(actor).exclude(state=DeadlineState.OPEN),
    columns=(
        _PERSON,
        _KIND,
        _DUE,
        Column("etat", _("État"), standing, None, ("state",)),
        Column("fait", _("Ce qui a été fait"), lambda one: one.what or "–"),
        Column("resultat", _("Résultat"), lambda one: one.result or "–"),
        _OWNER,
    ),
    default_sort=("-due_on",),
    filters=(
        _BY_NAME,
        Choice(
            "etat",
            _("État"),
            lambda actor: [(code, label) for code, label in DeadlineState.choices if code != DeadlineState.OPEN],
            lambda rows, value: rows.filter(state=value),
        ),
        _BY_KIND,
        _BY_OWNER,
    ),
    empty=_("Les échéances faites, sans objet ou manquées seront ici, avec ce qui a été fait."),
    export_name="echeances-closes",
)
KINDS = ListPage(
    title=_("Sortes d'échéance"),
    intro=_("Ce que Levier sait calculer ou recopier. La règle de chaque sorte a une source et une date de validité."),
    rows=lambda actor: DeadlineKind.objects.visible_to(actor).prefetch_related("rules"),
    columns=(
        Column("nom", _("Nom"), str, lambda one: reverse("rights:kind", args=[one.pk]), ("fr",)),
        Column("regle", _("Règle actuelle"), lambda one: _rule_words(one)),
        Column("source", _("Source"), lambda one: _source(one)),
        Column("etat", _("État"), lambda one: _("retirée") if one.retired_on else _("en usage"), None, ("retired_on",)),
    ),
    default_sort=("order",),
    filters=(
        Search(_("Nom"), lambda rows, words: rows.filter(Q(fr__icontains=words) | Q(nl__icontains=words))),
        Choice(
            "etat",
            _("État"),
            lambda actor: [("usage", _("en usage")), ("retiree", _("retirée"))],
            lambda rows, value: rows.filter(retired_on__isnull=value == "usage"),
        ),
    ),
    empty=_("Les sortes d'échéance que votre équipe suit seront ici."),
    export_name="sortes-d-echeance",
)
