"""What is counted without a name, and passes printed beforehand."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.epn.codes import PASS, new_code
from levier.activity.epn.enums import Crowd
from levier.activity.epn.holding import demand_sensible, held
from levier.activity.epn.models import DayCount, GuestPass, Space
from levier.activity.epn.rules import RUN_SPACES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference

MOST_PASSES = 60


@transaction.atomic
def count_crowd(*, by: Actor, space: Space, kind: str, at: datetime) -> DayCount:
    """One more today, of a kind, and nothing else about them."""
    demand_permission(by, RUN_SPACES)
    held(by, space)
    if kind not in Crowd.values:
        raise Refused(_("Choisissez ce qui est compté."))
    on = timezone.localdate(at)
    row: DayCount = DayCount.objects.get_or_create(organisation_id=by.organisation_id, space=space, on=on, kind=kind)[0]
    DayCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
    row.refresh_from_db(fields=["count"])
    record(by=by, verb="epn.crowd_counted", object=reference(space), change={"kind": kind, "on": on}, at=at)
    return row


@transaction.atomic
def print_passes(*, by: Actor, space: Space, count: int, expires_on: date, at: datetime) -> list[GuestPass]:
    """So many passes, each for one visit until a day. Raises Refused for a day that is past."""
    demand_permission(by, RUN_SPACES)
    held(by, space)
    if not 1 <= count <= MOST_PASSES:
        raise Refused(_("Imprimez de 1 à 60 passes à la fois."))
    demand_sensible(expires_on, at)
    if expires_on < timezone.localdate(at):
        raise Refused(_("Cette date est déjà passée."))
    known = set(GuestPass.objects.visible_to(by).values_list("code", flat=True))
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(new_code(PASS, lambda one: one in known or one in codes))
    rows = [
        GuestPass(organisation_id=by.organisation_id, space=space, code=code, expires_on=expires_on, made_at=at)
        for code in sorted(codes)
    ]
    made: list[GuestPass] = GuestPass.objects.bulk_create(rows)
    record(by=by, verb="epn.passes_printed", object=reference(space), change={"count": count}, at=at)
    return made
