"""Before each session those expected are reminded of it, each in their own way; they say whether they come."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from levier.activity.activities.actions.calling import who_calls
from levier.activity.activities.actions.telling import KIND, make_notices
from levier.activity.activities.enums import NoticeKind, Reply, SessionKind
from levier.activity.activities.models import Enrolment, Notice, Session
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.activity.activities.telling import message_of, to_tell
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import Organisation
from levier.foundation.journal.actions import record
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.registers import Letter, carriers
from levier.foundation.kit.screens import reference
from levier.foundation.kit.working_days import last_working_day_before
from levier.register.agenda.actions import add_todo, finish_todos
from levier.register.agenda.slots import moment_of
from levier.support.pathways.enums import BY_HAND, WRITTEN
from levier.support.pathways.reaching_all import Reach, channel_of

PURPOSE = "session"
MORNING = time(8)
"""Nobody's phone rings before."""
FARTHEST = timedelta(days=12)
"""Two working days before lie at most so far off: Christmas, a bridge and two week-ends."""


def reminded_from(session: Session) -> datetime:
    """The morning from which those expected are reminded."""
    day: date = session.on
    for _nth in range(session.activity.reminds):
        day = last_working_day_before(day)
    return moment_of(day, MORNING)


def to_remind(*, by: Actor, at: datetime) -> list[Session]:
    """Sessions whose people are to be reminded now, soonest first; those too where somebody was enrolled since."""
    rows = Session.objects.visible_to(by).filter(
        Q(reminded_at=None) | Exists(_enrolled_since()),
        kind=SessionKind.MOMENT,
        cancelled_at=None,
        activity__reminds__gt=0,
        starts_at__gt=at,
        starts_at__lt=at + FARTHEST,
    )
    found = rows.select_related("activity").order_by("starts_at", "pk")
    return [one for one in found if reminded_from(one) <= at]


def _enrolled_since() -> Any:
    """Enrolments that hold on the day of a session, of people whom its reminder did not find."""
    told = Notice.objects.filter(
        kind=NoticeKind.REMINDER,
        session=OuterRef(OuterRef("pk")),
        person=OuterRef("person"),
        made_at__gte=OuterRef(OuterRef("reminded_at")),
    )
    there = Enrolment.objects.filter(activity=OuterRef("activity")).exclude(ended_on__lt=OuterRef("on"))
    return there.exclude(starts_on__gt=OuterRef("on")).exclude(Exists(told)).order_by()


@transaction.atomic
def remind(*, by: Actor, session: Session, at: datetime) -> list[Notice]:
    """Remind each person expected at a session, once for each moment that it has had. Raises Refused.

    Who is enrolled after the reminders went out is reminded too, when this is done again.
    """
    demand_permission(by, NOTE_PRESENCES)
    held: Session = Session.objects.visible_to(by).select_for_update(of=("self",)).get(pk=session.pk)
    if held.cancelled_at or held.starts_at is None or held.starts_at <= at:
        return []
    reached = _not_reminded(held)
    if held.reminded_at is None:
        held.reminded_at = at
        held.save(update_fields=["reminded_at"])
    elif not reached:
        return []
    made = make_notices(by, held, NoticeKind.REMINDER, reached, at)
    phone = Organisation.objects.get(pk=by.organisation_id).phone
    for notice, one in zip(made, reached, strict=True):
        if one.way in WRITTEN:
            _write(by, notice, one, phone, at)
    by_hand = sum(1 for one in reached if one.way in BY_HAND)
    if by_hand:
        _ask_to_call(by, held, by_hand, at)
    record(by=by, verb="session.reminded", object=reference(held), change={"people": len(made)}, at=at)
    return made


def _not_reminded(session: Session) -> list[Reach]:
    """Everybody expected whom nobody reminded of this moment of the session."""
    reached = to_tell(session)
    if session.reminded_at is None:
        return reached
    rows = Notice.objects.filter(session=session, kind=NoticeKind.REMINDER, made_at__gte=session.reminded_at)
    told = set(rows.values_list("person", flat=True))
    return [one for one in reached if one.person.pk not in told]


def _write(by: Actor, notice: Notice, one: Reach, phone: str, at: datetime) -> None:
    """A message of their own, even where two people share a mailbox or a number: each answers for themselves."""
    session, person, is_discreet = notice.session, one.person, one.person.is_written_discreetly
    name = person.first_name or person.last_name
    url = _link(by, notice, person.language)
    kind, language = NoticeKind.REMINDER, person.language
    text = message_of(session, kind, language=language, is_discreet=is_discreet, phone=phone, name=name, url=url)
    words = (one.address, text.language, text.subject, text.body)
    key, way = f"{KIND}:{notice.pk}:reminder", channel_of(one)
    mail = Letter(KIND, key, *words, is_secret=bool(url), is_discreet=is_discreet, channel=way)
    for carry in carriers:
        carry(by=by, letter=mail, at=at)


def _link(by: Actor, notice: Notice, language: str) -> str:
    """Where they answer, until the session is over; "" where nobody has told which site this is."""
    origins = settings.CSRF_TRUSTED_ORIGINS
    site = origins[0].rstrip("/") if origins else notice.session.activity.site
    if not site:
        return ""
    until = notice.session.ends_at
    if until is None:
        return ""
    token = link_token(by.organisation_id, PURPOSE, notice.pk, until)
    return f"{site}{reverse('activities:reminder_by_link', args=[token])}?ecrit={language}"


def _ask_to_call(by: Actor, session: Session, count: int, at: datetime) -> None:
    """A task for who leads the session, else for who leads the activity; it names nobody."""
    owner = who_calls(by, session.trainer_id, session.activity.trainer_id)
    if owner is None:
        return
    with override(settings.LANGUAGE_CODE):
        said = {"n": count, "title": session.activity.title[:80], "day": formats.day(session.on)}
        title = ngettext(
            "Rappeler la séance à %(n)s personne, de vive voix : %(title)s, %(day)s",
            "Rappeler la séance à %(n)s personnes, de vive voix : %(title)s, %(day)s",
            count,
        )
        link, today = reverse("activities:notices", args=[session.pk]), timezone.localdate(at)
        about = reference(session)
        add_todo(by=by, title=(title % said)[:200], owner=owner, due_on=today, about=about, link=link, at=at)


@transaction.atomic
def answer_reminder(*, by: Actor, notice: Notice, comes: bool, at: datetime) -> Notice:
    """Somebody says whether they come, by their link or to a colleague; they may change their mind until it begins.

    Presences are noted by who leads the session: this writes none. Raises Refused once it has begun or is cancelled.
    """
    demand_permission(by, NOTE_PRESENCES)
    rows = Notice.objects.visible_to(by).select_for_update(of=("self",)).select_related("session")
    held: Notice = rows.get(pk=notice.pk)
    session = held.session
    if session.cancelled_at or session.starts_at is None or session.starts_at <= at:
        raise Refused(_("Cette séance a déjà commencé, ou elle est annulée."))
    held.answer, held.answered_at = (Reply.COMING if comes else Reply.NOT_COMING), at
    if held.told_at is None:
        held.told_at, held.told_by_id = at, by.user_id
    held.save(update_fields=["answer", "answered_at", "told_at", "told_by"])
    change = {"person": held.person_id, "answer": str(held.answer)}
    record(by=by, verb="reminder.answered", object=reference(session), change=change, at=at)
    waits = Notice.objects.visible_to(by).filter(session=session, told_at=None, way__in=BY_HAND)
    if not waits.exists():
        finish_todos(by=by, about=reference(session), at=at)
    return held
