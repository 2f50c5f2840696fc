"""A school signs people up by its link, places are kept for women, and people say what they think of an activity."""

from datetime import date, datetime, timedelta

from levier.activity.activities.actions import (
    Proposed,
    accept_request,
    add_quota,
    ask_opinions,
    give_opinion,
    make_link,
    propose,
    refuse_request,
    type_opinions,
)
from levier.activity.activities.enums import Face, Public, Question
from levier.activity.activities.models import Activity, PartnerLink, PartnerRequest, Survey
from levier.config.demonstration.chronicle import Act, Chronicle, House
from levier.config.demonstration.people import moment, open_day
from levier.foundation.accounts.enums import Role
from levier.foundation.kit import actors
from levier.register.partners.models import Partner
from levier.register.people.models import Person

CONSENT = "La personne est d'accord : nous gardons ce qui est écrit ici et nous pouvons la contacter."
PROPOSED = (("Yasmina", "B", "ar"), ("Mircea", "P", "ro"), ("Olena", "K", "uk"))
"""None of them exists; their numbers are of the 0400 that no operator gives."""
ASKED = [str(one) for one in (Question.WELCOME, Question.CLEAR, Question.USEFUL)]
FACES = (Face.GOOD, Face.GOOD, Face.SO, Face.GOOD, Face.BAD, Face.GOOD)


def sign_up(house: House, title: str, today: date, chronicle: Chronicle) -> None:
    """All is told from an activity that begins soon, by its title, and one that goes on."""
    chronicle.add(moment(open_day(today, 12), 9, 40), lambda at: _open(house, title, today, at))
    chronicle.add(moment(open_day(today, 9), 11, 10), lambda at: _propose(house, at))
    chronicle.add(moment(open_day(today, 5), 10, 30), lambda at: _answer(house, at))
    chronicle.add(moment(open_day(today, 10), 12, 30), lambda at: _ask(house, today, at))
    for days, count in ((6, 6), (3, 4), (1, 3)):
        chronicle.add(moment(open_day(today, days), 12, 5), _says(house, count))
    chronicle.add(moment(open_day(today, 2), 16, 15), lambda at: _type(house, at))


def _open(house: House, title: str, today: date, at: datetime) -> None:
    by = house.actor(Role.ANIMATOR)
    activity = Activity.objects.visible_to(by).get(title=title)
    if activity.capacity and activity.enrolments.count() < activity.capacity:
        until = activity.starts_on or today + timedelta(days=10)
        add_quota(by=by, activity=activity, public=Public.WOMEN, least=1, until=until, at=at)
    school = Partner.objects.visible_to(by).filter(code="promotion-sociale").first()
    if school:
        ends_on = activity.ends_on or today + timedelta(days=30)
        make_link(by=by, activity=activity, partner=school, ends_on=ends_on, places=4, at=at)


def _propose(house: House, at: datetime) -> None:
    link = PartnerLink.objects.visible_to(house.actor(Role.ANIMATOR)).first()
    if link:
        by = actors.house(house.organisation.pk, on_behalf_of=f"link:partner:{link.pk}")
        for place, (first, last, language) in enumerate(PROPOSED):
            who = Proposed(first, last, f"+3240090{place:04d}", language, CONSENT)
            propose(by=by, link=link, who=who, at=at)


def _answer(house: House, at: datetime) -> None:
    """One is accepted, who may be known already; one is refused; the last one waits for an answer."""
    by = house.actor(Role.ANIMATOR)
    rows = list(PartnerRequest.objects.visible_to(by).select_related("link__activity").order_by("pk"))
    known = Person.objects.visible_to(by).filter(enrolments=None, waiting_entries=None, merged_into=None)
    person = known.exclude(last_name="").order_by("pk").first()
    if len(rows) == len(PROPOSED):
        accept_request(by=by, request=rows[0], person=person, at=at)
        refuse_request(by=by, request=rows[1], reason="Ce groupe parle déjà bien français, un autre commence", at=at)


def _ask(house: House, today: date, at: datetime) -> None:
    by = house.actor(Role.ANIMATOR)
    rows = Activity.objects.visible_to(by).filter(sessions__on__lt=at.date(), ends_on__gte=today).order_by("pk")
    activity = rows.exclude(kind__in=("event", "publication")).distinct().first()
    if activity:
        ask_opinions(by=by, activity=activity, questions=ASKED, ends_on=today + timedelta(days=20), at=at)


def _says(house: House, count: int) -> Act:
    return lambda at: _say(house, count, at)


def _say(house: House, count: int, at: datetime) -> None:
    """On the tablet, one after the other, question by question."""
    survey = Survey.objects.visible_to(house.actor(Role.ANIMATOR)).first()
    if survey is None:
        return
    for nth in range(count):
        faces = {code: FACES[(nth + place) % len(FACES)] for place, code in enumerate(ASKED)}
        give_opinion(by=actors.house(house.organisation.pk), survey=survey, faces=faces, at=at)


def _type(house: House, at: datetime) -> None:
    by = house.actor(Role.ANIMATOR)
    survey = Survey.objects.visible_to(by).first()
    if survey:
        counts = {(code, str(Face.GOOD)): 4 for code in ASKED} | {(ASKED[1], str(Face.SO)): 1}
        type_opinions(by=by, survey=survey, sheets=5, counts=counts, at=at)
