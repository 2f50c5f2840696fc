"""Who comes to a session: said by the link of a reminder, or to a colleague."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.actions import answer_reminder
from levier.activity.activities.actions.reminding import PURPOSE
from levier.activity.activities.enums import NoticeKind, Reply
from levier.activity.activities.forms import ReplyForm
from levier.activity.activities.models import Notice
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.foundation.accounts.linked import LinkRequest, linked_screen
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.actors import house
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen


@linked_screen(PURPOSE, methods=("GET", "POST"), for_participants=True)
def answer(request: LinkRequest) -> HttpResponse:
    """Yes or no, which may change until the session begins. The page names nobody."""
    rows = _reminders(Notice.objects).filter(
        organisation=request.link.organisation_id, person__merged_into=None, person__erased_at=None
    )
    found: Notice = get_object_or_404(rows, pk=whole(request.link.key))
    page, now = _around(found), timezone.now()
    if found.session.cancelled_at or found.session.starts_at is None or found.session.starts_at <= now:
        status = 409 if request.method == "POST" else 200
        return render(request, "activities/reminder_over.html", page, status=status)

    def save(valid: ReplyForm) -> str:
        by = house(found.organisation_id, on_behalf_of=request.link.reference)
        answer_reminder(by=by, notice=found, comes=valid.cleaned_data["reponse"] == "oui", at=timezone.now())
        return request.get_full_path()

    return form_page(
        request,
        ReplyForm(request.POST or None),
        title=_("Venez-vous ?"),
        submit=_("Oui, je viens"),
        on_valid=save,
        template="activities/reminder_link.html",
        **page,
    )


def _reminders(notices: Any) -> Any:
    rows = notices.filter(kind=NoticeKind.REMINDER)
    return rows.select_related("session__activity", "session__place", "person")


def _around(found: Notice) -> dict[str, Any]:
    """When, and what they have said; where, who we are and of what it is, unless they ask for discreet messages."""
    place, is_discreet = Organisation.objects.get(pk=found.organisation_id), found.person.is_written_discreetly
    session = found.session
    told = {"house": place.name, "activity": session.activity.title, "place": session.place}
    return {
        "phone": formats.phone(place.phone),
        "session": session,
        "comes": found.answer == Reply.COMING,
        "stays_away": found.answer == Reply.NOT_COMING,
        **(dict.fromkeys(told, "") if is_discreet else told),
    }


@screen(NOTE_PRESENCES, methods=("POST",))
def comes(request: HouseRequest, pk: int) -> HttpResponse:
    """Somebody who was called says yes."""
    return _note(request, pk, _("C'est noté : %(name)s vient."), is_yes=True)


@screen(NOTE_PRESENCES, methods=("POST",))
def stays_away(request: HouseRequest, pk: int) -> HttpResponse:
    """Somebody who was called says no."""
    return _note(request, pk, _("C'est noté : %(name)s ne vient pas."), is_yes=False)


def _note(request: HouseRequest, pk: int, sentence: str, *, is_yes: bool) -> HttpResponse:
    found: Notice = get_object_or_404(_reminders(Notice.objects.visible_to(request.actor)), pk=pk)
    try:
        answer_reminder(by=request.actor, notice=found, comes=is_yes, at=timezone.now())
        say(request, sentence % {"name": found.person})
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(reverse("activities:notices", args=[found.session_id]), status=303)
