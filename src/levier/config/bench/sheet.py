"""S8. The presence sheet of twenty people in one go, as an action and over HTTP, each beside its bare equal."""

import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.enums import Presence
from levier.activity.activities.models import Activity, Attendance, Enrolment, Session
from levier.config.bench.houses import Browser, Wanted, actor_in, house
from levier.config.bench.lines import Line, rate
from levier.config.bench.measuring import Times, by_turns
from levier.config.bench.urls import PING
from levier.foundation.accounts.models import Organisation
from levier.register.people.models import Person

PEOPLE = 20
AS_ACTION, OVER_HTTP = 10, 25
OF_A_TURN = 20
"""Sheets written in one measured turn: one alone is too short for the clock."""


def run(wanted: Wanted) -> list[Line]:
    made = house("feuilles", _fill, wanted.say)
    browser, sheets = Browser(made), Sheets(made, ready=3 * OF_A_TURN * (wanted.repeats + 1))
    action, bare = _turns(wanted, sheets.by_action, sheets.bare)
    posted, nothing = _turns(wanted, lambda: sheets.over_http(browser), lambda: nothing_posted(browser))
    return [
        rate("S8", f"feuille de {PEOPLE}, action avec journal, à côté de l'écriture nue", action, bare, AS_ACTION),
        rate("S8", f"feuille de {PEOPLE}, HTTP, à côté d'un envoi qui ne fait rien", posted, nothing, OVER_HTTP),
    ]


def _turns(wanted: Wanted, ours: Any, reference: Any) -> list[Times]:
    return by_turns(
        *(lambda w=work: [w() for _ in range(OF_A_TURN)] for work in (ours, reference)), repeats=wanted.repeats
    )


def _fill(made: Organisation) -> None:
    now = timezone.now()
    activity = Activity.objects.create(organisation=made, title="Atelier", kind="workshop")
    people = Person.objects.bulk_create(
        Person(organisation=made, first_name=f"Personne {n}", search=f"personne {n}", made_at=now)
        for n in range(PEOPLE)
    )
    Enrolment.objects.bulk_create(
        Enrolment(organisation=made, activity=activity, person=one, made_at=now - timedelta(days=900)) for one in people
    )


class Sheets:
    """New sessions of one activity, noted one after the other in each of the three ways."""

    def __init__(self, made: Organisation, ready: int = 3) -> None:
        self.by = actor_in(made)
        self.activity = Activity.objects.get(organisation=made)
        self.people = list(Enrolment.objects.filter(activity=self.activity).values_list("person_id", flat=True))
        self._ready = iter(Session.objects.bulk_create(self._planned(number) for number in range(ready)))

    def _planned(self, number: int) -> Session:
        start = timezone.now() - timedelta(days=2 + number % 700)
        return Session(
            organisation_id=self.by.organisation_id,
            activity=self.activity,
            on=timezone.localdate(start),
            starts_at=start,
            ends_at=start + timedelta(hours=3),
            planned_minutes=180,
        )

    def session(self) -> Session:
        """The next one that nobody has noted; made before anything is measured."""
        return next(self._ready)

    def by_action(self) -> Session:
        """The action of the room: rules, note kept apart, journal."""
        session = self.session()
        entries = {person: Entry(Presence.PRESENT) for person in self.people}
        record_attendance(by=self.by, session=session, entries=entries, at=timezone.now())
        return session

    def bare(self) -> Session:
        """The rows, one commit, and nothing else."""
        session = self.session()
        common = {"presence": "present", "minutes": 180, "recorded_at": timezone.now()}
        with transaction.atomic():
            Attendance.objects.bulk_create(
                Attendance(organisation_id=self.by.organisation_id, session=session, person_id=person, **common)
                for person in self.people
            )
        return session

    def over_http(self, browser: Browser) -> Session:
        """What the grid of the page sends when everybody was there."""
        session = self.session()
        data = {"jeton": secrets.token_hex(16)}
        for person in self.people:
            data |= {f"p-{person}": "present", f"m-{person}": "", f"r-{person}": "", f"vu-{person}": ""}
        if (status := browser.send(reverse("activities:session", args=[session.pk]), data)) != 303:
            raise RuntimeError(f"the sheet answers {status}")
        browser.cookies.pop("messages", None)  # the page that follows shows the sentence, once
        return session


def nothing_posted(browser: Browser) -> None:
    """A form that comes in by the same door, token included, and changes nothing."""
    if browser.send(PING, {"jeton": secrets.token_hex(16)}) != 200:
        raise RuntimeError("the empty form was refused")
