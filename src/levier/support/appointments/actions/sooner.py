"""Somebody who waits for an earlier moment: asked, offered to whose turn it is, taken, or handed on to the next.

Who changes an offer holds its appointment first, then the colleague's agenda: two at once meet, and none waits for
the other without end.
"""

from datetime import datetime
from typing import cast

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import User
from levier.foundation.accounts.tenancy import one_at_a_time
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.registers import Letter
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import add_todo, book, finish_todos, release, tie
from levier.register.agenda.models import Booking
from levier.register.agenda.slots import Slot
from levier.register.people.models import Person
from levier.support.appointments.actions.appointments import demand_stage, held, tell, title_of
from levier.support.appointments.actions.writing import mail_or_how, phone_of, send
from levier.support.appointments.enums import OfferAnswer, Stage
from levier.support.appointments.inviting import SHOWN_AFTER
from levier.support.appointments.messages import offer_of
from levier.support.appointments.models import Appointment, SoonerOffer
from levier.support.appointments.sooner import first_in_turn, kept_until
from levier.support.pathways.rules import WRITE_PATHWAYS

KIND = "pathways.sooner"  # kept with each letter: the name it had before the room was one
PURPOSE = "sooner"
"""The purpose of the links by which somebody answers."""


@transaction.atomic
def ask_sooner(*, by: Actor, appointment: Appointment, at: datetime) -> Appointment:
    """The person wants an earlier moment if one opens; asked twice, their place is the first one's. Raises Refused."""
    demand_permission(by, WRITE_PATHWAYS)
    row = held(by, appointment)
    demand_stage(row, at, Stage.PLANNED)
    if row.group_id:
        raise Refused(_("C'est une séance collective : proposez plutôt une autre séance."))
    row.sooner_since = row.sooner_since or at
    row.keep()
    tell(by, "appointment.sooner_asked", row, at)
    return row


@transaction.atomic
def keep_as_planned(*, by: Actor, appointment: Appointment, at: datetime) -> Appointment:
    """The person waits for no earlier moment any more. Raises Refused."""
    demand_permission(by, WRITE_PATHWAYS)
    row = held(by, appointment)
    demand_stage(row, at, Stage.PLANNED)
    row.sooner_since = None
    row.keep()
    tell(by, "appointment.sooner_forgotten", row, at)
    return row


@transaction.atomic
def offer_sooner(*, by: Actor, worker: User, slot: Slot, site: str, at: datetime) -> SoonerOffer:
    """Keep a free moment of a colleague for whose turn it is, and tell them by their channel.

    Raises Taken when the moment is free no more, or Refused when nobody waits for it or it comes too soon.
    """
    demand_permission(by, WRITE_PATHWAYS)
    booking = book(
        by=by,
        worker=worker,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        title=_kept_title(),
        place=slot.place,
        at=at,
    )
    if kept_until(at, slot.starts_at) is None:
        raise Refused(_("Ce moment est trop proche pour être gardé : téléphonez, puis déplacez le rendez-vous."))
    made = _offer_next(by, booking, site, at)
    if made is None:
        raise Refused(_("Plus personne n'attend ce moment."))
    return made


@transaction.atomic
def take_sooner(*, by: Actor, offer: SoonerOffer, at: datetime) -> Appointment:
    """The person takes the moment: the appointment moves there, confirmed, and its former time is free. Raises
    Refused when the offer is over."""
    demand_permission(by, WRITE_PATHWAYS)
    found, row = _answered(by, offer, OfferAnswer.TAKEN, at)
    booking, former = cast(Booking, found.booking), row.agreed
    row.booking, row.booked_at, row.moved_from = booking, at, former.starts_at
    row.confirmed_at, row.reminded_at, row.sooner_since = at, None, None
    row.keep()
    release(by=by, booking=former, at=at)
    link = reverse("appointments:appointment", args=[row.pk])
    tie(by=by, booking=booking, about=reference(row), link=link, title=title_of())
    tell(by, "appointment.sooner_taken", row, at)
    return row


@transaction.atomic
def decline_sooner(*, by: Actor, offer: SoonerOffer, at: datetime) -> SoonerOffer:
    """The person keeps their appointment, and goes on waiting; the moment goes to the next one. Raises Refused."""
    demand_permission(by, WRITE_PATHWAYS)
    found, row = _answered(by, offer, OfferAnswer.DECLINED, at)
    tell(by, "appointment.sooner_declined", row, at)
    _hand_on(by, found, at)
    return found


@transaction.atomic
def withdraw_sooner(*, by: Actor, offer: SoonerOffer, at: datetime) -> SoonerOffer:
    """Take an offer back: the moment is free for anybody again. Raises Refused."""
    demand_permission(by, WRITE_PATHWAYS)
    found, row = _answered(by, offer, OfferAnswer.WITHDRAWN, at)
    release(by=by, booking=cast(Booking, found.booking), at=at)
    tell(by, "appointment.sooner_withdrawn", row, at)
    return found


