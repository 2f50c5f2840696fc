"""A person erased, or given a copy: who was in a course stays a figure, without a word of anybody."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from levier.activity.courses.models import (
    Candidate,
    Internship,
    InternshipVisit,
    InternshipWeek,
    Member,
    ModuleResult,
    Step,
    TrainingContract,
)
from levier.foundation.journal.actions import forget_details
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import Fate
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person

TITLES = {
    "courses.candidate": _("Candidatures à une formation"),
    "courses.step": _("Étapes d'une sélection"),
    "courses.moduleresult": _("Résultats de formation"),
    "courses.trainingcontract": _("Contrats de formation"),
    "courses.internship": _("Stages"),
    "courses.internshipweek": _("Heures de stage"),
    "courses.internshipvisit": _("Visites de stage"),
    "courses.member": _("Collectifs dont vous êtes membre"),
}
TABLES = tuple(TITLES)
_PATHS: dict[Any, str] = {
    Candidate: "person",
    Step: "candidate__person",
    ModuleResult: "candidate__person",
    TrainingContract: "candidate__person",
    Internship: "candidate__person",
    InternshipWeek: "internship__candidate__person",
    InternshipVisit: "internship__candidate__person",
    Member: "person",
}
GONE: tuple[Any, ...] = (Step, TrainingContract, InternshipVisit, Member)
RELATED = {
    "courses.candidate": ("course__activity", "person"),
    "courses.moduleresult": ("module",),
    "courses.trainingcontract": ("partner",),
    "courses.internship": ("partner",),
    "courses.member": ("person",),
}


def rows(actor: Actor, person: Person) -> Mapping[str, Iterable[Any]]:
    """All that was noted."""
    found = {}
    for table, path in _PATHS.items():
        label = table._meta.label_lower
        held = table.objects.visible_to(actor).filter(**{path: person})
        found[label] = held.select_related(*RELATED[label]) if label in RELATED else held
    return found


def fates(actor: Actor, person: Person, until: date | None) -> list[Fate]:
    """Candidacies, results and hours of internship stay as figures; steps, contracts, visits and words go."""
    told = {table: path for table, path in _PATHS.items() if table not in (InternshipWeek, InternshipVisit)}
    n = {table: table.objects.visible_to(actor).filter(**{path: person}).count() for table, path in told.items()}
    lines = [
        (Candidate, ngettext("%(n)s candidature à une formation", "%(n)s candidatures à une formation", n[Candidate])),
        (Step, ngettext("%(n)s étape de sélection", "%(n)s étapes de sélection", n[Step])),
        (ModuleResult, ngettext("%(n)s résultat de module", "%(n)s résultats de module", n[ModuleResult])),
        (
            TrainingContract,
            ngettext("%(n)s contrat de formation", "%(n)s contrats de formation", n[TrainingContract]),
        ),
        (Internship, ngettext("%(n)s stage", "%(n)s stages", n[Internship])),
        (Member, ngettext("%(n)s collectif", "%(n)s collectifs", n[Member])),
    ]
    return [Fate(words % {"n": n[table]}, "" if table in GONE else "figure") for table, words in lines if n[table]]


def erase(by: Actor, person: Person, until: date | None, at: datetime) -> None:
    """What is a figure loses its words; all the rest is deleted, with what the journal kept of it."""
    mine = {table: table.objects.filter(**{path: person}) for table, path in _PATHS.items()}
    forget_details(by=by, objects=[reference(one) for rows_of in mine.values() for one in rows_of])
    for table in GONE:
        mine[table].delete()
    mine[Candidate].update(remark="")
    mine[Internship].update(task="", end_words="")
