"""What the room shows elsewhere: on the pages of a person and of a partner, and in "my day"."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import FilteredRelation, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.once import once
from levier.foundation.kit.registers import MOST_DUE, DueItem
from levier.foundation.kit.screens import HouseRequest
from levier.register.partners.models import Partner
from levier.register.people.models import Person
from levier.support.pathways.drafting import address_of
from levier.support.pathways.enums import HOLDS, Doer, ItemKind, Level
from levier.support.pathways.exceptional_lists import accesses
from levier.support.pathways.models import ExceptionalAccess, Finding, NoteDraft, Pathway, Referral, Step
from levier.support.pathways.models.referrals import EXPIRES_AFTER, REMIND_AFTER
from levier.support.pathways.queries import drafts_of
from levier.support.pathways.referral_lists import page_of
from levier.support.pathways.referral_queries import answering
from levier.support.pathways.rules import LEAD, REVIEW_ACCESS, SEE_PATHWAYS, WRITE_PATHWAYS, read_by

SHOWN = 6
AHEAD = 4
DRAFT_WAITS = timedelta(days=7)
"""A draft that waits longer is late: what was said is soon forgotten."""


def of_person(request: HouseRequest, person: Person) -> dict[str, Any]:
    """Panel of a person's page: the accompaniment and what holds, the strongest first."""
    rows = Finding.objects.visible_to(request.actor).current().filter(person=person, level__in=HOLDS)
    rows = rows.filter(read_by(request.actor, person))
    holds = rows.filter(item__kind=ItemKind.OBSTACLE).select_related("item").order_by("item__order")
    return {
        "person": person,
        "pathway": _pathway(request.actor, person),
        "holds": sorted(holds, key=lambda one: one.level != Level.STRONG)[:SHOWN],
        "may_write": WRITE_PATHWAYS.allows(request.actor),
    }


def of_access(request: HouseRequest, person: Person) -> dict[str, Any] | None:
    """Panel of a person's page: the way to an exceptional access, for who does not read the whole file."""
    actor = request.actor
    if actor.roles & LEAD:
        return None
    if SEE_PATHWAYS.allows(actor):
        held = _pathway(actor, person)
        if held and any(one.user_id == actor.user_id for one in held.colleagues):
            return None
    return {"person": person}


def accesses_due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Files opened exceptionally that nobody has read over, for who does, but for their own."""
    if not REVIEW_ACCESS.allows(actor) or actor.user_id is None:
        return []
    rows = accesses(actor).filter(reviewed_at=None).exclude(user=actor.user_id).order_by("opened_at", "pk")
    return [_access(one) for one in rows[:MOST_DUE]]


def _access(one: ExceptionalAccess) -> DueItem:
    return DueItem(
        at=one.opened_at.astimezone(BRUSSELS).date(),
        title=str(one.person),
        url=reverse("pathways:access", args=[one.pk]),
        kind=_("accès exceptionnel à relire"),
        detail=str(one.user),
        act=_("Relire"),
        whole=reverse("pathways:accesses") + "?etat=a-relire",
    )


def due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Steps that this colleague takes, or that a person of theirs takes; accompaniments whose end comes."""
    if not WRITE_PATHWAYS.allows(actor) or actor.user_id is None:
        return []
    mine = Pathway.objects.visible_to(actor).open().of(actor)
    theirs = Q(person__in=mine.values("person")) & ~Q(doer=Doer.WORKER)
    rows = Step.objects.visible_to(actor).open().filter(Q(worker=actor.user_id) | theirs, due_on__lte=until)
    steps = rows.select_related("person").order_by("due_on", "pk")[:MOST_DUE]
    ends = mine.filter(planned_end_on__lte=until).select_related("person").order_by("planned_end_on", "pk")[:MOST_DUE]
    return [*(_step(one, today) for one in steps), *(_end(one, today) for one in ends)]


def drafts_due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Notes that this colleague began and has not written yet, the oldest first."""
    if not WRITE_PATHWAYS.allows(actor) or actor.user_id is None:
        return []
    rows = drafts_of(actor).filter(person__merged_into=None).select_related("person").order_by("saved_at", "pk")
    return [_draft(one, today) for one in rows[:MOST_DUE]]


def _draft(one: NoteDraft, today: date) -> DueItem:
    day = one.saved_at.astimezone(BRUSSELS).date()
    return DueItem(
        at=day,
        title=str(one.person),
        url=address_of(one),
        kind=_("texte à terminer") if one.form else _("note à terminer"),
        is_late=day < today - DRAFT_WAITS,
        act=_("Terminer"),
    )


def of_partner(request: HouseRequest, partner: Partner) -> dict[str, Any] | None:
    """Panel of a partner's page: how it answers what is asked of it."""
    found = answering(request.actor, timezone.now(), partner)
    return {"row": found[0]} if found else None


