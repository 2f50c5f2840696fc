"""The board of a session: a card for each person, with their photo where they allow it, to tick who is there."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.enums import Presence
from levier.activity.activities.lists import sheet_of, state_of
from levier.activity.activities.models import Session
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.activity.activities.sheet import Line, lines_of
from levier.activity.activities.trails import trail
from levier.foundation.kit import formats
from levier.foundation.kit.forms import say, warn
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.photos import in_page, photos_of


@dataclass(frozen=True, slots=True)
class Card:
    """One person: their photo (an address within the page, or "") or initials, and what is noted, in words."""

    person: Any
    photo: str
    initials: str
    said: str
    is_ticked: bool


@screen(NOTE_PRESENCES, reads="session.read", methods=("GET", "POST"))
def board(request: HouseRequest, pk: int) -> HttpResponse:
    """Tick who is there, then save all at once; who is noted already stays as noted."""
    rows = Session.objects.visible_to(request.actor).select_related("activity")
    found: Session = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        return _note(request, found)
    note_reading(request, found)
    return _page(request, found)


def _page(request: HouseRequest, found: Session, problem: str = "") -> HttpResponse:
    lines = lines_of(found)
    photos, ticked = photos_of(line.person.pk for line in lines), set(_ticked(request))
    context = {
        "session": found,
        "state": state_of(found),
        "cards": [_card(line, photos.get(line.person.pk), ticked) for line in lines],
        "without": sum(1 for line in lines if line.entry is None),
        "problem": problem,
        "trail": [*trail(found.activity), (formats.day(found.on), sheet_of(found))],
    }
    return render(request, "activities/board.html", context, status=422 if problem else 200)


def _card(line: Line, photo: bytes | None, ticked: set[int]) -> Card:
    one = line.person
    initials = f"{one.first_name[:1]}{one.last_name[:1]}".upper() or "?"
    said = str(Presence(line.entry.presence).label) if line.entry else ""
    return Card(one, in_page(photo), initials, said, one.pk in ticked)


def _ticked(request: HouseRequest) -> list[int]:
    return [pk for one in request.POST.getlist("la") if (pk := whole(one)) is not None]


def _note(request: HouseRequest, found: Session) -> HttpResponse:
    """Who is ticked is there; with "fin", who has no answer is absent and the sheet is whole."""
    entries = {person: Entry(Presence.PRESENT) for person in _ticked(request)}
    is_last = "fin" in request.POST
    try:
        if is_last:
            away = [line.person.pk for line in lines_of(found) if line.entry is None and line.person.pk not in entries]
            entries |= {person: Entry(Presence.ABSENT) for person in away}
        done = record_attendance(
            by=request.actor, session=found, entries=entries, seen={}, close=is_last, at=timezone.now()
        )
    except Refused as error:
        return _page(request, found, str(error))
    count = len(done.conflicts)
    if count:
        text = ngettext(
            "%(n)s personne venait d'être notée autrement : rien n'a été changé pour elle. Regardez la feuille.",
            "%(n)s personnes venaient d'être notées autrement : rien n'a été changé pour elles. Regardez la feuille.",
            count,
        )
        warn(request, text % {"n": count})
        return HttpResponseRedirect(sheet_of(found), status=303)
    count = len(done.written)
    sentence = ngettext("%(n)s ligne est notée.", "%(n)s lignes sont notées.", count) % {"n": count}
    say(request, sentence if count else _("Rien n'a changé."))
    return HttpResponseRedirect(sheet_of(found) if is_last else request.get_full_path(), status=303)
