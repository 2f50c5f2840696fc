"""A loss of rights is heard: it becomes an obstacle of the accompaniment, and the referent is told."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import User
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import add_todo
from levier.register.people.models import Person
from levier.support.pathways.actions import Answer, note_findings
from levier.support.pathways.enums import Level, Part
from levier.support.pathways.models import Finding, Item, Referent
from levier.support.rights.enums import LossKind
from levier.support.rights.models import Loss

THREATENED, CUT, ANNOUNCED = "RIG01", "RIG02", "RIG03"
OBSTACLES: dict[str, str] = {
    LossKind.THREATENED: THREATENED,
    LossKind.SUSPENDED: CUT,
    LossKind.REDUCED: CUT,
    LossKind.EXCLUDED: CUT,
    LossKind.LOST: CUT,
    LossKind.ENDED: ANNOUNCED,
}
"""Which line of the list of obstacles each loss raises."""


def raise_alarm(by: Actor, loss: Loss, at: datetime) -> None:
    """In the transaction of the act that notes a loss."""
    _raise_obstacle(by, loss, at)
    _tell_referent(by, loss, at)


def _raise_obstacle(by: Actor, loss: Loss, at: datetime) -> None:
    """The obstacle is strong from today on; nothing when the team retired that line, or knows it already."""
    item = Item.objects.visible_to(by).filter(code=OBSTACLES[loss.kind]).select_related("replaced_by").first()
    item = item.replaced_by or item if item else None
    if item is None or item.retired_on is not None:
        return
    today = timezone.localdate(at)
    known = Finding.objects.visible_to(by).current().filter(person=loss.person, item=item)
    if known.filter(level=Level.STRONG).exists() or known.filter(since__gt=today).exists():
        return
    answers = {item.code: Answer(Level.STRONG, str(loss))}
    note_findings(by=by, person=loss.person, answers=answers, on=today, at=at)


def _tell_referent(by: Actor, loss: Loss, at: datetime) -> None:
    referent = referent_of(by, loss.person)
    if referent is None or referent.pk == by.user_id:
        return
    add_todo(
        by=by,
        title=_("%(name)s : %(loss)s") % {"name": loss.person, "loss": loss},
        owner=referent,
        due_on=timezone.localdate(at),
        about=reference(loss.person),
        link=reverse("rights:person", args=[loss.person_id]),
        at=at,
    )


def referent_of(actor: Actor, person: Person) -> User | None:
    """The colleague who accompanies a person today."""
    rows = Referent.objects.visible_to(actor).filter(
        pathway__person=person, pathway__closed_on=None, part=Part.REFERENT, ended_on=None, user__is_active=True
    )
    found = rows.select_related("user").order_by("-started_on").first()
    return found.user if found else None
