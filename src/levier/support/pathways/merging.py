"""Two files of one person made one: accompaniments, findings and plans follow."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused
from levier.register.people.models import Person
from levier.register.people.moving import move_rows, pack, put_back, unpack
from levier.support.pathways.models import (
    ExceptionalAccess,
    Finding,
    Goal,
    GroupMessageTo,
    Note,
    NoteDraft,
    Pathway,
    Referral,
    Step,
)

MOVED: tuple[Any, ...] = (Pathway, Finding, Goal, Step, Note, NoteDraft, Referral, ExceptionalAccess)
TABLES = (
    "pathways.pathway",
    "pathways.finding",
    "pathways.goal",
    "pathways.step",
    "pathways.note",
    "pathways.notedraft",
    "pathways.referral",
    "pathways.exceptionalaccess",
    "pathways.groupmessageto",
)


def summary(actor: Actor, person: Person) -> list[str]:
    """What a file holds: accompaniments, findings, goals, referrals."""
    pathways = Pathway.objects.visible_to(actor).filter(person=person).count()
    findings = Finding.objects.visible_to(actor).current().filter(person=person).count()
    goals = Goal.objects.visible_to(actor).filter(person=person).count()
    referrals = Referral.objects.visible_to(actor).filter(person=person).count()
    lines = [
        ngettext("%(n)s accompagnement", "%(n)s accompagnements", pathways) % {"n": pathways} if pathways else "",
        ngettext("%(n)s point du diagnostic", "%(n)s points du diagnostic", findings) % {"n": findings}
        if findings
        else "",
        ngettext("%(n)s but", "%(n)s buts", goals) % {"n": goals} if goals else "",
        ngettext("%(n)s orientation", "%(n)s orientations", referrals) % {"n": referrals} if referrals else "",
    ]
    return [one for one in lines if one]


def merge(by: Actor, kept: Person, removed: Person, at: datetime) -> dict[str, Any]:
    """Everything goes to the kept file. Two open accompaniments become one: the later opened ends on the day it is
    found to be a second one. Of two present findings of one item, the later one stands."""
    ended = _end_second(kept, removed, at)
    silenced = _silence(kept, removed)
    return {
        "ended": ended,
        "silenced": silenced,
        **{table.__name__: move_rows(table, kept=kept, removed=removed) for table in MOVED},
        "GroupMessageTo": move_rows(GroupMessageTo, kept=kept, removed=removed, same=("message_id",)),
    }


def undo(by: Actor, kept: Person, removed: Person, moved: dict[str, Any], at: datetime) -> None:
    """Put everything back. Raises Refused when an accompaniment that was ended by the merge was changed since."""
    for key, version in moved["ended"]["versions"]:
        if not Pathway.objects.filter(pk=key, version=version).exists():
            raise Refused(_("Un accompagnement réuni a été modifié depuis : la fusion ne s'annule plus."))
    for table in (*MOVED, GroupMessageTo):
        put_back(table, moved[table.__name__], removed=removed)
    unpack(moved["ended"]["before"])
    unpack(moved["silenced"])


def _end_second(kept: Person, removed: Person, at: datetime) -> dict[str, Any]:
    rows = Pathway.objects.select_for_update().filter(person__in=[kept, removed], closed_on=None)
    both = list(rows.order_by("opened_on", "pk"))
    if len(both) < 2:
        return {"before": "[]", "versions": []}
    later = both[-1]
    running = list(later.referents.filter(ended_on=None))
    before = pack([later, *running])
    later.closed_on, later.exit_reason, later.version = later.opened_on, "completed", later.version + 1
    later.save()
    for one in running:
        one.ended_on = one.started_on
        one.save(update_fields=["ended_on"])
    return {"before": before, "versions": [[later.pk, later.version]]}


def _silence(kept: Person, removed: Person) -> str:
    """End the earlier of two present findings of one item, so that one holds; returns what they were."""
    held: dict[int, Finding] = {}
    ended = []
    rows = Finding.objects.select_for_update().current().filter(person__in=[kept, removed])
    for one in rows.order_by("since", "pk"):
        if one.item_id in held:
            ended.append((held[one.item_id], one.since))
        held[one.item_id] = one
    before = pack([one for one, _on in ended])
    for one, on in ended:
        one.until = on
        one.save(update_fields=["until"])
    return before
