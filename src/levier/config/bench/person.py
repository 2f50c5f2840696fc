"""S2. The page of a person with one, 500 and 5,000 rows of each kind that hangs on them."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.models import Activity, Attendance, Enrolment, Session
from levier.config.bench.houses import Browser, Wanted, actor_in, house
from levier.config.bench.lines import Line
from levier.config.bench.measuring import queries_counted
from levier.config.bench.urls import PING
from levier.development.projects.models import Project
from levier.evidence.outcomes.models import Episode, Participation
from levier.foundation.accounts.models import Organisation
from levier.foundation.journal.actions import record
from levier.foundation.kit.screens import reference
from levier.register.people.actions import Identity, create_person
from levier.register.people.models import ContactPoint, Person

SIZES = (1, 500, 5_000)
QUERIES, KILOBYTES = 22, 60
OF_A_KIND = 20
"""Numbers and projects of one person: nobody has five thousand of them."""


def run(wanted: Wanted) -> list[Line]:
    sizes = tuple(one for one in SIZES if not wanted.rows or one <= wanted.rows)
    made = house(f"personne-{sizes[-1]}", lambda new: _fill(new, sizes), wanted.say)
    browser = Browser(made)
    with queries_counted() as none:
        browser.page(PING)
    found, counts = [], []
    for count in sizes:
        person = Person.objects.get(organisation=made, last_name=f"Dossier{count}")
        address = reverse("people:person", args=[person.pk])
        browser.page(address)
        with queries_counted() as asked:
            body = browser.page(address)
        counts.append(len(asked) - len(none))
        title = f"page d'une personne, {count} présences"
        found.append(Line("S2", f"{title} : requêtes de plus que ping", counts[-1], QUERIES, ""))
        found.append(Line("S2", f"{title} : HTML", len(body) / 1_000, KILOBYTES, "ko"))
    more = max(counts) - min(counts)
    found.append(Line("S2", f"requêtes de plus de {sizes[0]} à {sizes[-1]} lignes liées", more, 0, ""))
    return found


def _fill(made: Organisation, sizes: tuple[int, ...]) -> None:
    by, now, today = actor_in(made), timezone.now(), timezone.localdate()
    own: dict[str, Any] = {"organisation": made}
    projects = [
        Project.objects.create(**own, code=f"P{n}", title=f"Projet {n}", status="running", rule_set="esf-plus-2021")
        for n in range(OF_A_KIND)
    ]
    for count in sizes:
        few = min(count, OF_A_KIND)
        with transaction.atomic():
            person = create_person(by=by, identity=Identity("Mariam", f"Dossier{count}"), at=now)
            ContactPoint.objects.bulk_create(
                ContactPoint(**own, person=person, kind="phone", value=f"+32{count}{n}", key=f"+32{count}{n}")
                for n in range(few)
            )
            rows = Participation.objects.bulk_create(
                Participation(**own, project=one, person=person, entry_on=today) for one in projects[:few]
            )
            Episode.objects.bulk_create(Episode(**own, participation=one, starts_on=today) for one in rows)
            activities = Activity.objects.bulk_create(
                Activity(**own, title=f"Atelier {n}", kind="workshop") for n in range(few)
            )
            Enrolment.objects.bulk_create(
                Enrolment(**own, activity=one, person=person, made_at=now) for one in activities
            )
            sessions = Session.objects.bulk_create(
                Session(**own, activity=activities[n % few], on=today - timedelta(days=n % 900), planned_minutes=180)
                for n in range(count)
            )
            common = {"presence": "present", "minutes": 180, "recorded_at": now}
            Attendance.objects.bulk_create(Attendance(**own, session=one, person=person, **common) for one in sessions)
            for _ in range(min(count, 200)):
                record(by=by, verb="person.changed", object=reference(person), at=now)
