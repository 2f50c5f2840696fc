"""Who followed a course gets its certificate: one, or everybody's at once at its end."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.activities.models import Attendance
from levier.activity.courses.enums import Choice
from levier.activity.courses.holding import held
from levier.activity.courses.models import Candidate, Course
from levier.activity.courses.rules import RUN_COURSES, may_place
from levier.activity.sheets.actions import issue_certificate
from levier.activity.sheets.certifying import changed_since
from levier.activity.sheets.enums import CertificateKind
from levier.activity.sheets.models import Certificate
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference


@transaction.atomic
def certify(*, by: Actor, candidate: Candidate, at: datetime) -> Certificate:
    """Freeze what somebody in a course attended and learnt; one made before is valid no more. Raises Refused."""
    demand_permission(by, RUN_COURSES)
    row: Candidate = held(by, candidate, "person", "course__activity")
    demand(may_place(row))
    return _certify(by, row, at)


@transaction.atomic
def certify_all(*, by: Actor, course: Course, at: datetime) -> list[Certificate]:
    """Certify everybody in a course who was there; who has a certificate that still stands keeps it. Raises Refused
    where nobody was ever noted."""
    demand_permission(by, RUN_COURSES)
    row: Course = held(by, course, "activity")
    came = Attendance.objects.filter(session__activity=row.activity_id, minutes__gt=0).values("person")
    people = row.candidates.filter(decision=Choice.ACCEPTED, person__in=came, person__erased_at=None)
    if not people.exists():
        raise Refused(_("Aucune présence n'est notée : il n'y a rien à attester."))
    standing = standing_of(by, row)
    made = [
        _certify(by, one, at)
        for one in people.select_related("person", "course__activity").order_by("pk")
        if one.person_id not in standing
    ]
    record(by=by, verb="courses.certified", object=reference(row), change={"people": len(made)}, at=at)
    return made


def standing_of(by: Actor, course: Course) -> set[int]:
    """People whose certificate of this course still says what is noted."""
    rows = Certificate.objects.visible_to(by).filter(
        kind=CertificateKind.COURSE, activity=course.activity_id, revoked_at=None
    )
    made = list(rows)
    changed = changed_since(by, made)
    return {one.person_id for one in made if one.pk not in changed}


def _certify(by: Actor, row: Candidate, at: datetime) -> Certificate:
    return issue_certificate(by=by, person=row.person, activity=row.course.activity, kind=CertificateKind.COURSE, at=at)
