"""A diagnosis is made, taken away, told to who accompanies the person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from levier.activity.epn.gestures import GESTURES, digcomp
from levier.activity.epn.holding import demand_past, demand_person, held
from levier.activity.epn.models import Answer, Assessment
from levier.activity.epn.rules import MEASURE_SKILLS
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import add_todo
from levier.register.agenda.models import Todo
from levier.register.people.models import Person
from levier.support.pathways.enums import Part
from levier.support.pathways.models import Referent

KNOWN = {one.code for one in GESTURES} | {code for code in digcomp() if "." in code}


@dataclass(frozen=True, slots=True)
class AssessmentDraft:
    """How it was made, and what was seen: {code: level}. What was not seen is not in it."""

    on: date
    depth: str
    mode: str
    reader: str
    answers: Mapping[str, int] = field(default_factory=dict)


@transaction.atomic
def assess(*, by: Actor, person: Person, draft: AssessmentDraft, at: datetime) -> Assessment:
    """Keep what was seen. Raises Refused when nothing was, or for a day to come."""
    demand_permission(by, MEASURE_SKILLS)
    demand_person(by, person)
    demand_past(draft.on, at)
    if not draft.answers or not set(draft.answers) <= KNOWN:
        raise Refused(_("Notez au moins une réponse."))
    row = Assessment(
        organisation_id=by.organisation_id,
        person=person,
        on=draft.on,
        depth=draft.depth,
        mode=draft.mode,
        reader=draft.reader,
        made_by_id=by.user_id,
        made_at=at,
    )
    row.keep()
    Answer.objects.bulk_create(
        Answer(organisation_id=by.organisation_id, assessment=row, code=code, level=level)
        for code, level in sorted(draft.answers.items())
    )
    change: dict[str, Any] = {"person": person.pk, "answers": len(draft.answers)}
    record(by=by, verb="epn.assessed", object=reference(row), change=change, at=at)
    return row


@transaction.atomic
def withdraw_assessment(*, by: Actor, assessment: Assessment, at: datetime) -> None:
    """Take away what was noted by mistake, for instance for somebody else."""
    demand_permission(by, MEASURE_SKILLS)
    row: Assessment = held(by, assessment)
    named = reference(row)
    row.delete()
    record(by=by, verb="epn.assessment_withdrawn", object=named, at=at)


@transaction.atomic
def tell_referent(*, by: Actor, assessment: Assessment, at: datetime) -> Todo:
    """A task for who accompanies the person: read the diagnosis, and see together what goes into the plan.

    Raises Refused when nobody accompanies them. The plan itself is changed by who may.
    """
    demand_permission(by, MEASURE_SKILLS)
    row: Assessment = held(by, assessment, "person")
    rows = Referent.objects.filter(
        organisation_id=by.organisation_id,
        pathway__person=row.person,
        pathway__closed_on=None,
        ended_on=None,
        part=Part.REFERENT,
    )
    referent = rows.select_related("user").first()
    if referent is None:
        raise Refused(_("Personne n'accompagne cette personne pour l'instant."))
    title = _("Lire un diagnostic numérique, et voir le plan avec la personne")
    link = reverse("epn:assessment", args=[row.pk])
    return add_todo(by=by, title=title, owner=referent.user, about=reference(row.person), link=link, at=at)
