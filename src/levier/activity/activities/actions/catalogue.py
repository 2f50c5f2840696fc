"""What changes an activity."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models import Activity, ActivityWord
from levier.activity.activities.rules import CHANGE_ACTIVITIES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import fold


@transaction.atomic
def create_activity(*, by: Actor, values: dict[str, Any], at: datetime) -> Activity:
    """A new activity from its columns. Raises Refused, or ValidationError with the sentence of what is wrong."""
    demand_permission(by, CHANGE_ACTIVITIES)
    activity = _kept(Activity(organisation_id=by.organisation_id), values)
    record(by=by, verb="activity.created", object=reference(activity), at=at)
    return activity


@transaction.atomic
def change_activity(*, by: Actor, activity: Activity, values: dict[str, Any], at: datetime) -> Activity:
    """Give an activity these columns; sessions to come follow its project. Raises as `create_activity`."""
    demand_permission(by, CHANGE_ACTIVITIES)
    changed = {
        name: [str(getattr(activity, name)), str(value)]
        for name, value in values.items()
        if getattr(activity, name) != value
    }
    activity.version += 1
    _kept(activity, values)
    activity.sessions.filter(attendances=None, kind=SessionKind.MOMENT).update(project=activity.project)
    record(by=by, verb="activity.changed", object=reference(activity), change=changed, at=at)
    return activity


def _kept(activity: Activity, values: dict[str, Any]) -> Activity:
    for name, value in values.items():
        setattr(activity, name, value)
    activity.search = fold(f"{activity.title} {activity.get_kind_display()}")[:300]
    if activity.starts_on and activity.ends_on and activity.ends_on < activity.starts_on:
        raise Refused(_("La fin tombe avant le début."))
    activity.full_clean(exclude=["organisation"])
    activity.save()
    learn_words(activity.organisation_id, [activity.search])
    return activity


def learn_words(organisation_id: int, texts: Iterable[str]) -> None:
    """Keep the words by which activities are found, where they are new. In the caller's transaction."""
    met = {word for text in texts for word in text.split()}
    words = [ActivityWord(organisation_id=organisation_id, word=word, is_number=word.isdigit()) for word in sorted(met)]
    ActivityWord.objects.bulk_create(words, batch_size=5_000, ignore_conflicts=True)
