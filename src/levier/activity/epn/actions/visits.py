"""Somebody comes in, waits, sits down, stays a little longer, leaves."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.epn.codes import CARD, new_code
from levier.activity.epn.holding import demand_person, held
from levier.activity.epn.models import GuestPass, OpeningHours, RulesAcceptance, Space, Station, Visit, VisitCard
from levier.activity.epn.rules import RUN_SPACES, may_extend
from levier.foundation.accounts.tenancy import one_at_a_time
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor, house
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.gradient import welcome_visitor
from levier.register.people.models import Person
from levier.support.pathways.actions import attended

MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who comes in and why. `called` is the first name of somebody new, `guest` a pass; all three empty: nobody known.

    `station` is the one they want; without, they get the first that is free, or wait. `needs_none` sits nowhere.
    """

    purpose: str
    person: Person | None = None
    called: str = ""
    guest: GuestPass | None = None
    station: Station | None = None
    needs_none: bool = False


@transaction.atomic
def begin_visit(*, by: Actor, space: Space, arrival: Arrival, at: datetime) -> Visit:
    """Note that somebody came in. Raises Refused for who is in already, a pass that is used, or a station taken."""
    demand_permission(by, RUN_SPACES)
    one_at_a_time(f"epn.space:{space.pk}")
    held(by, space)
    person, on = arrival.person, timezone.localdate(at)
    _end_forgotten(by, space, on)
    if person:
        demand_person(by, person)
        _demand_out(by, person, on)
    elif arrival.called:
        person = welcome_visitor(by=by, called=arrival.called, at=at)
    last = Visit.objects.visible_to(by).filter(space=space, on=on).aggregate(last=Max("ticket"))["last"]
    visit = Visit(
        organisation_id=by.organisation_id,
        space=space,
        person=person,
        on=on,
        ticket=(last or 0) + 1,
        purpose=arrival.purpose,
        kind=kind_at(by, space, at),
        arrived_at=at,
        noted_by_id=by.user_id,
    )
    _sit(by, visit, arrival.station, at, needs_none=arrival.needs_none)
    visit.keep()
    if arrival.guest:
        _use(by, arrival.guest, visit, on)
    change: dict[str, Any] = {"person": person.pk} if person else {}
    record(by=by, verb="epn.visit_begun", object=reference(visit), change=change, at=at)
    if person:  # a step of the plan that waited for this: who holds the desk has no right on plans, the house has
        system = house(by.organisation_id, on_behalf_of=by.reference)
        attended(by=system, people=[person.pk], what=reference(space), on=on, at=at)
    return visit


@transaction.atomic
def seat_visit(*, by: Actor, visit: Visit, at: datetime) -> Visit:
    """Who waits is called to the first station that is free. Raises Refused when there is none."""
    demand_permission(by, RUN_SPACES)
    one_at_a_time(f"epn.space:{visit.space_id}")
    row: Visit = held(by, visit, "space")
    if not row.is_waiting:
        raise Refused(_("Cette personne n'attend plus."))
    _sit(by, row, None, at)
    if row.seated_at is None:
        raise Refused(_("Aucun poste n'est libre pour l'instant."))
    return _keep(by, row, "epn.visit_seated", at)


@transaction.atomic
def extend_visit(*, by: Actor, visit: Visit, at: datetime) -> Visit:
    """Another stretch at the station. Raises Refused while somebody waits."""
    demand_permission(by, RUN_SPACES)
    row: Visit = held(by, visit, "space")
    inside = Visit.objects.visible_to(by).filter(space=row.space, on=row.on, ended_at=None)
    waiting = inside.filter(seated_at=None).count()
    demand(may_extend(row, waiting=waiting))
    row.until = max(row.until or at, at) + timedelta(minutes=row.space.visit_minutes)
    return _keep(by, row, "epn.visit_extended", at)


@transaction.atomic
def end_visit(*, by: Actor, visit: Visit, at: datetime) -> Visit:
    """They leave, or the time is over. Who leaves a visit of another day open ends on that day."""
    demand_permission(by, RUN_SPACES)
    row: Visit = held(by, visit)
    if row.ended_at:
        raise Refused(_("Cette visite est déjà terminée."))
    row.ended_at = at if timezone.localdate(at) == row.on else _last_moment(row)
    row.help_asked_at = None
    return _keep(by, row, "epn.visit_ended", at)


