"""A partner signs people up by a link: the link is made and revoked, somebody is proposed, accepted or refused.

Who is accepted has a place or waits for one by the same lock and the same rules as everybody.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from levier.activity.activities.actions.calling import who_calls
from levier.activity.activities.actions.offering import held
from levier.activity.activities.actions.waiting import Placed, enrol_or_wait
from levier.activity.activities.enums import RequestState
from levier.activity.activities.models import Activity, PartnerLink, PartnerRequest
from levier.activity.activities.rules import CHANGE_ACTIVITIES, NOTE_PRESENCES, may_join
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor, house
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import add_todo, finish_todos
from levier.register.partners.models import Partner
from levier.register.people.actions import Identity, create_person
from levier.register.people.models import Person

KEPT = timedelta(days=30)
"""How long a request stays that nobody accepted; how long the page still says what became of each, once it is over."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody as a partner says it; `consent` is the sentence to which they said that the person agrees."""

    first_name: str
    last_name: str
    reach: str
    language: str
    consent: str


@transaction.atomic
def make_link(
    *, by: Actor, activity: Activity, partner: Partner, ends_on: date, places: int, at: datetime
) -> PartnerLink:
    """A link for one partner. Raises Refused, or ValidationError: they have one already."""
    demand_permission(by, CHANGE_ACTIVITIES)
    today = timezone.localdate(at)
    demand(may_join(activity, today))
    if ends_on < today:
        raise Refused(_("Choisissez un jour à venir pour la fin du lien."))
    link = PartnerLink(
        organisation_id=by.organisation_id,
        activity=activity,
        partner=partner,
        ends_on=ends_on,
        places=places,
        code=secrets.token_hex(6),
        made_at=at,
        made_by_id=by.user_id,
    )
    link.keep()
    change = {"partner": partner.pk, "until": ends_on.isoformat(), "places": places}
    record(by=by, verb="partner_link.made", object=reference(link), change=change, at=at)
    return link


@transaction.atomic
def revoke_link(*, by: Actor, link: PartnerLink, at: datetime) -> PartnerLink:
    """The link opens no form any more; what came by it stays to be answered. Revoked twice is revoked once."""
    demand_permission(by, CHANGE_ACTIVITIES)
    row = _held(by, link)
    if row.revoked_at is None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        record(by=by, verb="partner_link.revoked", object=reference(row), at=at)
    return row


@transaction.atomic
def propose(*, by: Actor, link: PartnerLink, who: Proposed, at: datetime) -> PartnerRequest:
    """A partner proposes somebody; nothing is enrolled yet. Sent twice while it waits is sent once.

    Raises Refused once the link is over, or when as many were proposed by it as it has places.
    """
    demand_permission(by, NOTE_PRESENCES)
    row = _held(by, link)
    today = timezone.localdate(at)
    if not row.is_open(today) or not may_join(row.activity, today):
        raise Refused(_("Ce lien n'est plus ouvert. Téléphonez-nous."))
    same = {"first_name": who.first_name, "last_name": who.last_name, "reach": who.reach}
    known: PartnerRequest | None = row.requests.filter(state=RequestState.OPEN, **same).first()
    if known is not None:
        return known
    if left_of(row) <= 0:
        raise Refused(_("Toutes les places de ce lien sont demandées. Téléphonez-nous."))
    made = PartnerRequest(
        organisation_id=by.organisation_id,
        link=row,
        **same,
        language=who.language,
        consent=who.consent[:500],
        made_at=at,
    )
    made.keep()
    _ask_to_answer(by, row, at)
    record(by=by, verb="partner_request.sent", object=reference(made), at=at)
    return made


def left_of(link: PartnerLink) -> int:
    """How many people may still be proposed by a link: its places, less who was accepted or waits for an answer."""
    return link.places - link.requests.exclude(state=RequestState.REFUSED).count()


@transaction.atomic
def accept_request(
    *, by: Actor, request: PartnerRequest, person: Person | None, site: str = "", at: datetime
) -> Placed:
    """Sign up somebody whom a partner proposed: `person`, or a new file (None) with what the partner told.

    The file is made by the house on behalf of who accepts: the partner's words are all that it holds. Raises Refused.
    """
    demand_permission(by, NOTE_PRESENCES)
    activity = held(by, request.link.activity_id)
    row = _open(by, request)
    demand(may_join(activity, timezone.localdate(at)))
    if person is None:
        person = create_person(by=house(by.organisation_id, on_behalf_of=by.reference), identity=_identity(row), at=at)
    row.state, row.person, row.reach = RequestState.ACCEPTED, person, ""
    row.answered_at, row.answered_by_id = at, by.user_id
    row.keep()
    placed = enrol_or_wait(by=by, activity=activity, people=[person], starts_on=_first(activity, at), site=site, at=at)
    _answered(by, row.link, at)
    record(by=by, verb="partner_request.accepted", object=reference(row), change={"person": person.pk}, at=at)
    return placed


