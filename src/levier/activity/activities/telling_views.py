"""A session is cancelled, and people are told: who, how, with which words, before anything leaves."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.actions import cancel_session, note_told, tell_change
from levier.activity.activities.enums import NoticeKind
from levier.activity.activities.forms import CancelForm
from levier.activity.activities.lists import sheet_of
from levier.activity.activities.models import Notice, Session
from levier.activity.activities.planning_views import session_of
from levier.activity.activities.rules import CHANGE_ACTIVITIES, NOTE_PRESENCES, SEE_PRESENCES
from levier.activity.activities.telling import samples, to_tell
from levier.activity.activities.trails import trail
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.forms import HouseForm, form_page, say
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.support.pathways.enums import BY_HAND, WRITTEN


def _told(request: HouseRequest, session: Session, kind: str) -> dict[str, Any]:
    """Who would be told, how, and the words of each mail."""
    reached = to_tell(session)
    phone = Organisation.objects.get(pk=request.actor.organisation_id).phone
    written = samples(session, kind, [one.person for one in reached if one.way in WRITTEN], phone=phone)
    return {
        "session": session,
        "reached": reached,
        "written": written,
        "by_hand": sum(1 for one in reached if one.way in BY_HAND),
        "trail": trail(session.activity),
        "back": sheet_of(session),
    }


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def cancel(request: HouseRequest, pk: int) -> HttpResponse:
    """Cancel a session, with its reason, and tell who was expected."""
    found = session_of(request, pk)

    def save(form: CancelForm) -> str:
        data, now = form.cleaned_data, timezone.now()
        cancel_session(by=request.actor, session=found, reason=data["reason"], tells=data["tells"], at=now)
        notices = found.notices.filter(made_at=now)
        return _after(request, found, list(notices)) if data["tells"] else _silent(request, found)

    return form_page(
        request,
        CancelForm(request.POST or None),
        title=_("Annuler la séance"),
        submit=_("Annuler la séance"),
        on_valid=save,
        template="activities/tell.html",
        **_told(request, found, NoticeKind.CANCELLED),
    )


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def tell(request: HouseRequest, pk: int) -> HttpResponse:
    """Tell those expected when a session now is, or that it is cancelled."""
    found = session_of(request, pk)

    def save(form: HouseForm) -> str:
        return _after(request, found, tell_change(by=request.actor, session=found, at=timezone.now()))

    kind = NoticeKind.CANCELLED if found.cancelled_at else NoticeKind.MOVED
    return form_page(
        request,
        HouseForm(request.POST if request.method == "POST" else None),
        title=_("Prévenir du changement"),
        submit=_("Prévenir ces personnes"),
        on_valid=save,
        template="activities/tell.html",
        **_told(request, found, kind),
    )


def _silent(request: HouseRequest, session: Session) -> str:
    say(request, _("La séance est annulée. Personne n'a été prévenu."))
    return sheet_of(session)


def _after(request: HouseRequest, session: Session, made: list[Notice]) -> str:
    written = sum(1 for one in made if one.way in WRITTEN)
    rest = len(made) - written
    sentence = ngettext("%(n)s personne reçoit un message.", "%(n)s personnes reçoivent un message.", written)
    say(request, sentence % {"n": written})
    return reverse("activities:notices", args=[session.pk]) if rest else sheet_of(session)


@screen(SEE_PRESENCES, reads="notices.read")
def notices(request: HouseRequest, pk: int) -> HttpResponse:
    """Who was told of a change or reminded, who still has to be, by voice or by letter, and who comes."""
    found = session_of(request, pk)
    note_reading(request, found)
    rows = list(found.notices.select_related("person", "told_by").order_by("-made_at", "pk"))
    context = {
        "session": found,
        "waiting": [one for one in rows if one.told_at is None],
        "told": [one for one in rows if one.told_at is not None],
        "may_note": NOTE_PRESENCES.allows(request.actor),
        "may_answer": NOTE_PRESENCES.allows(request.actor) and _is_to_come(found),
        "trail": [*trail(found.activity), (_("Séance"), sheet_of(found))],
    }
    return render(request, "activities/notices.html", context)


def _is_to_come(session: Session) -> bool:
    return session.cancelled_at is None and session.starts_at is not None and session.starts_at > timezone.now()


@screen(NOTE_PRESENCES, methods=("POST",))
def told(request: HouseRequest, pk: int) -> HttpResponse:
    """Somebody was told."""
    rows = Notice.objects.visible_to(request.actor).select_related("session__activity", "person")
    found: Notice = get_object_or_404(rows, pk=pk)
    note_told(by=request.actor, notice=found, at=timezone.now())
    say(request, _("C'est noté : %(name)s est au courant.") % {"name": found.person})
    return HttpResponseRedirect(reverse("activities:notices", args=[found.session_id]), status=303)
