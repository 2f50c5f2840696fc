"""A decision is announced by the way that suits the person: the house writes, or a colleague calls or writes."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.courses.announcing import message_of
from levier.activity.courses.enums import Told
from levier.activity.courses.holding import held
from levier.activity.courses.models import Candidate
from levier.activity.courses.rules import RUN_COURSES
from levier.foundation.accounts.models import Organisation
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.registers import Letter, carriers
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import add_todo, finish_todos
from levier.support.pathways.enums import WRITTEN, Reached
from levier.support.pathways.reaching_all import Reach, channel_of, reach_all

KIND = "courses.decision"


@transaction.atomic
def announce(*, by: Actor, candidate: Candidate, at: datetime) -> Reach:
    """Tell somebody what is decided, by the way that suits them: a mail or an SMS leaves, and they are told; else it is
    a task for who asks, and the way says whether one calls or hands a letter over. Raises Refused before a decision,
    and for who knows it."""
    demand_permission(by, RUN_COURSES)
    row: Candidate = held(by, candidate, "person", "course__activity")
    if row.decided_at is None:
        raise Refused(_("Rien n'est encore décidé : il n'y a rien à annoncer."))
    if row.told_on is not None:
        raise Refused(_("Cette personne connaît déjà la décision."))
    today = timezone.localdate(at)
    (reach,) = reach_all([row.person], on=today, may_text=True)
    if reach.way in WRITTEN:
        _write(by, row, reach, at)
        row.told_on, row.told_by_way = today, Told.SMS if reach.way == Reached.SMS else Told.MAIL
        row.keep()
    else:
        title = _("Dire la décision à une personne : %(course)s") % {"course": row.course.activity.title[:120]}
        link = reverse("courses:candidate", args=[row.pk])
        finish_todos(by=by, about=reference(row), at=at)  # asked twice is asked once
        add_todo(by=by, title=title[:200], due_on=today, about=reference(row), link=link, at=at)
    record(by=by, verb="courses.announced", object=reference(row), change={"way": str(reach.way)}, at=at)
    return reach


def _write(by: Actor, row: Candidate, reach: Reach, at: datetime) -> None:
    phone = Organisation.objects.get(pk=by.organisation_id).phone
    language, subject, body = message_of(row, phone=phone, is_short=reach.way == Reached.SMS)
    letter = Letter(
        KIND,
        f"{KIND}:{row.pk}:{row.version}",
        reach.address,
        language,
        subject,
        body,
        is_discreet=row.person.is_written_discreetly,
        channel=channel_of(reach),
    )
    for carry in carriers:
        carry(by=by, letter=letter, at=at)
