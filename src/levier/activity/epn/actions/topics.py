"""The list of what people are helped with."""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.epn.holding import held
from levier.activity.epn.models import HelpTopic
from levier.activity.epn.rules import SET_SPACES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import slug


@cache
def usual() -> list[dict[str, str]]:
    """What a new association starts from: code, and names in three languages."""
    text = (files("levier.activity.epn") / "data" / "topics.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """The names of a topic, and its place in the list."""

    fr: str
    nl: str = ""
    en: str = ""
    rank: int = 100


@transaction.atomic
def add_topic(*, by: Actor, draft: TopicDraft, at: datetime) -> HelpTopic:
    """Another topic. Raises ValidationError for one that is there already."""
    demand_permission(by, SET_SPACES)
    row = HelpTopic(organisation_id=by.organisation_id, code=slug(draft.fr)[:30] or "theme")
    return _keep(by, row, draft, "epn.topic_added", at)


@transaction.atomic
def change_topic(*, by: Actor, topic: HelpTopic, draft: TopicDraft, at: datetime) -> HelpTopic:
    """Name it otherwise; what was noted under it stays under it."""
    demand_permission(by, SET_SPACES)
    row: HelpTopic = held(by, topic)
    row.version += 1
    return _keep(by, row, draft, "epn.topic_changed", at)


@transaction.atomic
def retire_topic(*, by: Actor, topic: HelpTopic, on: date, at: datetime) -> HelpTopic:
    """No longer offered; figures of the past keep it. Raises Refused for the last one."""
    demand_permission(by, SET_SPACES)
    row: HelpTopic = held(by, topic)
    if not HelpTopic.objects.visible_to(by).filter(retired_on=None).exclude(pk=row.pk).exists():
        raise Refused(_("Gardez au moins un thème."))
    row.retired_on = on
    row.keep()
    record(by=by, verb="epn.topic_retired", object=reference(row), at=at)
    return row


@transaction.atomic
def restore_topic(*, by: Actor, topic: HelpTopic, at: datetime) -> HelpTopic:
    """Offered again."""
    demand_permission(by, SET_SPACES)
    row: HelpTopic = held(by, topic)
    row.retired_on = None
    row.keep()
    record(by=by, verb="epn.topic_restored", object=reference(row), at=at)
    return row


def lay_topics(by: Actor) -> None:
    """For a new association, and for an upgrade: what is missing of the usual topics."""
    known = set(HelpTopic.objects.visible_to(by).values_list("code", flat=True))
    rows = [
        HelpTopic(organisation_id=by.organisation_id, rank=rank * 10, **one)
        for rank, one in enumerate(usual(), start=1)
        if one["code"] not in known
    ]
    HelpTopic.objects.bulk_create(rows)


def _keep(by: Actor, row: HelpTopic, draft: TopicDraft, verb: str, at: datetime) -> HelpTopic:
    for name in draft.__dataclass_fields__:
        setattr(row, name, getattr(draft, name))
    row.keep()
    record(by=by, verb=verb, object=reference(row), at=at)
    return row