@transaction.atomic
def note_prints(*, by: Actor, visit: Visit, pages: int, at: datetime) -> Visit:
    """So many pages more."""
    demand_permission(by, RUN_SPACES)
    row: Visit = held(by, visit)
    if not 1 <= pages <= MOST_PAGES:
        raise Refused(_("Notez de 1 à 500 pages."))
    row.prints += pages
    return _keep(by, row, "epn.printed", at)


@transaction.atomic
def ask_help(*, by: Actor, station: Station, at: datetime) -> Visit | None:
    """The button of a station's page: who sits there calls somebody. Nothing happens at an empty station."""
    demand_permission(by, RUN_SPACES)
    rows = Visit.objects.visible_to(by).select_for_update(of=("self",))
    row: Visit | None = rows.filter(station=station, on=timezone.localdate(at), ended_at=None).first()
    if row is None or row.help_asked_at:
        return row
    row.help_asked_at = at
    return _keep(by, row, "epn.help_asked", at)


@transaction.atomic
def accept_rules(*, by: Actor, person: Person, at: datetime) -> RulesAcceptance:
    """The person was shown the rules of the house and said yes; a second yes changes nothing."""
    demand_permission(by, RUN_SPACES)
    demand_person(by, person)
    known: RulesAcceptance | None = RulesAcceptance.objects.visible_to(by).filter(person=person).first()
    if known:
        return known
    row = RulesAcceptance(organisation_id=by.organisation_id, person=person, accepted_at=at)
    row.keep()
    record(by=by, verb="epn.rules_accepted", object=reference(person), at=at)
    return row


@transaction.atomic
def give_card(*, by: Actor, person: Person, at: datetime) -> VisitCard:
    """A new card; the ones before are dead at once."""
    demand_permission(by, RUN_SPACES)
    demand_person(by, person)
    on = timezone.localdate(at)
    VisitCard.objects.visible_to(by).filter(person=person, ended_on=None).update(ended_on=on)
    code = new_code(CARD, lambda one: VisitCard.objects.visible_to(by).filter(code=one).exists())
    row = VisitCard(organisation_id=by.organisation_id, person=person, code=code, made_on=on)
    row.keep()
    record(by=by, verb="epn.card_given", object=reference(person), at=at)
    return row


def kind_at(by: Actor, space: Space, at: datetime) -> str:
    """What the space is open for at this moment, "" outside its hours."""
    local = timezone.localtime(at)
    hours = OpeningHours.objects.visible_to(by).filter(
        space=space, weekday=local.weekday(), starts__lte=local.time(), ends__gt=local.time()
    )
    found: str | None = hours.values_list("kind", flat=True).first()
    return found or ""


def _sit(by: Actor, visit: Visit, wanted: Station | None, at: datetime, *, needs_none: bool = False) -> None:
    """Give a visit its station and its time, where there is one."""
    if needs_none:
        visit.seated_at = at
        return
    taken = Visit.objects.visible_to(by).filter(ended_at=None, station__isnull=False).values("station")
    free = Station.objects.visible_to(by).filter(space=visit.space, out_since=None).exclude(pk__in=taken)
    if wanted:
        free = free.filter(pk=wanted.pk)
    station = free.order_by("number", "pk").first()
    if wanted and station is None:
        raise Refused(_("Ce poste est occupé ou hors service : choisissez-en un autre."))
    if station:
        visit.station, visit.seated_at = station, at
        visit.until = at + timedelta(minutes=visit.space.visit_minutes)


def _end_forgotten(by: Actor, space: Space, on: date) -> None:
    """Visits that nobody ended on their day hold no station the next one."""
    for row in Visit.objects.visible_to(by).filter(space=space, ended_at=None, on__lt=on):
        row.ended_at = _last_moment(row)
        row.save(update_fields=["ended_at"])


def _last_moment(row: Visit) -> datetime:
    moment: datetime = row.until or row.arrived_at
    return moment


def _demand_out(by: Actor, person: Person, on: date) -> None:
    inside = Visit.objects.visible_to(by).filter(person=person, on=on, ended_at=None).first()
    if inside:
        raise Refused(_("Cette personne est déjà là, avec le %(ticket)s.") % {"ticket": inside})


def _use(by: Actor, guest: GuestPass, visit: Visit, on: date) -> None:
    row: GuestPass = held(by, guest)
    if row.visit_id or row.expires_on < on:
        raise Refused(_("Ce passe a déjà servi, ou sa date est passée."))
    row.visit = visit
    row.save(update_fields=["visit"])


def _keep(by: Actor, row: Visit, verb: str, at: datetime) -> Visit:
    row.keep()
    record(by=by, verb=verb, object=reference(row), at=at)
    return row
