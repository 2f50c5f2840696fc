"""A certificate is issued, and stands for what was noted until it is made again."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.activities.models import Activity
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.activity.sheets.certifying import facts_added, facts_of_activity, facts_of_month, month_of
from levier.activity.sheets.enums import CertificateKind
from levier.activity.sheets.models import Certificate
from levier.activity.sheets.numbering import next_number
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person


@transaction.atomic
def issue_certificate(
    *,
    by: Actor,
    person: Person,
    month: date | None = None,
    activity: Activity | None = None,
    kind: str = "",
    at: datetime,
) -> Certificate:
    """Freeze what is noted of a month, or of an activity; one made before of the same is valid no more. Of an activity,
    a `kind` that another room signed in says more than presences.

    Raises Refused when nothing was noted, and for an activity at which the person never was.
    """
    demand_permission(by, NOTE_PRESENCES)
    if not Person.objects.visible_to(by).filter(pk=person.pk).exists():
        raise Refused(_("Cette personne n'existe pas."))
    if activity is not None:
        kind, said = kind or CertificateKind.ACTIVITY, facts_of_activity(by, person, activity.pk)
        said |= facts_added(by, kind, [(person.pk, activity.pk)]).get((person.pk, activity.pk), {})
    else:
        period = month_of(month or at.date())
        kind, said = CertificateKind.MONTH, facts_of_month(by, person, period)
    if not said["lines"] or (activity is not None and not said["minutes"]):
        raise Refused(_("Aucune présence n'est notée : il n'y a rien à attester."))
    days = [date.fromisoformat(line[0]) for line in said["lines"]]
    first, last = (days[0], days[-1]) if activity is not None else (period.first, period.last)
    number = next_number(by, Certificate)
    same = Certificate.objects.visible_to(by).filter(person=person, kind=kind, activity=activity, revoked_at=None)
    if activity is None:
        same = same.filter(first_on=first)
    same.update(revoked_at=at)
    row = Certificate.objects.create(
        organisation_id=by.organisation_id,
        number=number,
        kind=kind,
        person=person,
        activity=activity,
        first_on=first,
        last_on=last,
        said=said,
        issued_at=at,
        issued_by_id=by.user_id,
    )
    record(by=by, verb="sheets.certified", object=reference(row), change={"person": person.pk}, at=at)
    return row
