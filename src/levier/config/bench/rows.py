"""Two houses of a size, for the lists: one in which what grows with the work is long, one in which catalogues are."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from levier.activity.activities.actions import learn_words
from levier.activity.activities.models import Activity, Attendance, Session
from levier.config.bench.bulk import insert, last_id, loading
from levier.config.bench.houses import Wanted, house
from levier.config.bench.records import NOTED_AT, PERSON, person_row
from levier.development.calls.models import Call, Need
from levier.development.projects.models import Project
from levier.evidence.ledger.models import LedgerItem
from levier.evidence.outcomes.models import Participation
from levier.evidence.reports.models import FrozenReport
from levier.foundation.accounts.models import Organisation
from levier.foundation.documents.models import Document
from levier.foundation.imports.models import ImportRun
from levier.foundation.journal.models import Head, Line
from levier.register.partners.models import Partner, Place, Programme
from levier.register.people.models import ContactPoint, NameInUse, Pair, Person
from levier.register.people.names import sound_of

PROJECTS = 40


def busy_house(count: int, wanted: Wanted) -> Organisation:
    """So many people, participations to ask about, sessions, presences, pairs, hours asked and journal lines."""
    return house(f"vie-{count}", lambda made: _fill_busy(made, count), wanted.say)


def catalogue_house(count: int, wanted: Wanted) -> Organisation:
    """So many partners, places, needs, calls, projects, imports and frozen reports."""
    return house(f"catalogue-{count}", lambda made: _fill_catalogue(made, count), wanted.say)


def _fill_busy(made: Organisation, count: int) -> None:
    own: dict[str, Any] = {"organisation_id": made.pk}
    today, dice = timezone.localdate(), random.Random(count)  # noqa: S311 - not a secret
    people, projects, activities, sessions = (1 + last_id(one) for one in (Person, Project, Activity, Session))
    numbers = range(count)
    with loading():
        rows = [person_row(people + number, dice) for number in numbers]
        insert(Person, PERSON, iter(rows), made_at=NOTED_AT, **own)
        words = sorted({word for row in rows for word in row[PERSON.index("search")].split()})
        insert(NameInUse, ("word", "sound"), ((word, sound_of(word)) for word in words), **own)
        phones = ((people + number, f"+324{number:08d}", f"+324{number:08d}") for number in numbers)
        insert(ContactPoint, ("person_id", "value", "key"), phones, kind="phone", **own)
        insert(
            Project,
            ("id", "code", "title", "search"),
            (
                (projects + n, f"P-{n}", f"Projet d'insertion {n}", f"p {n} projet d insertion {n}")
                for n in range(PROJECTS)
            ),
            status="running",
            starts_on=str(today - timedelta(days=200)),
            rule_set="esf-plus-2021",
            **own,
        )
        insert(
            Participation,
            ("project_id", "person_id", "entry_on", "exit_on"),
            (
                (projects + n % PROJECTS, people + n, str(_before(today, 60 + n % 300)), str(_before(today, n % 20)))
                for n in numbers
            ),
            category="unemployed",
            **own,
        )
        insert(
            Activity,
            ("id", "title", "project_id", "starts_on", "search"),
            (
                (activities + n, f"Atelier {n}", projects + n % PROJECTS, str(_before(today, n % 700)), f"atelier {n}")
                for n in numbers
            ),
            kind="workshop",
            **own,
        )
        learn_words(made.pk, (f"atelier {n}" for n in numbers))
        insert(
            Session,
            ("id", "activity_id", "project_id", "on"),
            ((sessions + n, activities + n, projects + n % PROJECTS, str(_before(today, n % 700))) for n in numbers),
            kind="moment",
            planned_minutes=180,
            **own,
        )
        present = ((sessions + n, people + (n + k) % count) for n in numbers for k in range(2))
        noted = {"presence": "present", "minutes": 180, "source": "screen", "recorded_at": NOTED_AT}
        insert(Attendance, ("session_id", "person_id"), present, **noted, **own)
        pairs = ((people + n, people + (n + 1) % count) for n in numbers if n + 1 < count)
        insert(Pair, ("first_id", "second_id"), pairs, score=93, why="birth", found_at=NOTED_AT, **own)
        insert(
            LedgerItem,
            ("source", "project_id", "on"),
            ((f"bench:{made.pk}:{n}", projects + n % PROJECTS, str(_before(today, n % 700))) for n in numbers),
            minutes=180,
            claimed=5_000,
            **own,
        )
        first = Line.objects.filter(organisation_id=made.pk).count() + 1
        insert(
            Line,
            ("number", "object"),
            ((first + n, f"people.person:{people + n}") for n in numbers),
            at=NOTED_AT,
            actor="house",
            verb="person.changed",
            commitment="0" * 64,
            previous="0" * 64,
            hash="0" * 64,
            **own,
        )
        Head.objects.update_or_create(pk=made.pk, defaults={"number": first + count - 1, "hash": "0" * 64})


def _fill_catalogue(made: Organisation, count: int) -> None:
    own: dict[str, Any] = {"organisation_id": made.pk}
    partners, programmes, projects, documents = (1 + last_id(one) for one in (Partner, Programme, Project, Document))
    numbers = range(count)
    with loading():
        named = ("id", "code", "name", "search")
        rows = ((partners + n, f"p-{n}", f"Partenaire {n}", f"partenaire {n}") for n in numbers)
        insert(Partner, named, rows, kind="association", **own)
        funded = iter([(programmes, "programme", "Programme", partners)])
        insert(Programme, ("id", "code", "name", "funder_id"), funded, **own)
        insert(Place, ("name",), ((f"Salle {n}",) for n in numbers), **own)
        titled = ("code", "title", "search")
        insert(Need, titled, _titled("Besoin", count), **own)
        calls = {"programme_id": programmes, "deadline_at": "2026-12-01 11:00:00", "status": "watched"}
        insert(Call, titled, _titled("Appel", count), **calls, **own)
        rows = ((projects + n, *row) for n, row in enumerate(_titled("Projet", count)))
        dates = {"starts_on": "2026-01-01", "status": "running", "rule_set": "esf-plus-2021"}
        insert(Project, ("id", *titled), rows, **dates, **own)
        kept = {
            "kind": "import",
            "name": "stagiaires.xlsx",
            "media_type": "application/x",
            "size": 1,
            "sha256": "0" * 64,
        }
        places = ((documents + n, f"banc/{made.pk}/{n}") for n in numbers)
        insert(Document, ("id", "place"), places, permission="imports.use", made_at=NOTED_AT, **kept, **own)
        empty = dict.fromkeys(("columns", "labels", "corrections", "decisions", "summary"), "{}")
        runs = ((documents + n,) for n in numbers)
        insert(ImportRun, ("document_id",), runs, importer="people", state="done", made_at=NOTED_AT, **empty, **own)
        insert(
            FrozenReport,
            ("project_id",),
            ((projects + n,) for n in numbers),
            rule_set="esf-plus-2021",
            first_on="2026-01-01",
            last_on="2026-06-30",
            figures="{}",
            sha256="0" * 64,
            made_at=NOTED_AT,
            **own,
        )


def _titled(word: str, count: int) -> Iterator[tuple[str, str, str]]:
    return ((f"{word.lower()}-{n}", f"{word} {n}", f"{word.lower()} {n}") for n in range(count))


def _before(today: date, days: int) -> date:
    return today - timedelta(days=days)