@transaction.atomic
def hand_on(*, by: Actor, offer: SoonerOffer, at: datetime) -> SoonerOffer | None:
    """An offer that nobody answered in time, or that is no use any more, goes to the next one; else its moment is free.

    The offer to the next one, or None. Nothing happens when somebody answered meanwhile.
    """
    demand_permission(by, WRITE_PATHWAYS)
    row = held(by, offer.appointment)
    found = _locked(by, row, offer)
    if found.answer:
        return None
    _settle(by, found, OfferAnswer.LAPSED, at)
    tell(by, "appointment.sooner_lapsed", row, at)
    return _hand_on(by, found, at)


def forget_offers(*, by: Actor, person: Person, at: datetime) -> None:
    """All offers to somebody go, what was kept for them is free; in the transaction of their erasure."""
    rows = SoonerOffer.objects.visible_to(by).filter(appointment__person=person)
    for one in rows.unanswered().exclude(booking=None).select_related("booking"):
        release(by=by, booking=one.booking, at=at)
    rows.delete()


def _answered(by: Actor, offer: SoonerOffer, answer: OfferAnswer, at: datetime) -> tuple[SoonerOffer, Appointment]:
    """The offer with its answer, and its appointment, both held. Raises Refused when it is over."""
    row = held(by, offer.appointment)
    found = _locked(by, row, offer)
    if not found.holds(at) or found.booking is None:
        raise Refused(_("Cette proposition n'est plus valable. Le rendez-vous reste comme il est."))
    if answer == OfferAnswer.TAKEN:
        demand_stage(row, at, Stage.PLANNED)
        if row.agreed.starts_at <= found.starts_at:
            raise Refused(_("Le rendez-vous est déjà plus tôt que ce moment."))
    _settle(by, found, answer, at)
    return found, row


def _settle(by: Actor, offer: SoonerOffer, answer: OfferAnswer, at: datetime) -> None:
    """Its answer, and nobody needs to call any more."""
    offer.answer, offer.answered_at = answer, at
    offer.keep()
    finish_todos(by=by, about=reference(offer), at=at)


def _locked(by: Actor, row: Appointment, offer: SoonerOffer) -> SoonerOffer:
    one_at_a_time(f"agenda of {row.worker_id}")
    found: SoonerOffer = SoonerOffer.objects.visible_to(by).select_related("booking").get(pk=offer.pk)
    return found


def _hand_on(by: Actor, offer: SoonerOffer, at: datetime) -> SoonerOffer | None:
    if offer.booking is None:
        return None
    following = _offer_next(by, offer.booking, offer.site, at)
    if following is None:
        release(by=by, booking=offer.booking, at=at)
    return following


def _offer_next(by: Actor, booking: Booking, site: str, at: datetime) -> SoonerOffer | None:
    """Keep this moment for whose turn it is, and tell them; None when it is nobody's, or comes too soon."""
    until = kept_until(at, booking.starts_at)
    slot = Slot(booking.starts_at, booking.ends_at, booking.place)
    following = first_in_turn(by, booking.worker_id, slot, at) if until else None
    if following is None or until is None:
        return None
    made = SoonerOffer(
        organisation_id=by.organisation_id,
        appointment=following,
        booking=booking,
        starts_at=booking.starts_at,
        until=until,
        site=site,
        made_at=at,
        made_by_id=by.user_id,
    )
    made.keep()
    tie(by=by, booking=booking, about=reference(made), link=reverse("appointments:sooner"), title=_kept_title())
    tell(by, "appointment.sooner_offered", following, at)
    with override(settings.LANGUAGE_CODE):  # what a colleague reads, whatever language the last person answered in
        _write(by, made, at)
    return made


def _write(by: Actor, offer: SoonerOffer, at: datetime) -> None:
    """The mail with its link; where no mail leads safely, a task for the colleague, which names nobody."""
    row, on = offer.appointment, timezone.localdate(at)
    to, how = mail_or_how(row.person, at)
    if to is None:
        title = _("Proposer un moment plus tôt à une personne (%(how)s)") % {"how": how}
        link = reverse("appointments:appointment", args=[row.pk])
        add_todo(by=by, title=title[:200], owner=row.worker, due_on=on, about=reference(offer), link=link, at=at)
        return
    token = link_token(by.organisation_id, PURPOSE, offer.pk, offer.until + SHOWN_AFTER)
    url = f"{offer.site}{reverse('appointments:sooner_by_link', args=[token])}?ecrit={row.person.language}"
    text = offer_of(offer, phone=phone_of(by), url=url)
    words = (to.address, text.language, text.subject, text.body)
    send(by, Letter(KIND, f"{KIND}:{offer.pk}", *words, is_secret=True, is_discreet=row.says_nothing_of_us), at)


def _kept_title() -> str:
    with override(settings.LANGUAGE_CODE):
        return _("moment gardé")
