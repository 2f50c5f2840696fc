"""S2. The page of a person with one, 500 and 5,000 rows of each kind that hangs on them, and among 100,000 people."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.models import Activity, Attendance, Enrolment, Session
from levier.config.bench.houses import Browser, Wanted, actor_in, colleague_of, house
from levier.config.bench.lines import Line
from levier.config.bench.measuring import Times, clock, queries_counted
from levier.config.bench.rows import busy_house
from levier.config.bench.urls import PING
from levier.development.projects.models import Project
from levier.evidence.outcomes.models import Episode, Participation
from levier.foundation.accounts.models import Organisation
from levier.foundation.journal.actions import record
from levier.foundation.kit.screens import reference
from levier.register.people.actions import Identity, create_person
from levier.register.people.models import ContactPoint, Person
from levier.support.pathways.models import Finding, Goal, Item, Note, Pathway, Referent, Step

SIZES = (1, 500, 5_000)
QUERIES, KILOBYTES = 22, 60
OF_A_KIND, STEPS, NOTES = 20, 50, 100
"""Numbers, projects and findings of one person, steps, notes: nobody has five thousand of them."""
AMONG, LOOKED_AT, PINGS = 100_000, 60, 45
"""150 ms, a ping of 3 ms."""


def run(wanted: Wanted) -> list[Line]:
    sizes = tuple(one for one in SIZES if not wanted.rows or one <= wanted.rows)
    made = house(f"dossiers-{sizes[-1]}", lambda new: _fill(new, sizes), wanted.say)
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
    return [*found, _slowest_of_many(wanted)]


def _slowest_of_many(wanted: Wanted) -> Line:
    """The time that 95 pages of a hundred stay under, each of another person, in a house of 100,000."""
    count = wanted.size(AMONG, AMONG)
    made = busy_house(count, wanted)
    browser, now = Browser(made), clock()
    keys = Person.objects.filter(organisation=made).order_by("pk").values_list("pk", flat=True)
    ours, ping = Times(), Times()
    for key in keys[:: max(1, count // LOOKED_AT)]:
        for address, times in ((reverse("people:person", args=[key]), ours), (PING, ping)):
            start = now()
            browser.page(address)
            times.seconds.append(now() - start)
    late = sorted(ours.seconds)[int(len(ours.seconds) * 0.95) - 1]
    title = f"page d'une personne parmi {count}, 95 pages sur 100, à côté de ping"
    return Line("S2", title, late / ping.median, PINGS, "×", ours.spread, ping.spread)


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
            _accompany(own, person, count, now, today)
            for _ in range(min(count, 200)):
                record(by=by, verb="person.changed", object=reference(person), at=now)


def _accompany(own: dict[str, Any], person: Person, count: int, now: datetime, today: date) -> None:
    """What the accompaniment holds: a colleague, findings, a goal with its steps, notes."""
    pathway = Pathway.objects.create(**own, person=person, opened_on=today, planned_end_on=today + timedelta(days=365))
    colleague = colleague_of(own["organisation"])
    Referent.objects.create(**own, pathway=pathway, user=colleague, started_on=today)
    goal = Goal.objects.create(**own, person=person, title="Un emploi", made_at=now)
    Step.objects.bulk_create(
        Step(**own, goal=goal, person=person, title=f"Étape {n}", due_on=today + timedelta(days=n), made_at=now)
        for n in range(min(count, STEPS))
    )
    items = Item.objects.filter(**own).order_by("pk")[: min(count, OF_A_KIND)]
    Finding.objects.bulk_create(
        Finding(**own, person=person, item=item, level="strong", since=today, noted_at=now) for item in items
    )
    Note.objects.bulk_create(
        Note(**own, person=person, on=today - timedelta(days=n), text=f"Entretien {n}", author=colleague, made_at=now)
        for n in range(min(count, NOTES))
    )
