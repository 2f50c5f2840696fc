"""The page of a session: its sheet, filled by keyboard, on screen or from the paper one."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.attendance import Entry, Recorded, expected, record_attendance, said
from levier.activity.activities.enums import CAME, Presence, SessionKind
from levier.activity.activities.lists import sheet_of, state_of
from levier.activity.activities.models import Session
from levier.activity.activities.notices import said_no, told_of
from levier.activity.activities.registers import outside
from levier.activity.activities.rules import CHANGE_ACTIVITIES, NOTE_PRESENCES, SEE_PRESENCES
from levier.activity.activities.trails import trail
from levier.activity.activities.typed import judged, packed, people_typed, shown_before
from levier.foundation.kit import formats
from levier.foundation.kit.forms import say
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.foundation.kit.texts import clean

NOTES = 60


@dataclass(slots=True)
class Line:
    """One person of a sheet: `number` as printed, what is shown, what is kept (`seen`), what is wrong.

    `is_stranger`: takes no part in the project of the session, so that these hours do not count for it. `theirs`: who
    noted the line otherwise while this sheet was open. `says_no`: told us that they do not come.
    """

    number: int
    person: Any
    entry: Entry | None
    seen: str
    error: str = ""
    is_stranger: bool = False
    theirs: str = ""
    says_no: bool = False


def _session(request: HouseRequest, pk: int) -> Session:
    rows = Session.objects.visible_to(request.actor).select_related(
        "activity", "project", "place", "trainer", "contact"
    )
    found: Session = get_object_or_404(rows, pk=pk)
    return found


def lines_of(session: Session) -> list[Line]:
    """Everybody expected that day or noted already, by name, with what is kept of each."""
    held = {row.person_id: row for row in session.attendances.select_related("person")}
    people = {one.person_id: one.person for one in expected(session).select_related("person")}
    people |= {pk: row.person for pk, row in held.items()}
    ordered = sorted(people.values(), key=lambda one: (one.last_name.casefold(), one.first_name.casefold(), one.pk))
    strangers, away = outside(session.project_id, people), said_no(session)
    lines = []
    for number, person in enumerate(ordered, start=1):
        entry = said(held[person.pk]) if person.pk in held else None
        line = Line(number, person, entry, packed(entry), is_stranger=person.pk in strangers, says_no=person.pk in away)
        lines.append(line)
    return lines


@screen(SEE_PRESENCES, reads="session.read", methods=("GET", "POST"))
def session(request: HouseRequest, pk: int) -> HttpResponse:
    """The sheet: who was there, for how long."""
    if request.method == "POST":
        return _note(request, get_object_or_404(Session.objects.visible_to(request.actor), pk=pk))
    found = _session(request, pk)
    note_reading(request, found)
    return _page(request, found, lines_of(found))


def _page(request: HouseRequest, found: Session, lines: list[Line], status: int = 200, **more: Any) -> HttpResponse:
    begun = found.starts_at is None or found.starts_at <= timezone.now()
    open_sheet = begun and not found.cancelled_at and found.kind == SessionKind.MOMENT
    without = sum(1 for line in lines if not line.seen)
    context = {
        "session": found,
        "lines": lines,
        "state": state_of(found),
        "presences": Presence.choices,
        "planned": found.planned_minutes,
        "order": " ".join(str(line.person.pk) for line in lines),
        "may_note": NOTE_PRESENCES.allows(request.actor) and open_sheet,
        "may_open_door": NOTE_PRESENCES.allows(request.actor) and _may_open_door(found),
        "may_change": CHANGE_ACTIVITIES.allows(request.actor),
        "came": sum(1 for line in lines if line.entry and line.entry.presence in CAME),
        "total": sum(map(_minutes, lines)),
        "strangers": sum(1 for line in lines if line.is_stranger),
        "counted": sum(_minutes(line) for line in lines if not line.is_stranger),
        "without": without,
        "is_blank": without == len(lines) and status == HTTPStatus.OK,
        "short": {name: request.POST.get(name, "") for name in ("absents", "excuses", "raison")},
        "notes": found.notes.select_related("person", "recorded_by")[:NOTES],
        "trail": trail(found.activity),
        "told": told_of(found),
        "may_count": NOTE_PRESENCES.allows(request.actor) and begun,
    }
    return render(request, "activities/session.html", context | more, status=status)


def _may_open_door(found: Session) -> bool:
    """Is a tablet at the door of use: before the session is over?"""
    is_ahead = found.ends_at is not None and found.ends_at > timezone.now()
    return is_ahead and not found.cancelled_at and not found.closed_at and found.kind == SessionKind.MOMENT


def _minutes(line: Line) -> int:
    return (line.entry.minutes or 0) if line.entry else 0


def _note(request: HouseRequest, found: Session) -> HttpResponse:
    """Keep what came in. The sheet is read again only where an answer depends on it or has to be shown."""
    is_short = "sauf" in request.POST
    entries, wrong = ({}, False) if is_short else _typed(request, found.planned_minutes)
    if wrong:
        return _wrong(request, found)
    try:
        if is_short:
            entries = _all_but(request, lines_of(found))
        elif "autres" in request.POST:
            without = (line.person.pk for line in lines_of(found) if line.entry is None)
            entries = {person: Entry(Presence.PRESENT) for person in without} | entries
        done = record_attendance(
            by=request.actor,
            session=found,
            entries=entries,
            seen=shown_before(request.POST),
            close=is_short or "fin" in request.POST,
            at=timezone.now(),
        )
    except Refused as error:
        return _page(request, _session(request, found.pk), _as_typed(request, found), 422, problem=str(error))
    if done.conflicts:
        return _conflict(request, _session(request, found.pk), done, entries)
    count = len(done.written)
    sentence = ngettext("%(n)s ligne est notée.", "%(n)s lignes sont notées.", count) % {"n": count}
    say(request, sentence if count else _("Rien n'a changé."))
    return HttpResponseRedirect(sheet_of(found), status=303)


def _wrong(request: HouseRequest, found: Session) -> HttpResponse:
    """The sheet as it was typed; each line that cannot be kept says why."""
    lines = _as_typed(request, found)
    numbers = [line.number for line in lines if line.error]
    text = ngettext("Corrigez la ligne %(numbers)s.", "Corrigez les lignes %(numbers)s.", len(numbers))
    problem = text % {"numbers": ", ".join(map(str, numbers))}
    return _page(request, _session(request, found.pk), lines, 422, problem=problem)


def _as_typed(request: HouseRequest, found: Session) -> list[Line]:
    """The lines of a sheet with what its fields say: nothing typed is lost."""
    lines = lines_of(found)
    for line in lines:
        entry, line.error = judged(request.POST, line.person.pk, found.planned_minutes)
        line.entry = entry or line.entry
        line.seen = request.POST.get(f"vu-{line.person.pk}", line.seen)
    return lines


def _conflict(request: HouseRequest, found: Session, done: Recorded, entries: Mapping[int, Entry]) -> HttpResponse:
    """Lines that somebody else noted meanwhile: what they said and when, ours still in the fields; the others are kept.

    One keeps theirs by ticking it, or saves one's own again, having seen the other.
    """
    noted = found.attendances.filter(person__in=done.conflicts).select_related("recorded_by")
    theirs, lines = {row.person_id: row for row in noted}, lines_of(found)
    for line in lines:
        row = theirs.get(line.person.pk)
        if row is None:
            continue
        words = {
            "who": row.recorded_by or row.get_source_display(),
            "when": formats.moment(row.recorded_at, style="near"),
            "presence": row.get_presence_display(),
            "minutes": row.minutes,
        }
        line.error = _("%(who)s a noté, %(when)s : %(presence)s, %(minutes)s min.") % words
        line.theirs = str(words["who"])
        line.entry = entries[line.person.pk].of(found.planned_minutes)
    problem = _("Vos autres lignes sont enregistrées. Pour celles-ci, choisissez, puis enregistrez à nouveau.")
    return _page(request, found, lines, 409, problem=problem, heading=_("Vous étiez deux sur cette feuille"))


def _typed(request: HouseRequest, planned: int) -> tuple[dict[int, Entry], bool]:
    """The grid as typed, by person; and whether a line says something that cannot be kept."""
    entries, wrong = {}, False
    for person in people_typed(request.POST):
        if f"garder-{person}" in request.POST:  # what somebody else noted meanwhile is right
            continue
        entry, problem = judged(request.POST, person, planned)
        wrong = wrong or bool(problem)
        if entry is not None:
            entries[person] = entry
    return entries, wrong


def _all_but(request: HouseRequest, lines: list[Line]) -> dict[int, Entry]:
    """Those whose numbers are given, and everybody else without an answer was there. Raises Refused for a stray number.

    Numbers are those of the sheet that was shown (`ordre`): somebody enrolled meanwhile moves nobody.
    """
    order = [pk for one in request.POST.get("ordre", "").split() if (pk := whole(one)) is not None]
    known = {line.person.pk for line in lines}
    entries: dict[int, Entry] = {}
    for field, entry in (
        ("absents", Entry(Presence.ABSENT)),
        ("excuses", Entry(Presence.EXCUSED, reason=clean(request.POST.get("raison", ""), most=120))),
    ):
        for word in request.POST.get(field, "").replace(",", " ").replace(";", " ").split():
            number = int(word) if word.isdecimal() and len(word) < 5 else 0
            person = order[number - 1] if 1 <= number <= len(order) else 0
            if person not in known:
                raise Refused(_("« %(word)s » n'est pas un numéro de la feuille.") % {"word": word[:20]})
            if entries.setdefault(person, entry) != entry:
                raise Refused(_("Le numéro %(word)s est à la fois absent et excusé.") % {"word": word})
    return {line.person.pk: Entry(Presence.PRESENT) for line in lines if line.entry is None} | entries
