"""Training contracts, internships, their weeks and visits."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.courses.holding import demand_past, demand_sensible, held
from levier.activity.courses.kinds import contract_kinds
from levier.activity.courses.models import Candidate, Internship, InternshipVisit, InternshipWeek, TrainingContract
from levier.activity.courses.rules import RUN_COURSES, may_place
from levier.foundation.journal.actions import record
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person


@transaction.atomic
def sign_contract(*, by: Actor, candidate: Candidate, values: dict[str, Any], at: datetime) -> TrainingContract:
    """A training contract of somebody in the course. Raises Refused, or ValidationError."""
    demand_permission(by, RUN_COURSES)
    owner = _in_course(by, candidate)
    row = TrainingContract(organisation_id=by.organisation_id, candidate=owner)
    _fill_contract(row, values, at)
    record(by=by, verb="courses.contract_signed", object=reference(row), change={"person": owner.person_id}, at=at)
    return row


@transaction.atomic
def change_contract(*, by: Actor, contract: TrainingContract, values: dict[str, Any], at: datetime) -> TrainingContract:
    """Correct it, or say that it ended early and why. Raises as `sign_contract`."""
    demand_permission(by, RUN_COURSES)
    row: TrainingContract = held(by, contract)
    row.version += 1
    _fill_contract(row, values, at)
    change = {"ended_on": str(row.ended_on or "")}
    record(by=by, verb="courses.contract_changed", object=reference(row), change=change, at=at)
    return row


def _fill_contract(row: TrainingContract, values: dict[str, Any], at: datetime) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    if row.kind not in contract_kinds():
        raise Refused(_("Choisissez un type de contrat de la liste."))
    demand_sensible(at, row.signed_on, row.starts_on, row.ends_on)
    if row.ended_on and not row.end_words:
        raise Refused(_("Dites pourquoi le contrat s'arrête plus tôt."))
    if row.ended_on and not row.starts_on <= row.ended_on <= row.ends_on:
        raise Refused(_("Le jour de l'arrêt tombe en dehors du contrat."))
    row.keep()


@transaction.atomic
def plan_internship(*, by: Actor, candidate: Candidate, values: dict[str, Any], at: datetime) -> Internship:
    """An internship of somebody in the course; never two at once. Raises Refused, or ValidationError."""
    demand_permission(by, RUN_COURSES)
    owner = _in_course(by, candidate)
    row = Internship(organisation_id=by.organisation_id, candidate=owner)
    _fill_internship(row, values, at)
    record(by=by, verb="courses.internship_planned", object=reference(row), change={"person": owner.person_id}, at=at)
    return row


@transaction.atomic
def change_internship(*, by: Actor, internship: Internship, values: dict[str, Any], at: datetime) -> Internship:
    """Correct it, or say how it ended. Raises as `plan_internship`."""
    demand_permission(by, RUN_COURSES)
    row: Internship = held(by, internship, "candidate")
    row.version += 1
    _fill_internship(row, values, at)
    record(by=by, verb="courses.internship_changed", object=reference(row), change={"end": row.end}, at=at)
    return row


def _fill_internship(row: Internship, values: dict[str, Any], at: datetime) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    demand_sensible(at, row.convention_on, row.starts_on, row.ends_on)
    person = row.candidate.person_id
    Person.objects.select_for_update().get(pk=person)  # two colleagues at once meet here: no overlap slips between
    others = Internship.objects.filter(candidate__person=person).exclude(pk=row.pk).select_related("partner")
    other = others.filter(starts_on__lte=row.ends_on, ends_on__gte=row.starts_on).first()
    if other:
        words = {
            "place": other.partner,
            "first": formats.day(other.starts_on),
            "last": formats.day(other.ends_on),
        }
        raise Refused(_("Cette personne a déjà un stage chez %(place)s, du %(first)s au %(last)s.") % words)
    row.keep()


@transaction.atomic
def note_week(
    *, by: Actor, internship: Internship, on: date, minutes: int, confirmed_by: str = "", at: datetime
) -> InternshipWeek:
    """Hours done in the week of `on`; said again, the last word holds. `confirmed_by` said so at the place.

    Raises Refused for a week out of the internship or to come.
    """
    demand_permission(by, RUN_COURSES)
    row: Internship = held(by, internship)
    monday = on - timedelta(days=on.weekday())
    demand_past(monday, at)
    if monday > row.ends_on or monday + timedelta(days=6) < row.starts_on:
        raise Refused(_("Cette semaine est en dehors du stage."))
    week = row.weeks.filter(monday=monday).first()
    week = week or InternshipWeek(organisation_id=by.organisation_id, internship=row, monday=monday)
    week.minutes, week.confirmed_by = minutes, confirmed_by
    week.confirmed_on = timezone.localdate(at) if confirmed_by else None
    week.keep()
    change = {"week": monday.isoformat(), "minutes": minutes, "confirmed": bool(confirmed_by)}
    record(by=by, verb="courses.week_noted", object=reference(row), change=change, at=at)
    return week


@transaction.atomic
def note_visit(*, by: Actor, internship: Internship, on: date, remark: str, at: datetime) -> InternshipVisit:
    """Somebody went to see. Raises Refused for a day to come or out of the internship."""
    demand_permission(by, RUN_COURSES)
    row: Internship = held(by, internship)
    demand_past(on, at)
    if not row.runs_on(on):
        raise Refused(_("Ce jour est en dehors du stage."))
    visit = InternshipVisit(organisation_id=by.organisation_id, internship=row, on=on, by_id=by.user_id, remark=remark)
    visit.keep()
    record(by=by, verb="courses.internship_visited", object=reference(row), change={"on": on.isoformat()}, at=at)
    return visit


def _in_course(by: Actor, candidate: Candidate) -> Candidate:
    row: Candidate = held(by, candidate)
    demand(may_place(row))
    return row
