"""Searching inside the notes that one may read, over all the people one accompanies."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.foundation.journal.actions import record
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.screens import HouseRequest, reference, screen
from levier.foundation.kit.searches import asked, is_lost
from levier.foundation.kit.texts import fold
from levier.support.pathways.models import Note
from levier.support.pathways.queries import notes_around, with_words
from levier.support.pathways.rules import SEE_PATHWAYS

PAGE = 10
WIDE = 240
"""Characters of a note shown in the list of what was found."""
WHOSE = (("", _("les personnes que j'accompagne")), ("toutes", _("toutes les personnes")))


@screen(SEE_PATHWAYS)
def search(request: HouseRequest) -> HttpResponse:
    """What was found, ten at a time; nothing is shown, and nobody's file is read, before one has asked for a word.

    Each person of whom something is shown finds the reading in the journal.
    """
    query, everybody = asked(request, "q"), request.GET.get("qui") == "toutes"
    number = max(whole(request.GET.get("page", "1")) or 1, 1)
    found: list[Note] = []
    if fold(query):
        rows = with_words(notes_around(request.actor, everybody=everybody), query)
        found = list(rows[(number - 1) * PAGE : number * PAGE + 1])
        _note_readings(request, found[:PAGE])
    context: dict[str, Any] = {
        "notes": [(one, excerpt(one.text, query)) for one in found[:PAGE]],
        "query": query,
        "whose": WHOSE,
        "who": "toutes" if everybody else "",
        "is_lost": is_lost(request),
        "number": number,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if len(found) > PAGE else None,
    }
    return render(request, "pathways/note_search.html", context)


def excerpt(text: str, query: str) -> str:
    """The lines of a note that hold one of the words, else its beginning, at most `WIDE` characters."""
    words = fold(query).split()
    lines = [one for one in text.splitlines() if one.strip()]
    told = [one for one in lines if any(word in fold(one) for word in words)]
    found = " … ".join(told or lines[:1])
    return found if len(found) <= WIDE else f"{found[: WIDE - 1].rstrip()}…"


@transaction.atomic
def _note_readings(request: HouseRequest, notes: list[Note]) -> None:
    """One line of the journal for each person whose notes are shown."""
    for whom in sorted({reference(one.person) for one in notes}):
        record(by=request.actor, verb="notes.read", object=whom, at=timezone.now())
