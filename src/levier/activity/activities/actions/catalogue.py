"""What changes an activity."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.activities.actions.offering import hand_out, held
from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models import Activity, ActivityWord, Backing, Part
from levier.activity.activities.rules import CHANGE_ACTIVITIES
from levier.development.projects.models import Project
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import fold
from levier.register.partners.models import Partner


@transaction.atomic
def create_activity(
    *, by: Actor, values: dict[str, Any], projects: Iterable[Project] | None = None, at: datetime
) -> Activity:
    """A new activity from its columns; `projects` stand behind it besides its own.

    Raises Refused, or ValidationError with the sentence of what is wrong.
    """
    demand_permission(by, CHANGE_ACTIVITIES)
    activity = _kept(Activity(organisation_id=by.organisation_id), values)
    _stand_behind(activity, projects or ())
    record(by=by, verb="activity.created", object=reference(activity), at=at)
    return activity


@transaction.atomic
def change_activity(
    *, by: Actor, activity: Activity, values: dict[str, Any], projects: Iterable[Project] | None = None, at: datetime
) -> Activity:
    """Give an activity these columns; sessions to come follow its project, not those planned for another one.

    `projects` replace those behind it; None leaves them. Raises as `create_activity`.
    """
    demand_permission(by, CHANGE_ACTIVITIES)
    changed = {
        name: [str(getattr(activity, name)), str(value)]
        for name, value in values.items()
        if getattr(activity, name) != value
    }
    before = activity.project
    activity.version += 1
    _kept(activity, values)
    if projects is not None:
        activity.backings.all().delete()
        _stand_behind(activity, projects)
    planned = activity.sessions.filter(attendances=None, kind=SessionKind.MOMENT, project=before)
    planned.update(project=activity.project)
    record(by=by, verb="activity.changed", object=reference(activity), change=changed, at=at)
    if "capacity" in changed:
        hand_out(by=by, activity=held(by, activity.pk), at=at)
    return activity


def _stand_behind(activity: Activity, projects: Iterable[Project]) -> None:
    others = {one.pk for one in projects} - {activity.project_id}
    house = activity.organisation_id
    Backing.objects.bulk_create(Backing(organisation_id=house, activity=activity, project_id=pk) for pk in others)


@transaction.atomic
def set_part(*, by: Actor, activity: Activity, partner: Partner, part: str, at: datetime) -> Part:
    """Say what a partner does in an activity. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_ACTIVITIES)
    said = Part(organisation_id=by.organisation_id, activity=activity, partner=partner, part=part)
    said.keep()
    change = {"partner": partner.pk, "part": part}
    record(by=by, verb="activity.part", object=reference(activity), change=change, at=at)
    return said


@transaction.atomic
def drop_part(*, by: Actor, part: Part, at: datetime) -> None:
    """A partner has no part in it any more. Raises Refused."""
    demand_permission(by, CHANGE_ACTIVITIES)
    activity, partner = part.activity, part.partner_id
    part.delete()
    record(by=by, verb="activity.part", object=reference(activity), change={"without": partner}, at=at)


def _kept(activity: Activity, values: dict[str, Any]) -> Activity:
    for name, value in values.items():
        setattr(activity, name, value)
    activity.search = fold(f"{activity.title} {activity.get_kind_display()} {activity.theme_label}")[:300].strip()
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
