"""A sheet goes out; what an agreement takes as a proof is settled."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any

import pypdfium2
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from levier.activity.activities.attendance import expected
from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models import Activity, Enrolment, Session
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.activity.sheets.enums import SheetKind
from levier.activity.sheets.models import ProofRule, Sheet, SheetColumn, SheetLine
from levier.activity.sheets.models.sheets import BLANK_LINES
from levier.activity.sheets.numbering import next_number
from levier.activity.sheets.paper import paper_of
from levier.development.projects.models import Project
from levier.development.projects.rules import CHANGE_PROJECTS
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference

MOST_COLUMNS, MOST_LINES = 80, 400


@transaction.atomic
def print_sheet(
    *,
    by: Actor,
    activity: Activity,
    kind: str,
    on: date,
    form: str,
    session: Session | None = None,
    blank_lines: int = BLANK_LINES,
    has_photos: bool = False,
    at: datetime,
) -> Sheet:
    """The sheet of a session, or of all that takes place in the week or month of a day; who is expected stands on it.

    Raises Refused when nothing takes place then, and when it would not fit.
    """
    demand_permission(by, NOTE_PRESENCES)
    first, last = days_of(kind, on)
    sessions = [session] if session else list(_taking_place(by, activity, first, last))
    sessions = [one for one in sessions if one.kind == SessionKind.MOMENT and one.cancelled_at is None]
    if not sessions or activity.organisation_id != by.organisation_id:
        raise Refused(_("Aucune séance n'a lieu ces jours-là : choisissez un autre jour."))
    halves = [(one, half) for one in sessions for half in range(1, one.half_days + 1)]
    people = _people(activity, sessions)
    if len(halves) > MOST_COLUMNS or len(people) > MOST_LINES:
        raise Refused(_("Cette feuille serait trop grande. Imprimez-la par semaine, ou par séance."))
    row = Sheet.objects.create(
        organisation_id=by.organisation_id,
        number=next_number(by, Sheet),
        kind=kind,
        activity=activity,
        format=form,
        first_on=min(one.on for one in sessions),
        last_on=max(one.on for one in sessions),
        blank_lines=blank_lines,
        has_photos=has_photos,
        printed_at=at,
        printed_by_id=by.user_id,
    )
    own: dict[str, Any] = {"organisation_id": by.organisation_id, "sheet": row}
    columns = [SheetColumn(**own, session=one, half=half, rank=n) for n, (one, half) in enumerate(halves, start=1)]
    SheetColumn.objects.bulk_create(columns)
    lines = [SheetLine(**own, person_id=person, rank=n) for n, person in enumerate(people, start=1)]
    SheetLine.objects.bulk_create(lines)
    row.pages = _pages(row, at)
    row.save(update_fields=["pages"])
    record(by=by, verb="sheets.printed", object=reference(row), change={"activity": activity.pk}, at=at)
    return row


@transaction.atomic
def set_proofs(*, by: Actor, project: Project, values: dict[str, Any], at: datetime) -> ProofRule:
    """What the funder of a project takes as a proof, and on which form. Raises Refused, ValidationError for nothing."""
    demand_permission(by, CHANGE_PROJECTS)
    if project.organisation_id != by.organisation_id:
        raise Refused(_("Ce que vous cherchez n'existe pas."))
    rows = ProofRule.objects.visible_to(by).select_for_update()
    row = rows.filter(project=project).first() or ProofRule(
        organisation_id=by.organisation_id, project=project, version=0
    )
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.keep()
    record(by=by, verb="sheets.proofs_set", object=reference(project), change=values, at=at)
    return row


def days_of(kind: str, on: date) -> tuple[date, date]:
    """First and last day of what a sheet is for: the day, its week from Monday on, its month."""
    if kind == SheetKind.WEEK:
        monday = on - timedelta(days=on.weekday())
        return monday, monday + timedelta(days=6)
    if kind == SheetKind.MONTH:
        return on.replace(day=1), on.replace(day=monthrange(on.year, on.month)[1])
    return on, on


def _taking_place(by: Actor, activity: Activity, first: date, last: date) -> Any:
    rows = Session.objects.visible_to(by).filter(activity=activity, on__range=(first, last))
    return rows.filter(kind=SessionKind.MOMENT, cancelled_at=None).select_related("trainer", "contact")


def _people(activity: Activity, sessions: list[Session]) -> list[int]:
    """Who is expected at one of the sessions, by name: their order on the paper."""
    if len(sessions) == 1:
        rows = expected(sessions[0])
    else:
        first, last = sessions[0].on, sessions[-1].on
        rows = Enrolment.objects.filter(activity=activity).filter(Q(ended_on=None) | Q(ended_on__gte=first))
        rows = rows.exclude(starts_on__gt=last)
    people = [one.person for one in rows.select_related("person")]
    people.sort(key=lambda one: (one.last_name.casefold(), one.first_name.casefold(), one.pk))
    return [one.pk for one in people]


def _pages(sheet: Sheet, at: datetime) -> int:
    document = pypdfium2.PdfDocument(paper_of(sheet, at))
    try:
        return len(document)
    finally:
        document.close()
