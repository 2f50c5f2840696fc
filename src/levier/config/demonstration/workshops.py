"""What the team plans by itself: rooms that are booked, series begun from models, a carnival and a newspaper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from levier.activity.activities.actions import (
    Hours,
    Setting,
    cancel_session,
    count_audience,
    create_activity,
    enrol,
    moments_of,
    note_told,
    plan_moments,
    set_part,
)
from levier.activity.activities.actions.planning import claim_of
from levier.activity.activities.catalogue_forms import begun_from
from levier.activity.activities.models import Activity, ActivityModel, Notice, Session
from levier.activity.activities.rhythm import Every, Rhythm, days_of
from levier.config.demonstration.chronicle import Chronicle, House
from levier.config.demonstration.people import moment, open_day
from levier.config.demonstration.queueing import wait_for_places
from levier.config.demonstration.signing import sign_up
from levier.development.projects.models import Project
from levier.foundation.accounts.enums import Role
from levier.register.agenda.actions import Claim, add_resource, take_resource, take_resources
from levier.register.agenda.models import Resource
from levier.register.agenda.queries import rooms_at
from levier.register.partners.models import Partner, Place
from levier.register.people.models import Person
from levier.support.pathways.enums import Reached

ROOMS = ("Salle Bethléem", "Espace numérique", "Grande salle")
EQUIPMENT = (("Dix ordinateurs portables", "Dans l'armoire du premier, la clé est à l'accueil."), ("Projecteur", ""))
EVENING, AFTERNOON, DAY = (Hours(time(17, 30), time(19, 30)), Hours(time(14), time(17)), Hours(time(14), time(18)))
GROUP, FEW, DAYS = 7, 4, 10
SEWING = "Café couture"
EVENINGS = "Premiers pas à l'ordinateur, le soir"


@dataclass(frozen=True)
class Told:
    """Something for the public, with how many came or read."""

    title: str
    kind: str
    hours: Hours
    days: Sequence[date]
    counts: Sequence[int]


def _public_ones(today: date) -> tuple[Told, ...]:
    issues = (today - timedelta(days=33), today - timedelta(days=5))
    return (
        Told("Carnaval du quartier", "event", DAY, [today - timedelta(days=24)], [340]),
        Told("Le journal de la rue de Bosnie", "publication", AFTERNOON, issues, [600, 650]),
    )


def _tell_of(house: House, told: Told, today: date, chronicle: Chronicle) -> None:
    """Planned in time, counted on the day after."""
    chronicle.add(moment(open_day(today, 38), 14, 10), lambda at: _for_the_public(house, told, at))
    for on, count in zip(told.days, told.counts, strict=True):

        def note(at: datetime, on: date = on, count: int = count) -> None:
            _count(house, told.title, on, count, at)

        chronicle.add(moment(on + timedelta(days=1), 10, 30), note)


def plan_workshops(house: House, projects: dict[str, Project], today: date, chronicle: Chronicle) -> None:
    """Rooms first, then what takes place in them."""
    chronicle.add(moment(open_day(today, 40), 9, 30), lambda at: _open_rooms(house, today, at))
    chronicle.add(moment(open_day(today, 20), 10, 15), lambda at: _evenings(house, projects["COHESION"], today, at))
    chronicle.add(moment(open_day(today, 19), 11, 5), lambda at: _sewing(house, today, at))
    wait_for_places(house, SEWING, today, chronicle)
    sign_up(house, EVENINGS, today, chronicle)
    for told in _public_ones(today):
        _tell_of(house, told, today, chronicle)
    chronicle.add(moment(open_day(today, 3), 9, 20), lambda at: _cancel_one(house, at))
    chronicle.add(moment(open_day(today, 2), 10, 40), lambda at: _call_one(house, at))


def _open_rooms(house: House, today: date, at: datetime) -> None:
    """Three rooms and some equipment are booked from now on; what is planned there already takes its room."""
    by = house.actor(Role.COORDINATION)
    places = list(Place.objects.visible_to(by).filter(name__in=ROOMS).order_by("pk"))
    for place in places:
        add_resource(by=by, values={"kind": "room", "name": place.name, "place": place, "note": ""}, at=at)
    for name, note in EQUIPMENT:
        add_resource(by=by, values={"kind": "equipment", "name": name, "place": None, "note": note}, at=at)
    rooms = rooms_at(by, places)
    rows = Session.objects.visible_to(by).filter(on__gte=today, place__in=places, cancelled_at=None)
    sessions = rows.select_related("activity").order_by("starts_at", "pk")
    take_resources(by=by, claims=[claim_of(rooms[one.place_id], one) for one in sessions], at=at)
    screen = Resource.objects.visible_to(by).get(name="Projecteur")
    day = today + timedelta(days=5)
    board = Claim(screen, moment(day, 18), moment(day, 20), "Conseil d'administration")
    take_resource(by=by, claim=board, at=at)


def _begun(house: House, code: str, at: datetime, **values: object) -> Activity:
    """An activity from a model of the package."""
    by = house.actor(Role.ANIMATOR)
    model = ActivityModel.objects.visible_to(by).get(code=code)
    return create_activity(by=by, values=begun_from(model) | values, at=at)


def _evenings(house: House, project: Project, today: date, at: datetime) -> None:
    """Twice a week in the evening, never on a holiday; a partner sends people; seven are expected."""
    by, first = house.actor(Role.ANIMATOR), today + timedelta(days=2)
    rhythm = Rhythm(Every.WEEK, first, count=DAYS, weekdays=(1, 3), without_school=True)
    days = days_of(rhythm, most=DAYS).kept
    place = Place.objects.visible_to(by).get(name="Espace numérique")
    made = _begun(
        house,
        "digital",
        at,
        title=EVENINGS,
        project=project,
        place=place,
        starts_on=days[0],
        ends_on=days[-1],
        is_public=True,
    )
    laptops = Resource.objects.visible_to(by).get(name="Dix ordinateurs portables")
    setting = Setting(place, house.staff[Role.ANIMATOR], equipment=[laptops])
    plan_moments(by=by, activity=made, moments=moments_of(days, [EVENING]), setting=setting, at=at)
    school = Partner.objects.visible_to(by).filter(code="promotion-sociale").first()
    if school:
        set_part(by=by, activity=made, partner=school, part="Envoie des participant·es, prête ses manuels", at=at)
    _expect(house, made, GROUP, at)


def _sewing(house: House, today: date, at: datetime) -> None:
    by = house.actor(Role.ANIMATOR)
    last = today + timedelta(days=70)
    days = days_of(Rhythm(Every.MONTH, today + timedelta(days=4), last_on=last), most=DAYS).kept
    place = Place.objects.visible_to(by).get(name="Salle du premier")
    asked = {"title": SEWING, "capacity": FEW, "is_public": True}
    made = _begun(house, "sewing", at, place=place, starts_on=days[0], ends_on=days[-1], **asked)
    setting = Setting(place, house.staff[Role.EPN])
    plan_moments(by=by, activity=made, moments=moments_of(days, [EVENING]), setting=setting, at=at)
    _expect(house, made, FEW, at)


def _expect(house: House, activity: Activity, count: int, at: datetime) -> None:
    """The first people who are in no group yet, from its first day on."""
    by = house.actor(Role.ANIMATOR)
    people = Person.objects.visible_to(by).filter(enrolments=None).exclude(last_name="").order_by("pk")[:count]
    enrol(by=by, activity=activity, people=list(people), starts_on=activity.starts_on, at=at)


def _for_the_public(house: House, told: Told, at: datetime) -> None:
    """An event, or a publication with its issues."""
    values = {"title": told.title, "kind": told.kind, "starts_on": told.days[0], "ends_on": told.days[-1]}
    made = _begun(house, "event", at, is_public=True, **values)
    moments = moments_of(told.days, [told.hours])
    plan_moments(by=house.actor(Role.ANIMATOR), activity=made, moments=moments, setting=Setting(), at=at)


def _count(house: House, title: str, on: date, count: int, at: datetime) -> None:
    by = house.actor(Role.ANIMATOR)
    session = Session.objects.visible_to(by).select_related("activity").get(activity__title=title, on=on)
    count_audience(by=by, session=session, audience=count, at=at)


def _last_evening(house: House) -> Session | None:
    rows = Session.objects.visible_to(house.actor(Role.ANIMATOR)).filter(activity__title__endswith=", le soir")
    found: Session | None = rows.select_related("activity", "place").order_by("-on").first()
    return found


def _cancel_one(house: House, at: datetime) -> None:
    """The last evening falls on an open day: it does not take place, and everybody is told."""
    session = _last_evening(house)
    if session:
        by, reason = house.actor(Role.ANIMATOR), "Portes ouvertes de l'école partenaire"
        cancel_session(by=by, session=session, reason=reason, tells=True, at=at)


def _call_one(house: House, at: datetime) -> None:
    """One of those without a mail has been called since."""
    by = house.actor(Role.ANIMATOR)
    waiting = Notice.objects.visible_to(by).filter(told_at=None, way=Reached.CALL).select_related("session")
    first = waiting.order_by("pk").first()
    if first:
        note_told(by=by, notice=first, at=at)
