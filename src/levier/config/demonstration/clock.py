"""So that "today" is always in mid-year: the dates of the demonstration move on by whole weeks, and its days go on.

A visitor's own work never comes to lie in the future: dates move no further than the last act of somebody who signed
in. What visitors typed moves with the rest, so that it stays beside what it speaks of.
"""

import random
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from levier.activity.activities.models import (
    Activity,
    ActivityModel,
    Attendance,
    AttendanceNote,
    Enrolment,
    Notice,
    PartnerLink,
    PartnerRequest,
    Quota,
    Session,
    Survey,
    Tally,
    WaitingEntry,
)
from levier.activity.courses.models import (
    Candidate,
    Collective,
    Internship,
    InternshipVisit,
    InternshipWeek,
    Meeting,
    Member,
    ModuleResult,
    Task,
    TrainingContract,
)
from levier.activity.courses.models import Step as SelectionStep
from levier.activity.epn.models import (
    Assessment,
    DayCount,
    Equipment,
    GuestPass,
    HelpGiven,
    HelpMandate,
    HelpTopic,
    LabelMinimum,
    Loan,
    RulesAcceptance,
    Station,
    UpkeepNote,
    Visit,
    VisitCard,
)
from levier.activity.sheets.models import Certificate, Logo, MissingSignature, Scan, Sheet, SheetColumn
from levier.config.demonstration.building import BORN, DAY, LINE, SEED, VISITED
from levier.config.demonstration.chronicle import Chronicle, House, live_through
from levier.config.demonstration.history import PRESENT
from levier.config.demonstration.season import freeze_semester, send_mails
from levier.config.demonstration.sheets import end_of, note_sheet, unnoted
from levier.config.demonstration.staff import address
from levier.development.calls.models import Call, Decision, Evidence
from levier.development.projects.enums import ProjectStatus
from levier.development.projects.models import Agreement, Kinship, Obligation, Project
from levier.evidence.ledger.models import Claim, LedgerItem, Shown
from levier.evidence.outcomes.enums import Horizon
from levier.evidence.outcomes.models import (
    EligibilityProof,
    EntryCorrection,
    Episode,
    Observation,
    Participation,
    Proposal,
)
from levier.evidence.outcomes.situation import days_after, freeze, situation_of
from levier.evidence.reports.freezing import reopen_report
from levier.evidence.reports.models import FrozenLine, FrozenReport
from levier.foundation.accounts.models import FormToken, Invitation, KeptFilters, Membership, Organisation, User
from levier.foundation.documents.models import Document
from levier.foundation.imports.models import ImportRun, Layout
from levier.foundation.journal.models import Head, Line
from levier.foundation.kit.actors import house as the_house
from levier.foundation.kit.calendar import add_months
from levier.foundation.outbox.models import Message
from levier.register.agenda.models import Booking, Opening, OpeningChange, Resource, ResourceBooking, Todo
from levier.register.partners.models import Contact, Programme
from levier.register.people.models import ContactPoint, Mandate, Merge, NationalNumber, Pair, Person, Photo, SealedProof
from levier.support.appointments.models import Appointment, GroupMeeting, SoonerOffer
from levier.support.jobsearch.models import Application, Contract, Conversation, Encoding, Interpreting, Resume
from levier.support.pathways.models import (
    ExceptionalAccess,
    Finding,
    Goal,
    GroupMessage,
    Item,
    Note,
    NoteDraft,
    NoteTemplate,
    Pathway,
    PlanTemplate,
    Referent,
    Referral,
    Revision,
    Step,
)
from levier.support.rights.counting import count
from levier.support.rights.models import BenefitPeriod, Deadline, DeadlineKind, DeadlineRule, Letter, Loss