@transaction.atomic
def refuse_request(*, by: Actor, request: PartnerRequest, reason: str, at: datetime) -> PartnerRequest:
    """Say no to somebody whom a partner proposed, with the reason that the partner reads. Raises Refused."""
    demand_permission(by, NOTE_PRESENCES)
    held(by, request.link.activity_id)
    row = _open(by, request)
    if not reason.strip():
        raise Refused(_("Dites pourquoi : le partenaire lira cette raison."))
    row.state, row.reason = RequestState.REFUSED, reason.strip()
    row.answered_at, row.answered_by_id = at, by.user_id
    row.keep()
    _answered(by, row.link, at)
    record(by=by, verb="partner_request.refused", object=reference(row), at=at)
    return row


@transaction.atomic
def forget_requests(*, by: Actor, at: datetime) -> int:
    """Requests that nobody accepted are gone thirty days after they were sent or refused; names of accepted ones once
    the partner reads them no more. How many."""
    rows, old = PartnerRequest.objects.visible_to(by), at - KEPT
    gone = rows.filter(state=RequestState.OPEN, made_at__lt=old) | rows.filter(
        state=RequestState.REFUSED, answered_at__lt=old
    )
    named = rows.filter(state=RequestState.ACCEPTED, link__ends_on__lt=timezone.localdate(old)).exclude(
        first_name="", last_name="", consent=""
    )
    links = list(PartnerLink.objects.filter(requests__in=gone.values("pk")).distinct().order_by("pk"))
    emptied = named.update(first_name="", last_name="", consent="")
    count = emptied + gone.delete()[0]
    for link in links:
        _answered(by, link, at)
    if count:
        record(by=by, verb="partner_request.forgotten", change={"count": count}, at=at)
    return count


def _held(by: Actor, link: PartnerLink) -> PartnerLink:
    """The link, by which nobody else sends anything meanwhile."""
    rows = PartnerLink.objects.visible_to(by).select_for_update(of=("self",))
    found: PartnerLink = rows.select_related("activity", "partner").get(pk=link.pk)
    return found


def _open(by: Actor, request: PartnerRequest) -> PartnerRequest:
    """The request as it is now, once its activity is held. Raises Refused when it was answered meanwhile."""
    rows = PartnerRequest.objects.visible_to(by).select_for_update(of=("self",)).select_related("link__activity")
    found: PartnerRequest | None = rows.filter(pk=request.pk, state=RequestState.OPEN).first()
    if found is None:
        raise Refused(_("Cette demande a déjà une réponse : rechargez la page."))
    return found


def _identity(row: PartnerRequest) -> Identity:
    """What is known of somebody by what a partner told."""
    mails, phones = ((row.reach,), ()) if "@" in row.reach else ((), (row.reach,) if row.reach else ())
    return Identity(row.first_name, row.last_name, language=row.language, phones=phones, mails=mails)


def _first(activity: Activity, at: datetime) -> date:
    """From today on, or from its first day."""
    today = timezone.localdate(at)
    return max(activity.starts_on, today) if activity.starts_on else today


def _ask_to_answer(by: Actor, link: PartnerLink, at: datetime) -> None:
    """One task for who leads the activity, else for who made the link, while something waits; it names nobody."""
    owner = who_calls(by, link.activity.trainer_id, link.made_by_id)
    if owner is None or link.requests.filter(state=RequestState.OPEN).count() > 1:
        return
    with override(settings.LANGUAGE_CODE):  # what a colleague reads, whatever language the partner speaks
        title = _("Répondre à un partenaire qui inscrit une personne : %(title)s") % {"title": link.activity.title[:80]}
    page, today = reverse("activities:partner_links", args=[link.activity_id]), timezone.localdate(at)
    add_todo(by=by, title=title[:200], owner=owner, due_on=today, about=reference(link), link=page, at=at)


def _answered(by: Actor, link: PartnerLink, at: datetime) -> None:
    """With the last answer the task about it is done."""
    if not link.requests.filter(state=RequestState.OPEN).exists():
        finish_todos(by=by, about=reference(link), at=at)
