"""A full workshop of two, and people who wait for a place in it."""

from datetime import timedelta

from django.urls import reverse

from levier.activity.activities.actions import enrol_or_wait
from levier.activity.activities.models import Enrolment, WaitingEntry
from levier.activity.activities.seats import seats_of
from levier.register.people.models import ContactPoint
from tests.activity.activities.cast import MONDAY, workshop
from tests.cast import person

SITE = "https://levier.example"
D = timedelta(days=1)


def full(capacity=2, **more):
    """(activity, its enrolments): as many people as places."""
    activity, _session, _people = workshop(capacity, capacity=capacity, **more)
    return activity, list(activity.enrolments.order_by("pk"))


def waits(by, activity, name, *, at=MONDAY, mail="", **more):
    """The entry of somebody new who comes when all places are taken."""
    somebody = person(name, **more)
    if mail:
        ContactPoint.objects.create(
            organisation=somebody.organisation, person=somebody, kind="mail", value=mail, key=mail
        )
    enrol_or_wait(by=by, activity=activity, people=[somebody], site=SITE, at=at)
    return WaitingEntry.objects.get(person=somebody)


def listed(activity, at=MONDAY):
    """First names of who waits, in order."""
    activity.refresh_from_db()
    return [one.entry.person.first_name for one in seats_of(activity, at).waiting]


def offered(activity, at=MONDAY):
    """First names of those for whom a place is kept."""
    activity.refresh_from_db()
    return [one.person.first_name for one in seats_of(activity, at).offered]


def seated(activity):
    return sorted(activity.enrolments.filter(ended_on=None).values_list("person__first_name", flat=True))


def fresh(one):
    one.refresh_from_db()
    return one


def page_of(activity):
    return reverse("activities:activity", args=[activity.pk])


def gone(activity, name):
    return Enrolment.objects.get(activity=activity, person__first_name=name)
