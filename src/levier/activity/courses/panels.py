"""What the room shows elsewhere: on the pages of a person and of an activity, in "my day"."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.enums import ActivityKind
from levier.activity.activities.models import Activity
from levier.activity.courses.enums import COURSES
from levier.activity.courses.models import Candidate, Collective, Course
from levier.activity.courses.rules import RUN_COLLECTIVES, RUN_COURSES, SEE_COLLECTIVES, SET_COURSES
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import MOST_DUE, DueItem
from levier.foundation.kit.screens import HouseRequest
from levier.register.people.models import Person


def of_person(request: HouseRequest, person: Person) -> dict[str, Any]:
    """Only the way to the page of their courses: it asks nothing of the database."""
    return {"person": person}


def of_activity(request: HouseRequest, activity: Activity) -> dict[str, Any] | None:
    """The way to the file of a course or the life of a collective, or to open it. One query, of those kinds only."""
    actor = request.actor
    if activity.kind in COURSES:
        file = Course.objects.filter(activity=activity).values_list("pk", flat=True).first()
        if file:
            return {"label": _("Dossier de formation"), "url": reverse("courses:course", args=[file])}
        if SET_COURSES.allows(actor):
            url = reverse("courses:new", args=[activity.pk])
            return {"label": _("Ouvrir le dossier de formation"), "url": url}
    if activity.kind == ActivityKind.COLLECTIVE and SEE_COLLECTIVES.allows(actor):
        life = Collective.objects.filter(activity=activity).values_list("pk", flat=True).first()
        if life:
            return {"label": _("Page du collectif"), "url": reverse("courses:collective", args=[life])}
        if RUN_COLLECTIVES.allows(actor):
            url = reverse("courses:new_collective", args=[activity.pk])
            return {"label": _("Ouvrir la page du collectif"), "url": url}
    return None


def due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Decisions that the person does not know yet."""
    if not RUN_COURSES.allows(actor) or actor.user_id is None:
        return []
    rows = Candidate.objects.visible_to(actor).filter(
        decided_at__isnull=False, told_on=None, made_by=actor.user_id, person__erased_at=None
    )
    return [
        DueItem(
            timezone.localdate(one.decided_at),
            _("%(name)s : %(course)s") % {"name": one.person, "course": one.course},
            reverse("courses:told", args=[one.pk]),
            _("décision à annoncer"),
            act=_("Noter que c'est dit"),
            whole=f"{reverse('courses:candidates')}?decision=untold",
        )
        for one in rows.select_related("person", "course__activity").order_by("decided_at", "pk")[:MOST_DUE]
    ]