def referrals_due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Answers not read yet and silent partners, for who asked; what is asked of this colleague."""
    if not WRITE_PATHWAYS.allows(actor) or actor.user_id is None:
        return []
    held = Referral.objects.visible_to(actor).filter(withdrawn_at=None, person__merged_into=None)
    asked_of_me = Q(colleague=actor.user_id, answer="")
    silent = Q(asked_by=actor.user_id, answer="", made_at__lte=_moment(until) - REMIND_AFTER)
    unread = Q(asked_by=actor.user_id, seen_at=None) & ~Q(answer="")
    rows = held.filter(asked_of_me | silent | unread).select_related("person", "partner", "colleague")
    return [_referral(one, actor, today) for one in rows.order_by("made_at", "pk")[:MOST_DUE]]


def _referral(one: Referral, actor: Actor, today: date) -> DueItem:
    made_on = one.made_at.astimezone(BRUSSELS).date()
    if one.answered_at is not None:
        kind, at = _("réponse à une orientation"), one.answered_at.astimezone(BRUSSELS).date()
        detail = f"{one}, {one.get_answer_display()}"
    elif one.colleague_id == actor.user_id:
        kind, at, detail = _("orientation vers vous"), made_on, one.why[:80]
    else:
        kind, at, detail = _("orientation sans réponse"), made_on + REMIND_AFTER, str(one)
    return DueItem(
        at=at,
        title=str(one.person),
        url=page_of(one),
        kind=kind,
        detail=detail,
        is_late=not one.answer and made_on + EXPIRES_AFTER < today,
        act=_("Ouvrir"),
    )


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=BRUSSELS)


def _step(one: Step, today: date) -> DueItem:
    is_late = one.due_on is not None and one.due_on < today
    return DueItem(
        at=one.due_on,
        title=str(one.person),
        url=reverse("pathways:plan", args=[one.person_id]),
        kind=_("étape d'un plan"),
        detail=one.told_title.text,
        is_late=is_late,
        act=_("Noter"),
        whole=reverse("pathways:mine") + ("?etat=retard" if is_late else ""),
    )


def _end(one: Pathway, today: date) -> DueItem:
    return DueItem(
        at=one.planned_end_on,
        title=str(one.person),
        url=reverse("pathways:pathway", args=[one.person_id]),
        kind=_("fin d'accompagnement"),
        is_late=one.planned_end_on < today,
        whole=f"{reverse('pathways:mine')}?etat=fin",
    )


def ahead(actor: Actor, person: Person, today: date) -> list[DueItem]:
    """The next steps of somebody's plan."""
    if not SEE_PATHWAYS.allows(actor):
        return []
    rows = Step.objects.visible_to(actor).open().filter(person=person).exclude(due_on=None).order_by("due_on", "pk")
    url = reverse("pathways:plan", args=[person.pk])
    return [DueItem(one.due_on, one.told_title.text, url, _("étape d'un plan")) for one in rows[:AHEAD]]


def companions(actor: Actor, person: Person, today: date) -> list[tuple[str, str]]:
    """Who accompanies somebody."""
    if not SEE_PATHWAYS.allows(actor):
        return []
    held = _pathway(actor, person)
    return [(str(one.user), str(one.get_part_display())) for one in held.colleagues] if held else []


def _pathway(actor: Actor, person: Person) -> Any:
    """The accompaniment under way, with its `colleagues` of today; asked once for a page."""

    def ask() -> Any:
        # One row a colleague: a person's page has few queries to spend.
        joined = (
            Pathway.objects.visible_to(actor)
            .open()
            .filter(person=person)
            .annotate(now=FilteredRelation("referents", condition=Q(referents__ended_on=None)))
        )
        rows = list(
            joined.select_related("now__user").order_by("-opened_on", "-pk", "now__part", "-now__started_on", "now__id")
        )
        for row in rows[:1]:
            row.colleagues = [one.now for one in rows if one == row and one.now]
        return rows[0] if rows else None

    return once(person, "pathways.pathway", ask)
