"""Sheets on their way out, and how far each is."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.lists import page_of, sheet_of
from levier.activity.activities.models import Activity, Session
from levier.activity.activities.rules import NOTE_PRESENCES, SEE_PRESENCES
from levier.activity.sheets.actions import print_sheet
from levier.activity.sheets.actions.returning import pages_in
from levier.activity.sheets.around import found, pdf, trail
from levier.activity.sheets.enums import SheetKind
from levier.activity.sheets.formats import usual_format
from levier.activity.sheets.forms import FormatForm, SheetForm
from levier.activity.sheets.lists import SHEETS
from levier.activity.sheets.models import MissingSignature, Sheet, SheetColumn
from levier.activity.sheets.paper import head_of, paper_of
from levier.activity.sheets.queries import state_of, states, with_state
from levier.foundation.kit.forms import form_page
from levier.foundation.kit.screens import HouseRequest, note_reading, screen


@screen(SEE_PRESENCES)
def sheets(request: HouseRequest) -> HttpResponse:
    """All of them."""
    return SHEETS.answer(
        request,
        actions=[(_("Rendre une feuille signée"), reverse("sheets:give_back"))],
        others=[
            (_("Séances sans preuve"), reverse("sheets:unproven")),
            (_("Attestations"), reverse("sheets:certificates")),
        ],
    )


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def new_for_session(request: HouseRequest, pk: int) -> HttpResponse:
    """The sheet of one session."""
    session: Session = found(request, Session, pk, "activity", "project", "trainer", "contact")

    def save(form: FormatForm) -> str:
        made = print_sheet(
            by=request.actor,
            activity=session.activity,
            kind=SheetKind.SESSION,
            on=session.on,
            form=form.cleaned_data["format"],
            session=session,
            blank_lines=form.cleaned_data["blank_lines"],
            has_photos=form.cleaned_data["has_photos"],
            at=timezone.now(),
        )
        return _page(made)

    usual = usual_format(session.project or session.activity.project)
    return form_page(
        request,
        FormatForm(request.POST or None, initial={"format": usual}),
        title=_("Imprimer la feuille"),
        submit=_("Préparer la feuille"),
        intro=_("%(session)s. La feuille reçoit un numéro et un code : elle se retrouve quand elle revient.")
        % {"session": session},
        on_valid=save,
        trail=trail(),
        back=sheet_of(session),
    )


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def new_for_activity(request: HouseRequest, pk: int) -> HttpResponse:
    """The sheet of a week or a month."""
    activity: Activity = found(request, Activity, pk, "project")

    def save(form: SheetForm) -> str:
        said = form.cleaned_data
        made = print_sheet(
            by=request.actor,
            activity=activity,
            kind=said["kind"],
            on=said["on"],
            form=said["format"],
            blank_lines=said["blank_lines"],
            has_photos=said["has_photos"],
            at=timezone.now(),
        )
        return _page(made)

    start: dict[str, Any] = {"format": usual_format(activity.project), "on": timezone.localdate()}
    return form_page(
        request,
        SheetForm(request.POST or None, initial=start),
        title=_("Imprimer une feuille de plusieurs séances"),
        submit=_("Préparer la feuille"),
        intro=_("%(activity)s. Une case à signer par demi-jour, pour chaque personne attendue.")
        % {"activity": activity},
        on_valid=save,
        trail=trail(),
        back=page_of(activity),
    )


@screen(SEE_PRESENCES, reads="sheets.read")
def sheet(request: HouseRequest, pk: int) -> HttpResponse:
    """One sheet: print it, give it back, note its presences, see what is missing."""
    rows = with_state(Sheet.objects.visible_to(request.actor)).select_related("activity", "printed_by")
    row: Sheet = get_object_or_404(rows, pk=pk)
    note_reading(request, row)
    columns = list(row.columns.select_related("session__activity", "session__trainer", "session__contact"))
    missing = MissingSignature.objects.filter(column__sheet=row).select_related("person", "column__session")
    in_hand = pages_in(row)
    context = {
        "sheet": row,
        "state": states()[state_of(row, timezone.localdate())],
        "sessions": _sessions(columns),
        "missing": [(one.person, head_of(one.column).replace("\n", ", ")) for one in missing],
        "marks": row.lines.exclude(witness="").select_related("person"),
        "people": row.lines.count(),
        "lost_pages": [n for n in range(1, row.pages + 1) if n not in in_hand] if in_hand else [],
        "scans": row.scans.select_related("document", "made_by"),
        "may_note": NOTE_PRESENCES.allows(request.actor),
        "trail": trail(),
    }
    return render(request, "sheets/sheet.html", context)


@screen(SEE_PRESENCES, reads="sheets.paper_read")
def paper(request: HouseRequest, pk: int) -> HttpResponse:
    """Its PDF, the same as often as it is printed."""
    row: Sheet = found(request, Sheet, pk, "activity", "organisation")
    note_reading(request, row)
    return pdf(paper_of(row, row.printed_at), f"feuille-{row}")


def _sessions(columns: list[SheetColumn]) -> list[tuple[Session, bool]]:
    """(session, were its presences noted from this sheet?), each once."""
    held = {one.session_id: (one.session, one.noted_at is not None) for one in columns}
    return list(held.values())


def _page(row: Sheet) -> str:
    return reverse("sheets:sheet", args=[row.pk])
