"""A session is cancelled; those expected are told, each by the way that suits them."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.absences import signal_absences
from levier.activity.activities.enums import NoticeKind, Presence
from levier.activity.activities.models import Notice, Session
from levier.activity.activities.rules import CHANGE_ACTIVITIES, NOTE_PRESENCES
from levier.activity.activities.telling import message_of, to_tell
from levier.foundation.accounts.models import Organisation
from levier.foundation.journal.actions import record
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.registers import Letter, carriers
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import add_todo, finish_todos, free_resources
from levier.support.pathways.enums import BY_HAND, WRITTEN
from levier.support.pathways.reaching_all import Reach, channel_of

KIND = "activities.notice"


@transaction.atomic
def cancel_session(*, by: Actor, session: Session, reason: str, tells: bool = False, at: datetime) -> Session:
    """Say that a session does not take place, and why; its room and equipment are free again. With `tells`, who was
    expected is told, and what was signalled of who was noted away is withdrawn. Raises Refused when somebody was there.
    """
    demand_permission(by, CHANGE_ACTIVITIES)
    if session.attendances.filter(minutes__gt=0).exists():
        raise Refused(_("Des personnes étaient présentes : cette séance a eu lieu."))
    session.cancelled_at, session.cancel_reason = at, reason
    session.version += 1
    session.save()
    free_resources(by=by, about=[reference(session)], at=at)
    away = list(session.attendances.filter(presence=Presence.ABSENT).order_by("pk").values_list("person", flat=True))
    if away:
        signal_absences(by=by, session=session, people=away, was_away=True, at=at)
    if tells:
        _tell(by, session, NoticeKind.CANCELLED, at)
    change = {"reason": reason, "told": tells}
    record(by=by, verb="session.cancelled", object=reference(session), change=change, at=at)
    return session


@transaction.atomic
def tell_change(*, by: Actor, session: Session, at: datetime) -> list[Notice]:
    """Tell who is expected at a session when it now is, or that it is cancelled. Raises Refused: past, or nobody."""
    demand_permission(by, CHANGE_ACTIVITIES)
    if session.starts_at is None or session.starts_at <= at:
        raise Refused(_("Cette séance a déjà commencé : il n'y a plus personne à prévenir."))
    kind = NoticeKind.CANCELLED if session.cancelled_at else NoticeKind.MOVED
    made = _tell(by, session, kind, at)
    if not made:
        raise Refused(_("Personne n'est attendu à cette séance."))
    change = {"kind": str(kind), "people": len(made)}
    record(by=by, verb="session.told", object=reference(session), change=change, at=at)
    return made


def _tell(by: Actor, session: Session, kind: str, at: datetime) -> list[Notice]:
    reached = to_tell(session)
    made = make_notices(by, session, kind, reached, at)
    _write(by, session, kind, reached, at)
    by_hand = sum(1 for one in reached if one.way in BY_HAND)
    if by_hand:
        _ask_to_call(by, session, by_hand, at)
    return made


def make_notices(by: Actor, session: Session, kind: str, reached: Iterable[Reach], at: datetime) -> list[Notice]:
    """One for each person, told at once when they are written to."""
    return Notice.objects.bulk_create(
        Notice(
            organisation_id=by.organisation_id,
            session=session,
            person=one.person,
            kind=kind,
            way=one.way,
            reason=one.reason[:200],
            made_at=at,
            told_at=at if one.way in WRITTEN else None,
        )
        for one in reached
    )


def _write(by: Actor, session: Session, kind: str, reached: Iterable[Reach], at: datetime) -> None:
    """A message to each mailbox or number: two people who share one get one, in each way of writing it."""
    phone = Organisation.objects.get(pk=by.organisation_id).phone
    for one in reached:
        if one.way not in WRITTEN:
            continue
        is_discreet = one.person.is_written_discreetly
        text = message_of(session, kind, language=one.person.language, is_discreet=is_discreet, phone=phone)
        # The address itself stands in no key; the version of the session lets a second move be told too.
        said = f"{one.address.casefold()}|{text.language}|{is_discreet}"
        box = sha256(said.encode()).hexdigest()[:16]
        key = f"{KIND}:{session.pk}:{session.version}:{kind}:{box}"
        words = (one.address, text.language, text.subject, text.body)
        mail = Letter(KIND, key, *words, is_discreet=is_discreet, channel=channel_of(one))
        for carry in carriers:
            carry(by=by, letter=mail, at=at)


def _ask_to_call(by: Actor, session: Session, count: int, at: datetime) -> None:
    """One task for who acts, on the page that names them: a task names nobody."""
    said = {"n": count, "title": session.activity.title[:80], "day": formats.day(session.on)}
    title = ngettext(
        "Prévenir %(n)s personne de vive voix ou par lettre : %(title)s, %(day)s",
        "Prévenir %(n)s personnes de vive voix ou par lettre : %(title)s, %(day)s",
        count,
    )
    link = reverse("activities:notices", args=[session.pk])
    today = timezone.localdate(at)
    add_todo(by=by, title=(title % said)[:200], due_on=today, about=reference(session), link=link, at=at)


@transaction.atomic
def note_told(*, by: Actor, notice: Notice, at: datetime) -> Notice:
    """Somebody was called, written to or told at the desk. With the last one, the task about it is done."""
    demand_permission(by, NOTE_PRESENCES)
    held: Notice = Notice.objects.visible_to(by).select_for_update().get(pk=notice.pk)
    if held.told_at is not None:
        return held
    held.told_at, held.told_by_id = at, by.user_id
    held.save(update_fields=["told_at", "told_by"])
    rest = Notice.objects.visible_to(by).filter(session=held.session_id, told_at=None, way__in=BY_HAND)
    record(by=by, verb="notice.told", object=reference(held.session), change={"person": held.person_id}, at=at)
    if not rest.exists():
        finish_todos(by=by, about=reference(held.session), at=at)
    return held
