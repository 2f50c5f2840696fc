"""Referrals are sent, reminded, answered and withdrawn; nothing leaves that no running mandate covers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import User
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.outbox.actions import send_later
from levier.register.partners.models import Contact, Partner
from levier.register.people.consent import demand_covered
from levier.register.people.enums import Purpose
from levier.register.people.models import Person
from levier.support.pathways.actions.plans import heard, send_with
from levier.support.pathways.enums import ReferralAnswer
from levier.support.pathways.letters import letter_of
from levier.support.pathways.models import Referral, Step
from levier.support.pathways.rules import WRITE_PATHWAYS, may_answer, may_withdraw


@dataclass(frozen=True, slots=True)
class ReferralDraft:
    """What is asked, of whom: a partner with what is told it, or a colleague."""

    why: str
    partner: Partner | None = None
    colleague: User | None = None
    message: str = ""
    told: tuple[str, ...] = ()
    address: str = ""
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered, by whom as they wrote it."""

    answer: str
    answered_by: str
    reason: str = ""
    proposed_on: date | None = None


@transaction.atomic
def refer(
    *, by: Actor, person: Person, draft: ReferralDraft, site: str, step: Step | None = None, at: datetime
) -> Referral:
    """Send somebody to a partner or a colleague; the mail to a partner leaves with this transaction.

    `site` is the address of the house, for the link; `step` the one of the plan that waits for the answer. Raises
    Refused when a kind of data is covered by no mandate for a referral to this partner, when nothing is told, without
    an address of theirs, or for a step that is over; or ValidationError.
    """
    demand_permission(by, WRITE_PATHWAYS)
    made = Referral(
        organisation_id=by.organisation_id,
        person=person,
        partner=draft.partner,
        colleague=draft.colleague,
        why=draft.why,
        language=draft.language,
        asked_by_id=by.user_id,
        made_at=at,
    )
    if draft.partner is not None:
        demand_told(person, draft.partner, draft.told, _day(at))
        made.message, made.told, made.site = draft.message, ",".join(dict.fromkeys(draft.told)), site
        made.address = _address(draft.partner, draft.address, _day(at))
    made.keep()
    if made.partner_id is not None:
        send_later(by=by, letter=letter_of(made, is_reminder=False), at=at)
    change = {"referral": made.pk, "partner": made.partner_id, "told": made.told}
    if step is not None:
        change["step"] = send_with(by=by, step=step, referral=made, at=at).pk
    record(by=by, verb="referral.sent", object=reference(person), change=change, at=at)
    return made


@transaction.atomic
def remind(*, by: Actor, referral: Referral, at: datetime) -> Referral:
    """Write to the partner once more, once. Raises Refused when it was answered, withdrawn, or is covered no more."""
    held = _locked(by, referral)
    demand(may_answer(held))
    if held.partner is None or held.reminded_at is not None:
        raise Refused(_("Cette orientation ne se rappelle pas, ou plus."))
    demand_covered(held.person, held.partner, held.kinds, _day(at), purpose=Purpose.REFERRAL)
    held.reminded_at = at
    held.save(update_fields=["reminded_at"])
    send_later(by=by, letter=letter_of(held, is_reminder=True), at=at)
    record(by=by, verb="referral.reminded", object=reference(held.person), change={"referral": held.pk}, at=at)
    return held


@transaction.atomic
def answer_referral(*, by: Actor, referral: Referral, reply: Reply, at: datetime) -> Referral:
    """Keep the one answer: the partner's by the link (`by` is then the house), or as a colleague heard it.

    Raises Refused when there is one already or it was withdrawn, or for a proposed day that is past.
    """
    demand_permission(by, WRITE_PATHWAYS)
    held = _locked(by, referral)
    demand(may_answer(held))
    proposed_on = reply.proposed_on if reply.answer != ReferralAnswer.REFUSED else None
    if proposed_on is not None and proposed_on < _day(at):
        raise Refused(_("Cette date est passée : proposez un jour à venir."))
    held.answer, held.answered_by, held.reason = reply.answer, reply.answered_by, reply.reason
    held.proposed_on, held.answered_at, held.noted_by_id = proposed_on, at, by.user_id
    held.seen_at = at if by.user_id and by.user_id == held.asked_by_id else None
    held.keep()
    change = {"referral": held.pk, "answer": held.answer}
    record(by=by, verb="referral.answered", object=reference(held.person), change=change, at=at)
    heard(by=by, referral=held, on=_day(at), at=at)
    return held


@transaction.atomic
def withdraw_referral(*, by: Actor, referral: Referral, at: datetime) -> Referral:
    """Ask no more; the link shows nothing from now on. Raises Refused once answered or withdrawn."""
    demand_permission(by, WRITE_PATHWAYS)
    held = _locked(by, referral)
    demand(may_withdraw(held))
    held.withdrawn_at = at
    held.save(update_fields=["withdrawn_at"])
    record(by=by, verb="referral.withdrawn", object=reference(held.person), change={"referral": held.pk}, at=at)
    heard(by=by, referral=held, on=_day(at), at=at)
    return held


@transaction.atomic
def take_note(*, by: Actor, referral: Referral, at: datetime) -> Referral:
    """Whoever accompanies has read the answer: it leaves "my day". Raises Refused when there is none."""
    demand_permission(by, WRITE_PATHWAYS)
    held = _locked(by, referral)
    if not held.answer:
        raise Refused(_("Il n'y a pas encore de réponse."))
    if held.seen_at is None:
        held.seen_at = at
        held.save(update_fields=["seen_at"])
        record(by=by, verb="referral.answer_read", object=reference(held.person), change={"referral": held.pk}, at=at)
    return held


def demand_told(person: Person, partner: Partner, told: tuple[str, ...], on: date) -> None:
    """Raise Refused unless something is told, and all of it is allowed by the person for a referral to this partner."""
    if not told:
        raise Refused(
            _("Cochez ce que vous transmettez : sans l'accord de la personne, rien ne part, pas même son prénom.")
        )
    demand_covered(person, partner, told, on, purpose=Purpose.REFERRAL)


def _address(partner: Partner, wanted: str, on: date) -> str:
    """An address of this partner's: the one chosen, else the general one, else a contact's. Raises Refused."""
    contacts = Contact.objects.filter(organisation=partner.organisation_id, partner=partner).exclude(mail="")
    noted = [partner.mail, *(one.mail for one in contacts.order_by("pk") if one.ended_on is None or one.ended_on >= on)]
    known: list[str] = [one for one in noted if one]
    if not known:
        raise Refused(
            _("%(partner)s n'a pas d'adresse mail : notez-la d'abord sur sa fiche.") % {"partner": partner.name}
        )
    if not wanted:
        return known[0]
    found = next((one for one in known if one.lower() == wanted.strip().lower()), "")
    if not found:
        raise Refused(
            _("Cette adresse n'est pas notée chez %(partner)s : ajoutez-la d'abord à sa fiche.")
            % {"partner": partner.name}
        )
    return found


def _locked(by: Actor, referral: Referral) -> Referral:
    rows = Referral.objects.visible_to(by).select_for_update(of=("self",)).select_related("person", "partner")
    held: Referral = rows.get(pk=referral.pk)
    return held


def _day(at: datetime) -> date:
    return at.astimezone(BRUSSELS).date()
