"""What could come next is proposed to somebody, answered, or taken back."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.models import Activity
from levier.development.projects.models import Project
from levier.evidence.outcomes.enums import Reply
from levier.evidence.outcomes.models import Proposal
from levier.evidence.outcomes.rules import WRITE_PARTICIPATIONS
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person


@transaction.atomic
def propose_next(
    *,
    by: Actor,
    person: Person,
    project: Project | None = None,
    activity: Activity | None = None,
    why: str,
    remark: str = "",
    at: datetime,
) -> Proposal:
    """Note that a project, or an activity, was proposed to somebody. Raises Refused, or ValidationError."""
    demand_permission(by, WRITE_PARTICIPATIONS)
    made = Proposal(
        organisation_id=by.organisation_id,
        person=person,
        project=project,
        activity=activity,
        why=why,
        remark=remark,
        proposed_on=timezone.localdate(at),
        made_by_id=by.user_id,
    )
    made.keep()
    record(by=by, verb="proposal.made", object=reference(made), change={"person": person.pk, "why": str(why)}, at=at)
    return made


@transaction.atomic
def answer_proposal(
    *, by: Actor, proposal: Proposal, reply: str, on: date, refused_for: str = "", remark: str = "", at: datetime
) -> Proposal:
    """Note what the person answers on a day, or that one waits for it again. Raises Refused, or ValidationError."""
    demand_permission(by, WRITE_PARTICIPATIONS)
    held: Proposal = Proposal.objects.visible_to(by).select_for_update().get(pk=proposal.pk)
    if on > timezone.localdate(at):
        raise Refused(_("Ce jour n'est pas encore là : notez ce qui a eu lieu."))
    if on < held.proposed_on:
        raise Refused(_("La réponse ne vient pas avant la proposition."))
    before = held.reply
    held.reply, held.remark = reply, remark
    held.answered_on = None if reply == Reply.WAITING else on
    held.refused_for = refused_for if reply == Reply.REFUSED else ""
    held.version += 1
    held.keep()
    record(by=by, verb="proposal.answered", object=reference(held), change={"reply": [before, str(reply)]}, at=at)
    return held


@transaction.atomic
def withdraw_proposal(*, by: Actor, proposal: Proposal, at: datetime) -> None:
    """Take back what was noted by mistake; the place may be proposed again."""
    demand_permission(by, WRITE_PARTICIPATIONS)
    held: Proposal = Proposal.objects.visible_to(by).select_for_update().get(pk=proposal.pk)
    named, change = reference(held), {"person": held.person_id}
    held.delete()
    record(by=by, verb="proposal.withdrawn", object=named, change=change, at=at)
