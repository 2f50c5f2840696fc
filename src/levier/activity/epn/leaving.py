"""A person erased, or given a copy. Visits and help stay as figures without a name; all the rest goes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from levier.activity.epn.models import (
    Answer,
    Assessment,
    HelpGiven,
    HelpMandate,
    Loan,
    RulesAcceptance,
    Visit,
    VisitCard,
)
from levier.foundation.journal.actions import forget_details
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import Fate
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person

TITLES = {
    "epn.visit": _("Visites à l'espace numérique"),
    "epn.helpgiven": _("Aide numérique reçue"),
    "epn.loan": _("Objets prêtés"),
    "epn.assessment": _("Diagnostics numériques"),
    "epn.answer": _("Ce que vous savez faire avec le numérique"),
    "epn.helpmandate": _("Mandats pour une démarche en ligne"),
    "epn.visitcard": _("Cartes de visite"),
    "epn.rulesacceptance": _("Règles de l'espace numérique"),
}
TABLES = tuple(TITLES)
FIGURES: tuple[Any, ...] = (Visit, HelpGiven)
GONE: tuple[Any, ...] = (Loan, Assessment, HelpMandate, VisitCard, RulesAcceptance)


def rows(actor: Actor, person: Person) -> Mapping[str, Iterable[Any]]:
    """All that was noted."""
    held = {
        table._meta.label_lower: table.objects.visible_to(actor).filter(person=person) for table in (*FIGURES, *GONE)
    }
    held["epn.helpgiven"] = held["epn.helpgiven"].select_related("topic")
    held["epn.helpmandate"] = held["epn.helpmandate"].select_related("topic")
    held["epn.loan"] = held["epn.loan"].select_related("equipment")
    return held | {"epn.answer": Answer.objects.visible_to(actor).filter(assessment__person=person)}


def fates(actor: Actor, person: Person, until: date | None) -> list[Fate]:
    """Visits and help stay as figures; the rest goes."""
    n = {table: table.objects.visible_to(actor).filter(person=person).count() for table in (*FIGURES, *GONE)}
    lines = [
        (Visit, ngettext("%(n)s visite à l'espace numérique", "%(n)s visites à l'espace numérique", n[Visit])),
        (HelpGiven, ngettext("%(n)s aide numérique", "%(n)s aides numériques", n[HelpGiven])),
        (Loan, ngettext("%(n)s prêt", "%(n)s prêts", n[Loan])),
        (Assessment, ngettext("%(n)s diagnostic numérique", "%(n)s diagnostics numériques", n[Assessment])),
        (HelpMandate, ngettext("%(n)s mandat pour une démarche", "%(n)s mandats pour une démarche", n[HelpMandate])),
        (VisitCard, ngettext("%(n)s carte de visite", "%(n)s cartes de visite", n[VisitCard])),
    ]
    return [Fate(words % {"n": n[table]}, "figure" if table in FIGURES else "") for table, words in lines if n[table]]


def erase(by: Actor, person: Person, until: date | None, at: datetime) -> None:
    """Visits and help lose their person, the rest is deleted, with what the journal kept of its words."""
    every = [one for table in (*FIGURES, *GONE) for one in table.objects.filter(person=person)]
    forget_details(by=by, objects=[reference(one) for one in every])
    for table in FIGURES:
        table.objects.filter(person=person).update(person=None)
    for table in GONE:
        table.objects.filter(person=person).delete()
