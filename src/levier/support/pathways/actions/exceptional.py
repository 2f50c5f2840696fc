"""A social file is opened for some hours to who does not read it: asked with a reason, told, ended, read over."""

from datetime import datetime, timedelta
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership, User
from levier.foundation.accounts.numbers import number_of
from levier.foundation.accounts.tenancy import one_at_a_time
from levier.foundation.journal.actions import record
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.outbox.actions import send_later
from levier.register.people.models import Person
from levier.support.pathways.exceptional_letters import letter_of
from levier.support.pathways.models import ExceptionalAccess, Referent
from levier.support.pathways.rules import (
    OPEN_EXCEPTIONALLY,
    REVIEW_ACCESS,
    may_end_access,
    may_open_exceptionally,
    may_review_access,
)

HOURS = "exceptional_hours"
"""The number of the association that says for how many hours a file opens."""
SHORTEST = 15
"""Characters of a reason: fewer say nothing to who reads it over, nor to the person."""


@transaction.atomic
def open_exceptionally(*, by: Actor, person: Person, reason: str, site: str, at: datetime) -> ExceptionalAccess:
    """Open somebody's social file to `by` for some hours, to read only; referents and coordination are written to.

    `site` is the address of the house, for the link of the mail. Raises Refused to who reads the file anyway, to whom
    it is open already, and for a reason that says nothing.
    """
    demand_permission(by, OPEN_EXCEPTIONALLY)
    demand(may_open_exceptionally(by, person))
    if len(reason.strip()) < SHORTEST:
        raise Refused(_("Dites pourquoi en une phrase : la personne la lira, et la coordination aussi."))
    one_at_a_time(f"access:{by.user_id}:{person.pk}")
    mine = ExceptionalAccess.objects.visible_to(by).running(at).filter(person=person, user=by.user_id)
    if running := mine.first():
        raise Refused(_("Ce dossier vous est déjà ouvert, jusqu'au %(end)s.") % {"end": formats.moment(running.until)})
    made = ExceptionalAccess(
        organisation_id=by.organisation_id,
        person=person,
        user_id=cast(int, by.user_id),  # the rule lets no house in
        reason=reason,
        opened_at=at,
        until=at + timedelta(hours=number_of(by.organisation_id, HOURS)),
    )
    made.keep()
    for reader in told_of(by, person):
        send_later(by=by, letter=letter_of(made, reader, site), at=at)
    record(by=by, verb="exceptional.opened", object=reference(person), change={"access": made.pk}, at=at)
    return made


@transaction.atomic
def end_access(*, by: Actor, access: ExceptionalAccess, at: datetime) -> ExceptionalAccess:
    """Close a file before its time. Raises Refused to who neither opened it nor leads, or when it is over."""
    demand_permission(by, OPEN_EXCEPTIONALLY)
    held = _held(by, access)
    demand(may_end_access(by, held))
    if not held.opens_at(at):
        raise Refused(_("Cet accès est déjà terminé."))
    held.ended_at, held.ended_by_id = at, by.user_id
    held.keep()
    record(by=by, verb="exceptional.ended", object=reference(held.person), change={"access": held.pk}, at=at)
    return held


@transaction.atomic
def review_access(*, by: Actor, access: ExceptionalAccess, remark: str = "", at: datetime) -> ExceptionalAccess:
    """Somebody who leads has read over why a file was opened. Raises Refused for one's own, or the second time."""
    demand_permission(by, REVIEW_ACCESS)
    held = _held(by, access)
    demand(may_review_access(by, held))
    held.reviewed_at, held.reviewed_by_id, held.remark = at, by.user_id, remark
    held.keep()
    record(by=by, verb="exceptional.reviewed", object=reference(held.person), change={"access": held.pk}, at=at)
    return held


def told_of(by: Actor, person: Person) -> list[User]:
    """Who is written to: the person's colleagues of today and the coordination, or the direction if there is none."""
    theirs = Referent.objects.visible_to(by).filter(pathway__person=person, ended_on=None)
    at_work = Membership.objects.visible_to(by).filter(ended_at=None, suspended_at=None)
    leading = at_work.filter(role=Role.COORDINATION)
    leads = leading if leading.exists() else at_work.filter(role=Role.DIRECTION)
    keys = {*theirs.values_list("user", flat=True), *leads.values_list("user", flat=True)} - {by.user_id}
    return list(User.objects.filter(pk__in=keys, is_active=True, memberships__in=at_work).distinct().order_by("pk"))


def _held(by: Actor, access: ExceptionalAccess) -> ExceptionalAccess:
    rows = ExceptionalAccess.objects.visible_to(by).select_for_update(of=("self",)).select_related("person")
    held: ExceptionalAccess = rows.get(pk=access.pk)
    return held
