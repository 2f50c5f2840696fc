"""Versions of the CV: added with their file, named again, taken away with it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.documents.actions import attach, remove_document
from levier.foundation.documents.checks import Upload
from levier.foundation.documents.queries import documents_of
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.support.jobsearch.holding import demand_past, demand_person, held
from levier.support.jobsearch.models import Resume
from levier.support.jobsearch.rules import WRITE_SEARCH


@transaction.atomic
def add_resume(*, by: Actor, person: Person, label: str, on: date, upload: Upload, at: datetime) -> Resume:
    """Keep a version with its file. Raises Refused for a day to come or a file that is not taken."""
    demand_permission(by, WRITE_SEARCH)
    demand_person(by, person)
    demand_past(on, at)
    row = Resume(
        organisation_id=by.organisation_id, person=person, label=label, on=on, noted_at=at, noted_by_id=by.user_id
    )
    row.keep()
    attach(by=by, to=row, upload=upload, title=label, at=at)
    record(by=by, verb="jobsearch.resume_added", object=reference(row), change={"person": person.pk}, at=at)
    return row


@transaction.atomic
def change_resume(*, by: Actor, resume: Resume, label: str, on: date, at: datetime) -> Resume:
    """Name a version or date it otherwise. Raises Refused for a day to come."""
    demand_permission(by, WRITE_SEARCH)
    demand_past(on, at)
    row: Resume = held(by, resume)
    row.label, row.on = label, on
    row.version += 1
    row.keep()
    record(by=by, verb="jobsearch.resume_changed", object=reference(row), at=at)
    return row


@transaction.atomic
def withdraw_resume(*, by: Actor, resume: Resume, at: datetime) -> None:
    """Take a version away, its files with it."""
    demand_permission(by, WRITE_SEARCH)
    row: Resume = held(by, resume)
    for document in documents_of(by, reference(row)):
        remove_document(by=by, document=document, reason=_("Version du CV retirée."), at=at)
    named = reference(row)
    row.delete()
    record(by=by, verb="jobsearch.resume_withdrawn", object=named, at=at)
