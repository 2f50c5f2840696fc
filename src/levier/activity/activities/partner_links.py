"""What is shown of the links of partners: to colleagues who came by each, to a partner what became of theirs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from levier.activity.activities.actions.partnering import KEPT
from levier.activity.activities.enums import RequestState
from levier.activity.activities.models import Activity, Enrolment, PartnerLink, PartnerRequest, WaitingEntry
from levier.foundation.accounts.links import link_token
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import start_of_day
from levier.register.people.duplicates import known_like
from levier.register.people.models import Person

PURPOSE = "partner"
MOST_ALIKE = 5


@dataclass(slots=True)
class Line:
    """One link: what waits for an answer, and who came by it, with where they are now."""

    link: PartnerLink
    is_open: bool
    waiting: list[PartnerRequest] = field(default_factory=list)
    came: list[tuple[PartnerRequest, str]] = field(default_factory=list)
    refused: list[PartnerRequest] = field(default_factory=list)
    address: str = ""

    @property
    def left(self) -> int:
        return max(self.link.places - len(self.waiting) - len(self.came), 0)


def lines_of(activity: Activity, on: date) -> list[Line]:
    """The links of an activity, the last first: four queries."""
    links = activity.partner_links.select_related("partner", "made_by").order_by("-pk")
    lines = {one.pk: Line(one, one.is_open(on)) for one in links}
    rows = PartnerRequest.objects.filter(link__in=lines).select_related("person", "link__partner").order_by("pk")
    listed = list(rows)
    states = states_of(activity, listed)
    for one in listed:
        line = lines[one.link_id]
        if one.state == RequestState.OPEN:
            line.waiting.append(one)
        elif one.state == RequestState.ACCEPTED:
            line.came.append((one, states[one.pk]))
        else:
            line.refused.append(one)
    return list(lines.values())


def states_of(activity: Activity, requests: Iterable[PartnerRequest]) -> dict[int, str]:
    """By request, where the person is now, in words that the partner may read too: two queries."""
    asked = list(requests)
    people = [one.person_id for one in asked if one.person_id]
    there = Enrolment.objects.filter(activity=activity, person__in=people)
    enrolled = dict(there.order_by("pk").values_list("person", "ended_on"))
    waits = WaitingEntry.objects.filter(activity=activity, person__in=people, end="")
    waiting = set(waits.values_list("person", flat=True))
    return {one.pk: _state(one, enrolled, waiting) for one in asked}


def _state(one: PartnerRequest, enrolled: dict[int, date | None], waiting: set[int]) -> str:
    if one.state == RequestState.OPEN:
        return _("Nous n'avons pas encore répondu.")
    if one.state == RequestState.REFUSED:
        return _("Non acceptée")
    if one.person_id in waiting:
        return _("Sur la liste d'attente")
    if one.person_id in enrolled:
        return _("Inscrite") if enrolled[one.person_id] is None else _("Ne vient plus")
    return _("N'attend plus de place")


def address_of(link: PartnerLink, absolute: Callable[[str], str]) -> str:
    """Where a partner opens their link; it still says what became of each for a while after its end."""
    until = start_of_day(link.ends_on + KEPT + timedelta(days=1))
    token = link_token(link.organisation_id, PURPOSE, f"{link.pk}-{link.code}", until)
    return absolute(reverse("activities:partner_by_link", args=[token]))


def alike_of(actor: Actor, request: PartnerRequest) -> list[tuple[Person, str]]:
    """Files that may be of who is proposed, and why: those of the check for duplicates, then those who are reached by
    the same number or address, or have the same first name and initial. Five queries."""
    is_mail = "@" in request.reach
    typed = {"first_name": request.first_name, "last_name": request.last_name}
    typed |= {"mail" if is_mail else "phone": request.reach}
    found = {one["person"].pk: (one["person"], str(one["why"])) for one in known_like(actor, typed)}
    files = Person.objects.visible_to(actor).filter(merged_into=None, erased_at=None).order_by("pk")
    for one in files.filter(contact_points__key=request.reach, contact_points__ended_on=None).distinct()[:MOST_ALIKE]:
        found.setdefault(one.pk, (one, _("même mail") if is_mail else _("même téléphone")))
    initial = request.last_name.strip(" .")
    if len(initial) < 3:
        same = files.filter(first_name__iexact=request.first_name, last_name__istartswith=initial)
        for one in same[:MOST_ALIKE]:
            found.setdefault(one.pk, (one, _("même prénom, même initiale") if initial else _("même prénom")))
    return list(found.values())
