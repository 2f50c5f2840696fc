"""The page of the journal."""

from django.http import HttpResponse

from levier.foundation.journal.lists import journal_of
from levier.foundation.journal.rules import READ_JOURNAL
from levier.foundation.kit.screens import HouseRequest, screen


@screen(READ_JOURNAL)
def journal(request: HouseRequest) -> HttpResponse:
    """Who did what, searched in plain sentences."""
    return journal_of(request.actor).answer(request)
