"""Help given, and what somebody lets a colleague do in their name."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.epn.holding import demand_past, demand_person, demand_sensible, held
from levier.activity.epn.models import HelpGiven, HelpMandate, HelpTopic, Space, Visit
from levier.activity.epn.rules import RUN_SPACES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import fold
from levier.register.people.models import Person

_SECRET = re.compile(r"\b(mot de passe|mots de passe|mdp|password|wachtwoord|code pin|pin|puk|code secret)\b")
MOST_MINUTES = 480


@dataclass(frozen=True, slots=True)
class HelpDraft:
    """With what, how far the person did it alone before and after, and for how long."""

    topic: HelpTopic
    before: int
    after: int
    minutes: int


@transaction.atomic
def note_help(
    *, by: Actor, draft: HelpDraft, space: Space, visit: Visit | None = None, person: Person | None = None, at: datetime
) -> HelpGiven:
    """Keep it; a call for help of that visit is answered by it."""
    demand_permission(by, RUN_SPACES)
    held(by, draft.topic)
    held(by, space)
    if visit:
        row_of_visit: Visit = held(by, visit)
        person = row_of_visit.person
        if row_of_visit.help_asked_at:
            row_of_visit.help_asked_at = None
            row_of_visit.save(update_fields=["help_asked_at"])
    elif person:
        demand_person(by, person)
    row = HelpGiven(
        organisation_id=by.organisation_id,
        space=space,
        visit=visit,
        person=person,
        topic=draft.topic,
        on=timezone.localdate(at),
        before=draft.before,
        after=draft.after,
        minutes=draft.minutes,
        given_by_id=by.user_id,
        noted_at=at,
    )
    row.keep()
    record(by=by, verb="epn.help_given", object=reference(row), at=at)
    return row


@transaction.atomic
def make_mandate(
    *, by: Actor, person: Person, topic: HelpTopic, purpose: str, ends_on: date, at: datetime
) -> HelpMandate:
    """What the person lets us do in their name, until a day. Raises Refused where a password is spoken of."""
    demand_permission(by, RUN_SPACES)
    demand_person(by, person)
    held(by, topic)
    demand_sensible(ends_on, at)
    if _SECRET.search(fold(purpose)):
        raise Refused(_("N'écrivez ici ni mot de passe ni code, même pour dire qu'il existe."))
    row = HelpMandate(
        organisation_id=by.organisation_id,
        person=person,
        topic=topic,
        purpose=purpose,
        made_on=timezone.localdate(at),
        ends_on=ends_on,
        helper_id=by.user_id,
    )
    row.keep()
    record(by=by, verb="epn.mandate_made", object=reference(row), change={"person": person.pk}, at=at)
    return row


@transaction.atomic
def revoke_mandate(*, by: Actor, mandate: HelpMandate, on: date, at: datetime) -> HelpMandate:
    """The person takes it back."""
    demand_permission(by, RUN_SPACES)
    row: HelpMandate = held(by, mandate)
    demand_past(on, at)
    if row.revoked_on:
        raise Refused(_("Ce mandat est déjà repris."))
    row.revoked_on = on
    row.keep()
    record(by=by, verb="epn.mandate_revoked", object=reference(row), at=at)
    return row
