"""Sheets on their way back: the scan, then what differs from what was expected."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.attendance import Entry, Recorded
from levier.activity.activities.enums import Presence
from levier.activity.activities.models import Session
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.activity.activities.sheet import Line, lines_of
from levier.activity.activities.typed import judged, packed, shown_before, typed_of
from levier.activity.sheets.actions import Answers, keep_scan, note_from_paper
from levier.activity.sheets.around import found, trail
from levier.activity.sheets.finding import sheet_and_pages
from levier.activity.sheets.formats import format_of
from levier.activity.sheets.forms import ReturnForm
from levier.activity.sheets.models import Sheet, SheetColumn
from levier.activity.sheets.paper import half_of
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.foundation.kit.texts import clean

TRAINER = "anime"


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def give_back(request: HouseRequest) -> HttpResponse:
    """A scan of whichever sheet: its code says which."""
    return _upload(request, None)


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def give_one_back(request: HouseRequest, pk: int) -> HttpResponse:
    """A scan of this sheet and of no other."""
    return _upload(request, found(request, Sheet, pk, "activity"))


def _upload(request: HouseRequest, awaited: Sheet | None) -> HttpResponse:
    def save(form: ReturnForm) -> str:
        upload, number = form.cleaned_data["file"], form.cleaned_data["number"]
        better = form.cleaned_data["is_better"]
        row, pages = sheet_and_pages(request.actor, upload, number, awaited, is_better=better)
        keep_scan(by=request.actor, sheet=row, upload=upload, pages=pages, is_better=better, at=timezone.now())
        say(request, _("La feuille %(number)s est rangée avec ses séances.") % {"number": row})
        return _next(row)

    is_back = awaited is not None and awaited.returned_at is not None
    title = _("Rendre la feuille %(number)s") % {"number": awaited} if awaited else _("Rendre une feuille signée")
    return form_page(
        request,
        ReturnForm(request.POST or None, request.FILES or None, initial={"is_better": is_back}),
        title=title,
        submit=_("Envoyer le scan"),
        intro=_("Le code carré de chaque page dit de quelle feuille il s'agit. Ensuite, vous notez ce qui diffère."),
        on_valid=save,
        trail=trail(),
        back=reverse("sheets:sheet", args=[awaited.pk]) if awaited else reverse("sheets:sheets"),
    )


def _next(row: Sheet) -> str:
    """The presences of the first session that is still to note, else the page of the sheet."""
    sessions = list(row.columns.filter(noted_at=None).values_list("session", flat=True).distinct()[:2])
    if len(sessions) == 1:
        return reverse("sheets:note", args=[row.pk, sessions[0]])
    return reverse("sheets:sheet", args=[row.pk])


@screen(NOTE_PRESENCES, reads="sheets.read", methods=("GET", "POST"))
def note(request: HouseRequest, pk: int, session: int) -> HttpResponse:
    """The sheet of a session as on paper, everybody present: only the differences are typed."""
    row: Sheet = found(request, Sheet, pk, "activity")
    columns = list(row.columns.filter(session=session))
    of_sheet = Session.objects.visible_to(request.actor).select_related("activity", "trainer", "contact")
    held: Session = get_object_or_404(of_sheet.filter(pk__in=[one.session_id for one in columns]), pk=session)
    if request.method == "POST":
        return _keep(request, row, held, columns)
    note_reading(request, row)
    return _page(request, row, held, columns, _expected(row, held))


def _expected(row: Sheet, held: Session) -> list[Line]:
    """What is noted; who stands on the paper and has no answer yet was there."""
    on_paper = set(row.lines.values_list("person", flat=True))
    lines = lines_of(held)
    for line in lines:
        if line.entry is None and line.person.pk in on_paper:
            line.entry = Entry(Presence.PRESENT).of(held.planned_minutes)
    return lines


def _keep(request: HouseRequest, row: Sheet, held: Session, columns: list[SheetColumn]) -> HttpResponse:
    lines = _typed(request, row, held)
    wrong = [str(line.number) for line in lines if line.error]
    if wrong:
        problem = _("Corrigez d'abord : ligne %(numbers)s.") % {"numbers": ", ".join(wrong)}
        return _page(request, row, held, columns, lines, 422, problem=problem)
    answers = Answers(
        entries={line.person.pk: line.entry for line in lines if line.entry is not None},
        seen=shown_before(request.POST),
        unsigned=_unsigned(request, columns),
        witnesses=_witnesses(request, lines),
        is_whole=all(line.entry is not None for line in lines),
    )
    try:
        done = note_from_paper(by=request.actor, sheet=row, session=held, answers=answers, at=timezone.now())
    except Refused as error:
        return _page(request, row, held, columns, lines, 422, problem=str(error))
    if done.conflicts:
        return _conflict(request, row, held, columns, lines, done)
    say(request, _("Les présences de la feuille %(number)s sont notées.") % {"number": row})
    return HttpResponseRedirect(_next(row), status=303)


def _typed(request: HouseRequest, row: Sheet, held: Session) -> list[Line]:
    """The lines with what their fields say: nothing typed is lost."""
    lines = _expected(row, held)
    for line in lines:
        key = line.person.pk
        if f"p-{key}" in request.POST:
            line.entry, line.error = judged(request.POST, key, held.planned_minutes)
        line.seen = request.POST.get(f"vu-{key}", line.seen)
    return lines


def _unsigned(request: HouseRequest, columns: list[SheetColumn]) -> list[tuple[int, int | None]]:
    ticked: list[tuple[int, int | None]] = []
    for column in columns:
        for word in request.POST.getlist(f"s-{column.pk}"):
            key = whole(word)
            if word == TRAINER:
                ticked.append((column.pk, None))
            elif key is not None:
                ticked.append((column.pk, key))
    return ticked


def _witnesses(request: HouseRequest, lines: list[Line]) -> dict[int, str]:
    said = {line.person.pk: clean(request.POST.get(f"t-{line.person.pk}", ""), most=120) for line in lines}
    return {person: name for person, name in said.items() if name}


def _conflict(
    request: HouseRequest, row: Sheet, held: Session, columns: list[SheetColumn], lines: list[Line], done: Recorded
) -> HttpResponse:
    """Lines that somebody else noted meanwhile; what was noted of the others is kept."""
    fresh = {line.person.pk: line.seen for line in lines_of(held)}
    for line in lines:
        line.seen = fresh.get(line.person.pk, line.seen)
        if line.person.pk in done.conflicts:
            theirs = done.conflicts[line.person.pk]
            words = {"presence": Presence(theirs.presence).label, "minutes": theirs.minutes}
            line.error = _("Une autre personne vient de noter : %(presence)s, %(minutes)s min.") % words
            line.seen = packed(theirs)
            line.entry = typed_of(request.POST, line.person.pk)[0] or line.entry
    problem = _("Quelqu'un a noté ces lignes pendant ce temps. Vérifiez-les, puis enregistrez à nouveau.")
    return _page(request, row, held, columns, lines, 409, problem=problem)


def _page(
    request: HouseRequest,
    row: Sheet,
    held: Session,
    columns: list[SheetColumn],
    lines: list[Line],
    status: int = HTTPStatus.OK,
    **more: Any,
) -> HttpResponse:
    on_paper = {line.person_id: line.witness for line in row.lines.all()}
    boxes = {(one.column_id, one.person_id) for one in _missing(columns)}
    if request.method == "POST":
        boxes = set(_unsigned(request, columns))
        on_paper |= {key: request.POST.get(f"t-{key}", "") for key in on_paper}
    shown = [
        (line, line.person.pk in on_paper, on_paper.get(line.person.pk, ""), _boxes(columns, boxes, line.person.pk))
        for line in lines
    ]
    context = {
        "sheet": row,
        "session": held,
        "lines": shown,
        "columns": [(one, _half(held, one), (one.pk, None) in boxes) for one in columns],
        "presences": Presence.choices,
        "planned": held.planned_minutes,
        "takes_marks": format_of(row.format).mark,
        "scans": [scan for scan in row.scans.select_related("document") if scan.in_force],
        "trail": trail((str(row), reverse("sheets:sheet", args=[row.pk]))),
    }
    return render(request, "sheets/note.html", context | more, status=status)


def _missing(columns: list[SheetColumn]) -> list[Any]:
    return [one for column in columns for one in column.missing.all()]


def _boxes(columns: list[SheetColumn], ticked: set[tuple[int, int | None]], person: int) -> list[tuple[int, bool]]:
    return [(one.pk, (one.pk, person) in ticked) for one in columns]


def _half(held: Session, column: SheetColumn) -> str:
    return half_of(held, column.half) if held.half_days > 1 else ""