AWAY = timedelta(days=36_500)
FRESH = 28
"""Days that the dates may stay behind."""
WAITING = timedelta(days=2)
"""Sheets younger than this wait for whoever signs in; older ones are noted by the colleagues."""
LOOKED = timedelta(days=10)
"""How far before the day of the house an open sheet is still looked for."""
ENDED = Q(project__status=ProjectStatus.COMPLETED)
WHOLE: tuple[type[models.Model], ...] = (
    *(Activity, Session, Attendance, AttendanceNote, Enrolment, Evidence, Decision, Message),
    *(ImportRun, Layout, Document, Pair, Merge, Person, ContactPoint, Mandate, SealedProof, LedgerItem, Claim, Shown),
    *(Todo, Opening, OpeningChange, Booking, Resource, ResourceBooking, Notice, WaitingEntry),
    *(Pathway, Referent, Finding, Goal, Step, Note, NoteDraft, Referral, ExceptionalAccess),
    *(Appointment, GroupMeeting, SoonerOffer, GroupMessage, Proposal),
    *(Letter, Deadline, BenefitPeriod, Loss),
    *(Application, Conversation, Resume, Contract, Interpreting, Encoding),
    *(HelpGiven, HelpMandate, Loan, UpkeepNote, VisitCard, RulesAcceptance, GuestPass, Assessment, Station, Equipment),
    *(Candidate, SelectionStep, ModuleResult, TrainingContract, Internship, InternshipVisit),
    *(Collective, Member, Meeting, Task),
    *(Photo, Sheet, SheetColumn, Scan, MissingSignature, Certificate, Logo),
    *(PartnerLink, PartnerRequest, Quota, Survey),
)
"""Tables whose days and moments all move."""
IN_TWO: tuple[type[models.Model], ...] = (Visit, DayCount, InternshipWeek, Tally)
"""Tables of which a day is taken once: they move far away, then back."""
IN_PART: tuple[type[models.Model], ...] = (
    *(Participation, Episode, Observation, EntryCorrection, EligibilityProof),
    *(Project, Agreement, Obligation, Call),
)
"""Tables of which what is over stays."""
STILL: tuple[type[models.Model], ...] = (
    *(Membership, Invitation, FormToken, KeptFilters, NationalNumber, Contact, Programme, Kinship),
    *(Item, Revision, NoteTemplate, PlanTemplate, ActivityModel, DeadlineKind, DeadlineRule),
    *(FrozenReport, FrozenLine),
    *(LabelMinimum, HelpTopic),
)
"""Tables that stay: who works here, whom one knows, the lists of the team, rules of the law, what is frozen."""
KEPT = {"birth_date", "starts_at", "ends_at", "moved_from"}


def move_on(house: Organisation, today: date) -> int:
    """Bring the present year of `house` to today; returns the days moved (whole weeks, 0 when it is fresh enough)."""
    made_for, visited = date.fromisoformat(house.settings[DAY]), _last_visit(house)
    days = (today - max(made_for, visited or made_for)).days // 7 * 7
    moved = days if days >= FRESH else 0
    day = made_for + timedelta(days=moved)
    lived = House(house, _staff(house))
    if moved:
        _shift(house, timedelta(days=moved))
        _move_years(house, day.year - made_for.year)
        _go_on(lived, today)
    dice = random.Random(f"{SEED}{today}")  # noqa: S311 - not a secret
    for session in unnoted(house, day - LOOKED, today - WAITING):
        note_sheet(house, session, dice, end_of(session))
    house.settings |= {DAY: day.isoformat(), VISITED: visited.isoformat() if visited else ""}
    house.settings[LINE] = Head.objects.get(pk=house.pk).number
    house.save(update_fields=["settings"])
    return moved


def ages_from(house: Organisation) -> date:
    """The day that the workbook's birth dates are counted from: it never moves, so that people stay who they are."""
    return date.fromisoformat(house.settings[BORN])


def _last_visit(house: Organisation) -> date | None:
    """The last day on which a visitor changed something: an act of the journal that the demonstration did not tell."""
    rows = Line.objects.filter(organisation_id=house.pk, number__gt=house.settings[LINE], actor__startswith="user:")
    last = rows.exclude(verb__endswith=".read").order_by("-number").first()
    before = house.settings.get(VISITED)
    return timezone.localdate(last.at) if last else date.fromisoformat(before) if before else None


def _staff(house: Organisation) -> dict[str, User]:
    rows = Membership.objects.filter(organisation=house, ended_at=None).select_related("user").order_by("pk")
    by_mail = {one.user.email: one.user for one in rows}
    return {one.role: by_mail.get(address(one.role), one.user) for one in reversed(rows)}


def _go_on(lived: House, today: date) -> None:
    """The last two weeks as the journal tells them, and the report of the half-year that is over now."""
    house, chronicle = lived.organisation, Chronicle()
    dice = random.Random(f"{SEED}{today}")  # noqa: S311 - not a secret
    live_through(lived, today - timedelta(days=14), today - timedelta(days=1), dice, chronicle)
    send_mails(lived, today, chronicle)
    chronicle.tell()
    by, now = the_house(house.pk), timezone.now()
    running = FrozenReport.objects.filter(organisation=house, reopened_at=None).exclude(ENDED)
    for report in running:
        reopen_report(by=by, frozen=report, reason="Les dates de la démonstration ont avancé.", at=now)
    course = Project.objects.filter(organisation=house, code="FSE-PLUS").first()
    if course:
        freeze_semester(lived, course, today, now)


