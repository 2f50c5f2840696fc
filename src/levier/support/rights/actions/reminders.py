"""The person is told of a deadline by the way they are reached."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import Organisation
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.registers import Letter as Mail
from levier.foundation.kit.registers import carriers
from levier.foundation.kit.screens import reference
from levier.register.people.enums import ContactKind
from levier.register.people.models import ContactPoint
from levier.support.rights.enums import DeadlineState
from levier.support.rights.holding import held
from levier.support.rights.messages import reminder_of
from levier.support.rights.models import Deadline
from levier.support.rights.rules import WRITE_RIGHTS

KIND = "rights.reminder"


@transaction.atomic
def remind_person(
    *, by: Actor, deadline: Deadline, point: ContactPoint, is_discreet: bool = True, at: datetime
) -> Deadline:
    """Write to the person at one of their own addresses, once a day at most.

    Raises Refused for a settled deadline, for an address of somebody else or one no longer good.
    """
    demand_permission(by, WRITE_RIGHTS)
    row: Deadline = held(by, deadline, "person", "rule__kind")
    if row.state != DeadlineState.OPEN:
        raise Refused(_("Cette échéance n'est plus ouverte : il n'y a rien à rappeler."))
    if point.person_id != row.person_id or point.kind != ContactKind.MAIL or point.ended_on:
        raise Refused(_("Choisissez une adresse mail de cette personne."))
    phone = Organisation.objects.values_list("phone", flat=True).get(pk=by.organisation_id)
    text = reminder_of(row, phone=phone, is_discreet=is_discreet)
    day = timezone.localdate(at)
    words = (point.value, text.language, text.subject, text.body)
    mail = Mail(KIND, f"{KIND}:{row.pk}:{day}:{point.pk}", *words, is_discreet=is_discreet)
    for carry in carriers:
        carry(by=by, letter=mail, at=at)
    record(by=by, verb="rights.person_reminded", object=reference(row), change={"person": row.person_id}, at=at)
    return row
