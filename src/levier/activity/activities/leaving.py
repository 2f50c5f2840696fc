"""A person erased, or given a copy: hours are counted on, so presences stay, without a name or words on an absence."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import ngettext

from levier.activity.activities.enums import Presence
from levier.activity.activities.models import (
    Attendance,
    AttendanceNote,
    Enrolment,
    Notice,
    PartnerRequest,
    WaitingEntry,
)
from levier.development.projects.queries import proofs_kept_until
from levier.foundation.imports.forgetting import forget_objects
from levier.foundation.journal.actions import forget_details
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import Fate
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import finish_todos, withdraw_todos
from levier.register.agenda.queries import todos_about
from levier.register.people.models import Person
from levier.register.people.rules import OPEN_PROOFS


def rows(actor: Actor, person: Person) -> Mapping[str, Iterable[Any]]:
    """Enrolments, presences, each word ever noted of them, changes that they were told of, lists where they wait, and
    which partner proposed them."""
    came, notes = Attendance.objects.visible_to(actor), AttendanceNote.objects.visible_to(actor)
    return {
        "activities.enrolment": Enrolment.objects.visible_to(actor).filter(person=person).select_related("activity"),
        "activities.attendance": came.filter(person=person).select_related("session__activity"),
        "activities.attendancenote": notes.filter(person=person).select_related("session__activity"),
        "activities.notice": Notice.objects.visible_to(actor).filter(person=person).select_related("session__activity"),
        "activities.waitingentry": _waited(actor, person).select_related("activity"),
        "activities.partnerrequest": _proposed(actor, person).select_related("link__activity", "link__partner"),
    }


def proofs_until(actor: Actor, person: Person) -> date | None:
    """Minutes of a session that an agreement pays are proven to its funder."""
    return proofs_kept_until(actor, _paid_for(actor, person))


def fates(actor: Actor, person: Person, until: date | None) -> list[Fate]:
    """Enrolments and presences stay as figures; the reasons of absences go, or stay as proofs of paid hours."""
    enrolled = Enrolment.objects.visible_to(actor).filter(person=person).count()
    came = Attendance.objects.visible_to(actor).filter(person=person)
    reasons = came.exclude(reason="").count()
    notices = Notice.objects.visible_to(actor).filter(person=person).count()
    waited = _waited(actor, person).count()
    proposed = _proposed(actor, person).count()
    told = [
        (proposed, ngettext("%(n)s demande d'un partenaire", "%(n)s demandes de partenaires", proposed), ""),
        (waited, ngettext("%(n)s liste d'attente", "%(n)s listes d'attente", waited), ""),
        (notices, ngettext("%(n)s changement annoncé", "%(n)s changements annoncés", notices), ""),
        (enrolled, ngettext("%(n)s inscription", "%(n)s inscriptions", enrolled), "figure"),
        (came.count(), ngettext("%(n)s présence", "%(n)s présences", came.count()), "figure"),
        (reasons, ngettext("%(n)s raison d'absence", "%(n)s raisons d'absence", reasons), "proof" if until else ""),
    ]
    return [Fate(words % {"n": count}, stays) for count, words, stays in told if count]  # type: ignore[arg-type]


def erase(by: Actor, person: Person, until: date | None, at: datetime) -> None:
    """Presences keep their minutes; what was written of an absence goes, when no funder is owed the proof of it."""
    came = Attendance.objects.filter(person=person)
    notes = AttendanceNote.objects.filter(person=person)
    Notice.objects.filter(person=person).delete()
    _forget_waiting(by, person, at)
    _proposed(by, person).delete()
    away = came.filter(presence=Presence.ABSENT).order_by("pk")
    withdraw_todos(by=by, todos=todos_about(by, [reference(one) for one in away]))
    ids = {"activities.attendance": list(came.values_list("pk", flat=True))}
    forget_objects(by=by, objects=ids, until=until, keepers=OPEN_PROOFS, at=at)
    if until is not None:
        return
    said = {*notes.exclude(reason="").values_list("session", flat=True)}
    said |= {*came.exclude(reason="").values_list("session", flat=True)}
    forget_details(by=by, objects=[f"activities.session:{pk}" for pk in said])
    came.update(reason="")
    notes.update(reason="")


def _proposed(actor: Actor, person: Person) -> Any:
    return PartnerRequest.objects.visible_to(actor).filter(person=person)


def _waited(actor: Actor, person: Person) -> Any:
    return WaitingEntry.objects.visible_to(actor).filter(person=person)


def _forget_waiting(by: Actor, person: Person, at: datetime) -> None:
    """Whatever is owed to a funder, no list names them any more, nor a task, nor the journal why they came first."""
    about = [reference(one) for one in _waited(by, person)]
    for one in about:
        finish_todos(by=by, about=one, at=at)
    forget_details(by=by, objects=about)
    _waited(by, person).delete()


def _paid_for(actor: Actor, person: Person) -> set[int]:
    came = Attendance.objects.visible_to(actor).filter(person=person, minutes__gt=0)
    return set(came.exclude(session__project=None).values_list("session__project", flat=True))
