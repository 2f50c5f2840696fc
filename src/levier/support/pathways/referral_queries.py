"""What pages ask of referrals: those of somebody, what a partner may read today, how partners answer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.formats import day
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.screens import reference
from levier.register.partners.models import Partner
from levier.register.people.births import birth_of
from levier.register.people.consent import covers
from levier.register.people.enums import DataKind, Purpose
from levier.register.people.models import Person
from levier.support.pathways.enums import GoalState, ReferralAnswer
from levier.support.pathways.models import Goal, Referral, Step
from levier.support.pathways.models.referrals import EXPIRES_AFTER, REMIND_AFTER


def referrals_of(actor: Actor, person: Person) -> QuerySet[Referral]:
    """Referrals of somebody, the latest first."""
    rows: QuerySet[Referral] = Referral.objects.visible_to(actor).filter(person=person)
    return rows.select_related("partner", "colleague", "asked_by", "noted_by")


def with_referrals(actor: Actor, steps: list[Any]) -> None:
    """Give each step the referral that it waits for, or waited for: one query when there is any."""
    keys = {step.pk: pk for step in steps if (pk := referral_named(step.closes_with)) is not None}
    rows = Referral.objects.visible_to(actor).filter(pk__in=keys.values()).select_related("partner", "colleague")
    found = {one.pk: one for one in rows} if keys else {}
    for step in steps:
        one = found.get(keys.get(step.pk, 0))
        step.referral = one if one and one.person_id == step.person_id else None
        step.referral_said = _said(step.referral) if step.referral else ""


def _said(referral: Referral) -> str:
    """Where the referral of a step stands, in a few words."""
    if referral.withdrawn_at is not None:
        return _("orientation retirée")
    if referral.answer == ReferralAnswer.REFUSED:
        return _("orientation refusée")
    if referral.answer == ReferralAnswer.PROPOSED:
        return _("orientation acceptée, rendez-vous le %(day)s") % {"day": day(referral.proposed_on)}
    if referral.answer:
        return _("orientation acceptée")
    return _("orientation envoyée le %(day)s") % {"day": day(timezone.localdate(referral.made_at))}


def steps_that_wait(actor: Actor, referrals: list[Referral]) -> dict[int, str]:
    """{referral: title of the step of the plan that waits, or waited, for it}."""
    names = {reference(one): one for one in referrals}
    rows = Step.objects.visible_to(actor).filter(closes_with__in=names).order_by("pk") if names else []
    return {
        names[step.closes_with].pk: step.title for step in rows if names[step.closes_with].person_id == step.person_id
    }


def referral_named(what: str) -> int | None:
    """Number of the referral that a reference names ("pathways.referral:12"), or None."""
    table, _colon, key = what.partition(":")
    return whole(key) if table == "pathways.referral" else None


def referrals_to_wait_for(actor: Actor, person: Person, held: str = "") -> list[tuple[str, Referral]]:
    """(reference, referral) of those of somebody that may still be answered, and of the one that a step `held`."""
    rows = Referral.objects.visible_to(actor).filter(person=person).select_related("partner", "colleague")
    wanted = rows.filter(Q(withdrawn_at=None, answer="") | Q(pk=referral_named(held) or 0))
    return [(reference(one), one) for one in wanted]


def to_remind(organisation_id: int, at: datetime) -> list[Referral]:
    """Those of which the partner is to be reminded at this moment."""
    rows = Referral.objects.filter(organisation_id=organisation_id).unanswered()
    window = (at - EXPIRES_AFTER, at - REMIND_AFTER)
    waiting = rows.filter(partner__isnull=False, reminded_at=None, made_at__range=window)
    return list(waiting.select_related("person", "partner").order_by("made_at", "pk"))


def told_today(referral: Referral, on: date) -> list[tuple[Any, list[str]]] | None:
    """What the partner may read on this day: (kind in words, lines). None once no mandate covers any of it.

    Each opening of the link is a transmission: what the person took back since is no longer shown. A kind without
    lines is one that Levier does not hand over in writing, though one may speak of it.
    """
    if referral.partner is None:
        return None
    allowed = [
        kind for kind in referral.kinds if covers(referral.person, referral.partner, kind, on, purpose=Purpose.REFERRAL)
    ]
    return [(kind.label, _lines(referral.person, kind, on)) for kind in allowed] or None


def _lines(person: Person, kind: DataKind, on: date) -> list[str]:
    if kind == DataKind.IDENTITY:
        return [line for line in (str(person), birth_of(person).text) if line]
    if kind == DataKind.CONTACT:
        current = Q(ended_on=None) | Q(ended_on__gte=on)
        return [one.value for one in person.contact_points.filter(current, is_safe=True)]
    if kind == DataKind.PATHWAY:
        goals = Goal.objects.filter(person=person, state=GoalState.OPEN).order_by("made_at", "pk")
        steps = Step.objects.open().filter(person=person).order_by("due_on", "pk")
        return [*(one.title for one in goals), *(_("étape : %(title)s") % {"title": one.title} for one in steps)]
    return []


@dataclass(frozen=True, slots=True)
class Answering:
    """How one partner answers. `days` is the mean delay of its answers, None without any."""

    partner: Partner
    sent: int
    accepted: int
    proposed: int
    refused: int
    silent: int
    days: int | None


def answering(actor: Actor, at: datetime, partner: Partner | None = None) -> list[Answering]:
    """Partners to whom somebody was sent, those asked most first; what was withdrawn does not count."""
    rows = Referral.objects.visible_to(actor).filter(withdrawn_at=None, partner__isnull=False)
    rows = rows.filter(partner=partner) if partner else rows
    delay = ExpressionWrapper(F("answered_at") - F("made_at"), output_field=DurationField())
    grouped = (
        rows.order_by()
        .values("partner")
        .annotate(
            sent=Count("pk"),
            accepted=Count("pk", filter=Q(answer=ReferralAnswer.ACCEPTED)),
            proposed=Count("pk", filter=Q(answer=ReferralAnswer.PROPOSED)),
            refused=Count("pk", filter=Q(answer=ReferralAnswer.REFUSED)),
            silent=Count("pk", filter=Q(answer="", made_at__lt=at - EXPIRES_AFTER)),
            delay=Avg(delay, filter=~Q(answer="")),
        )
    )
    found = list(grouped.order_by("-sent", "partner__name", "partner"))
    partners = Partner.objects.visible_to(actor).in_bulk([one["partner"] for one in found])
    return [
        Answering(
            partners[one["partner"]],
            one["sent"],
            one["accepted"],
            one["proposed"],
            one["refused"],
            one["silent"],
            _days(one["delay"]),
        )
        for one in found
    ]


def _days(delay: timedelta | None) -> int | None:
    return None if delay is None else round(delay / timedelta(days=1))