def _shift(house: Organisation, by: timedelta) -> None:
    mine = {"organisation": house}
    for model in WHOLE:
        _move(model._base_manager.filter(**mine), by)
    for model in IN_TWO:
        for part in (by + AWAY, -AWAY):
            _move(model._base_manager.filter(**mine), part)
    _move_bookings(Booking.objects.filter(**mine), by)
    _move_bookings(ResourceBooking.objects.filter(**mine), by)
    _count_again(Deadline.objects.filter(**mine))
    _move(Participation.objects.filter(**mine).exclude(ENDED), by)
    ended = Q(participation__project__status=ProjectStatus.COMPLETED)
    parts: tuple[type[models.Model], ...] = (Episode, Observation, EligibilityProof, EntryCorrection)
    for model in parts:
        _move(model._base_manager.filter(**mine).exclude(ended), by)
    calls = Call.objects.filter(**mine, projects=None)
    _by_the_clock(Appointment.objects.filter(**mine).exclude(moved_from=None), by, "moved_from")
    _by_the_clock(SoonerOffer.objects.filter(**mine), by, "starts_at")
    _by_the_clock(Session.objects.filter(**mine), by, "starts_at", "ends_at")
    _by_the_clock(Obligation.objects.filter(**mine).exclude(ENDED), by, "due_at", "done_at")
    _by_the_clock(calls, by, "deadline_at")
    begun = Session.objects.filter(pk=OuterRef("session")).order_by().values("starts_at")
    AttendanceNote.objects.filter(**mine).update(happened_at=Coalesce(Subquery(begun), F("happened_at")))
    _freeze_again(house)


def _move(rows: "models.QuerySet[Any]", by: timedelta) -> None:
    """Days and moments of these rows, but births and what is said by the clock."""
    values: dict[str, Any] = {}
    for one in rows.model._meta.local_fields:
        if isinstance(one, models.DateField) and one.name not in KEPT:
            is_moment = isinstance(one, models.DateTimeField)
            values[one.name] = F(one.name) + by if is_moment else Cast(F(one.name) + by, models.DateField())
    rows.model._base_manager.filter(pk__in=rows.values("pk")).update(**values)


def _by_the_clock(rows: "models.QuerySet[Any]", by: timedelta, *names: str) -> None:
    """Nine o'clock stays nine o'clock, in summer as in winter."""
    held = list(rows)
    for row in held:
        for name in names:
            setattr(row, name, _same_hour(getattr(row, name), by))
    rows.model._base_manager.bulk_update(held, list(names), batch_size=300)


def _move_bookings(rows: "models.QuerySet[Any]", by: timedelta) -> None:
    """The last one first: nobody and no room is taken twice at one hour, not even on the way."""
    for one in rows.order_by("-starts_at"):
        one.starts_at, one.ends_at = _same_hour(one.starts_at, by), _same_hour(one.ends_at, by)
        one.save(update_fields=["starts_at", "ends_at"])


def _count_again(rows: "models.QuerySet[Any]") -> None:
    """Other holidays and other months lie between the new days: what a rule gives is worked out anew."""
    for one in rows.exclude(computed_on=None).select_related("rule"):
        worked = count(one.rule, one.counted_on)
        one.computed_on, one.shifted_on = worked.last_on, worked.shifted_on
        one.due_on = one.printed_on or worked.last_on
        one.save(update_fields=["computed_on", "shifted_on", "due_on"])


def _same_hour(moment: datetime | None, by: timedelta) -> datetime | None:
    if moment is None:
        return None
    local = timezone.localtime(moment)
    return datetime.combine(local.date() + by, local.time(), tzinfo=local.tzinfo)


def _freeze_again(house: Organisation) -> None:
    """Ages and lengths without work are of the entry day: they are read again, and so are the days after an exit."""
    held = list(Participation.objects.filter(organisation=house).exclude(ENDED))
    for one in held:
        for name, value in freeze(situation_of(one), one.entry_on).items():
            setattr(one, name, value)
    Participation.objects.bulk_update(held, ["age", "unemployed_months", "third_country"], batch_size=300)
    later = list(
        Observation.objects.filter(organisation=house, horizon=Horizon.SIX_MONTHS)
        .exclude(participation__project__status=ProjectStatus.COMPLETED)
        .select_related("participation")
    )
    for answer in later:
        answer.days_after = days_after(answer.horizon, answer.observed_on, answer.participation.exit_on)
    Observation.objects.bulk_update(later, ["days_after"], batch_size=300)


def _move_years(house: Organisation, years: int) -> None:
    """Projects of the present keep whole years, and so do their agreements and the calls they came from."""
    if not years:
        return
    projects = Project.objects.filter(organisation=house, code__in=PRESENT).exclude(status=ProjectStatus.COMPLETED)
    _move_by_years(projects, years, "starts_on", "ends_on")
    _move_by_years(Agreement.objects.filter(project__in=projects), years, "starts_on", "ends_on", "signed_on")
    for call in Call.objects.filter(organisation=house, projects__in=projects).exclude(deadline_at=None):
        local = timezone.localtime(call.deadline_at)
        day = add_months(local.date(), 12 * years)
        call.deadline_at = datetime.combine(day, local.time(), tzinfo=local.tzinfo)
        call.save(update_fields=["deadline_at"])


def _move_by_years(rows: "models.QuerySet[Any]", years: int, *names: str) -> None:
    for row in rows:
        for name in names:
            day = getattr(row, name)
            setattr(row, name, add_months(day, 12 * years) if day else None)
        row.save(update_fields=names)
