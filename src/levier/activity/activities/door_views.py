"""The tablet at the door: the page where a colleague opens it, and the page that it shows, which names few."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import segno
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.actions import arrive, close_door, go, open_door, take_back
from levier.activity.activities.actions.door import TO_TAKE_BACK
from levier.activity.activities.attendance import expected
from levier.activity.activities.enums import AT_THE_DOOR, CAME, Presence
from levier.activity.activities.lists import sheet_of
from levier.activity.activities.models import AttendanceNote, Session
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.activity.activities.trails import trail
from levier.foundation.accounts.linked import LinkRequest, linked_screen
from levier.foundation.accounts.links import link_token
from levier.foundation.kit import formats
from levier.foundation.kit.actors import house
from levier.foundation.kit.calendar import start_of_day
from levier.foundation.kit.forms import say, warn
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen

PURPOSE = "door"
ACTS = {"arrive": arrive, "pars": go, "annuler": take_back}
"""What a card may say, by the name of its button."""


@dataclass(frozen=True, slots=True)
class Card:
    """One person at the door: first name and initial, what is noted of them, and whether a touch can be taken back."""

    key: int
    name: str
    presence: str
    is_fresh: bool

    @property
    def is_here(self) -> bool:
        return self.presence in (Presence.PRESENT, Presence.LATE)

    @property
    def has_left(self) -> bool:
        return self.presence == Presence.LEFT


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def door(request: HouseRequest, pk: int) -> HttpResponse:
    """Open the tablet of a session, show its link, close it."""
    rows = Session.objects.visible_to(request.actor).select_related("activity")
    found: Session = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        act, sentence = (
            (close_door, _("La tablette est fermée : son lien n'ouvre plus rien."))
            if "fermer" in request.POST
            else (open_door, _("La tablette est ouverte. Prenez ce lien avec elle."))
        )
        try:
            act(by=request.actor, session=found, at=timezone.now())
            say(request, sentence)
        except Refused as error:
            warn(request, str(error))
        return HttpResponseRedirect(reverse("activities:door", args=[found.pk]), status=303)
    address = _address(request, found)
    context = {
        "session": found,
        "address": address,
        "reader": f"{address}carte/" if address else "",
        "qr": segno.make(address, error="m", micro=False).svg_data_uri(border=2, scale=5) if address else "",
        "until": until(found),
        "trail": [*trail(found.activity), (formats.day(found.on), sheet_of(found))],
    }
    return render(request, "activities/door.html", context)


def _address(request: HouseRequest, session: Session) -> str:
    if not session.door_code or session.ends_at is None:
        return ""
    token = link_token(session.organisation_id, PURPOSE, f"{session.pk}-{session.door_code}", until(session))
    return request.build_absolute_uri(reverse("activities:at_the_door", args=[token]))


def until(session: Session) -> datetime:
    """The end of the day of a session: midnight after its last hour."""
    last = timezone.localdate(session.ends_at) if session.ends_at else session.on
    return start_of_day(last + timedelta(days=1))


@linked_screen(PURPOSE, methods=("GET", "POST"), for_participants=True)
def at_the_door(request: LinkRequest) -> HttpResponse:
    """Everybody expected touches their own card: here, leaving, or a mistake. Nothing else opens from here."""
    found, now = session_of_link(request), timezone.now()
    if found is None:
        return render(request, "activities/door_over.html", status=410)
    problem = _touch(request, found, now) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        return HttpResponseRedirect(request.get_full_path(), status=303)
    reader = reverse("activities:pass_at_the_door", args=[request.path.rstrip("/").rpartition("/")[2]])
    context = {"session": found, "cards": cards_of(found, now), "problem": problem, "reader": reader}
    return render(request, "activities/at_the_door.html", context, status=422 if problem else 200)


def session_of_link(request: LinkRequest) -> Session | None:
    """The session whose door a link opens; None once the door is shut. Raises Http404 for one that is no more."""
    number, _dash, code = request.link.key.partition("-")
    rows = Session.objects.filter(organisation=request.link.organisation_id).select_related("activity")
    found: Session = get_object_or_404(rows, pk=whole(number))
    return found if code and code == found.door_code and not found.cancelled_at else None


def _touch(request: LinkRequest, session: Session, now: datetime) -> str:
    """Do what was touched; why not, or ""."""
    act = next((name for name in ACTS if name in request.POST), "")
    person = whole(request.POST.get(act, "")) if act else None
    if person is None:
        raise Http404
    by = house(session.organisation_id, on_behalf_of=f"link:{PURPOSE}:{session.pk}")
    try:
        ACTS[act](by=by, session=session, person=person, at=now)
    except Refused as error:
        return str(error)
    return ""


def cards_of(session: Session, now: datetime) -> list[Card]:
    """The people expected, by first name: three queries."""
    rows = expected(session).filter(person__merged_into=None, person__erased_at=None).select_related("person")
    people = [one.person for one in rows]
    names = _names(people)
    said = dict(session.attendances.values_list("person", "presence"))
    touched = AttendanceNote.objects.filter(session=session, recorded_at__gte=now - TO_TAKE_BACK).order_by("pk")
    last = dict(touched.values_list("person", "source"))
    cards = [
        Card(
            one.pk,
            names[one.pk],
            said.get(one.pk, ""),
            said.get(one.pk, "") in CAME and last.get(one.pk) in AT_THE_DOOR,
        )
        for one in people
    ]
    return sorted(cards, key=lambda one: (one.name.casefold(), one.key))


def _names(people: list[Any]) -> dict[int, str]:
    """ "Mariam D.", and "Mariam D. (2)" for the second of that name in the order of their files."""
    seen: Counter[str] = Counter()
    names = {}
    for one in sorted(people, key=lambda person: person.pk):
        initial = f"{one.last_name[:1].upper()}." if one.last_name else ""
        name = f"{one.first_name} {initial}".strip() or "?"
        seen[name] += 1
        names[one.pk] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return names
