"""The tables of a new house, and those of the tests, are made from the models: the migrations make the same ones."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

pytestmark = pytest.mark.migrations
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty_database(tmp_path) -> Iterator[str]:
    """URL of a database without tables, of the same kind as that of this run."""
    yield from _empty(tmp_path / "empty.sqlite3")


@pytest.fixture
def second_database(tmp_path) -> Iterator[str]:
    """Another one."""
    yield from _empty(tmp_path / "second.sqlite3")


def _empty(file: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield f"sqlite:///{file}"
        return
    import psycopg

    name, server = f"empty_{secrets.token_hex(4)}", connection.settings_dict
    words = {"host": server["HOST"], "user": server["USER"], "port": server["PORT"] or None, "dbname": "postgres"}
    with psycopg.connect(**words, password=server["PASSWORD"] or None, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?")
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db
def test_no_model_waits_for_its_migration():
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, skip_checks=True, stdout=said, no_color=True)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_an_empty_database_is_brought_up_to_date_and_stays_so(empty_database, tmp_path):
    environment = os.environ | {
        "DATABASE_URL": empty_database,
        "LEVIER_HOME": str(tmp_path),
        "LEVIER_DEMONSTRATION": "1",
        "PYTHONPATH": str(ROOT / "src"),
    }
    script = (
        "from levier.config.command import main\n"
        "from levier.config.command.serve import waiting_migrations\n"
        "assert main(['migrate', '--quiet']) == 0\n"
        "assert not waiting_migrations()\n"
        "assert main(['migrate', '--quiet']) == 0\n"
    )

    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_new_house_has_the_tables_that_every_change_since_the_first_version_makes(
    empty_database, second_database, tmp_path
):
    new, old = (
        _tables(empty_database, tmp_path / "new", "models"),
        _tables(second_database, tmp_path / "old", "changes"),
    )

    assert len(new) > 100
    differing = {name: _differing(new.get(name), old.get(name)) for name in new.keys() | old if name not in OF_DJANGO}
    assert {name: lines for name, lines in differing.items() if lines} == {}


def _differing(one: list[Any], other: list[Any]) -> list[Any]:
    return [line for line in one if line not in other] + [line for line in other if line not in one]


OF_DJANGO = {"auth_group_permissions"}
"""Django's own migration gives its numbers another size than Django's own model; nobody here has a group."""


def _tables(url: str, home: Path, way: str) -> dict[str, Any]:
    environment = os.environ | {
        "DATABASE_URL": url,
        "LEVIER_HOME": str(home),
        "LEVIER_DEMONSTRATION": "1",
        "DJANGO_SETTINGS_MODULE": "levier.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    script = [sys.executable, str(ROOT / "tests" / "config" / "schema.py"), way]
    done = subprocess.run(script, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr[-2_000:]) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_files_emptied_and_numbers_of_others_keep_what_was_said_of_them(empty_database, tmp_path):
    """Up with rows, down, up again, both changes on one way, which is long.

    Of a file: a moment meant that its time was past, a size of nothing that somebody in it was erased. Of a number:
    what was written by hand stays when it becomes a choice, and names of other scripts are found in Latin.
    """
    environment = os.environ | {
        "DATABASE_URL": empty_database,
        "LEVIER_HOME": str(tmp_path),
        "LEVIER_DEMONSTRATION": "1",
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run([sys.executable, "-c", SAID], env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr[-2_000:]) == (0, "")


def test_appointments_keep_their_rows_and_their_locks_when_they_get_a_room_and_go_back(empty_database, tmp_path):
    """Up with rows, down, up again: appointments, their group, an offer, an interpreter, their times, a merge."""
    environment = os.environ | {
        "DATABASE_URL": empty_database,
        "LEVIER_HOME": str(tmp_path),
        "LEVIER_DEMONSTRATION": "1",
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run([sys.executable, "-c", ROOM], env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr[-2_000:]) == (0, "")


ROOM = """
from levier.config.command import main
assert main(["migrate", "--quiet"]) == 0
from datetime import UTC, datetime, timedelta
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from levier.foundation.accounts.actions import found_organisation
from levier.foundation.accounts.models import User
from levier.foundation.accounts.tenancy import working_for
from levier.register.agenda.models import Booking, Todo
from levier.register.people.models import Merge, Person
from levier.support.appointments.models import Appointment, GroupMeeting, SoonerOffer
from levier.support.jobsearch.models import Interpreting
now = datetime(2026, 6, 15, 8, tzinfo=UTC)
houses = [found_organisation(name=code, code=code, at=now) for code in ("saint-gilles", "ailleurs")]
nadia = User.objects.create(email="nadia@example.org", name="Nadia")
def time(house, hours, about):
    begins = now + timedelta(hours=hours)
    return Booking.objects.create(organisation=house, worker=nadia, starts_at=begins, about=about, made_at=now,
                                  ends_at=begins + timedelta(hours=1), title="rendez-vous")
for house in houses:
    with working_for(house.pk):
        own = {"organisation": house, "made_at": now}
        mariam, same = (Person.objects.create(first_name=name, **own) for name in ("Mariam", "Myriam"))
        shared, alone, kept = (time(house, hours, "") for hours in (1, 2, 3))
        group = GroupMeeting.objects.create(worker=nadia, booking=shared, title="Info", places=8, **own)
        met = {"worker": nadia, "person": mariam, "booked_at": now} | own
        Appointment.objects.create(group=group, booking=shared, **met)
        one = Appointment.objects.create(booking=alone, **met)
        until = now + timedelta(hours=2)
        offer = SoonerOffer.objects.create(appointment=one, booking=kept, starts_at=now, until=until, **own)
        Interpreting.objects.create(appointment=one, organisation=house, language="ti", service="Bruxelles Accueil",
                                    noted_at=now)
        told = (("groupmeeting", group, shared), ("appointment", one, alone), ("sooneroffer", offer, kept))
        for table, row, booking in told:
            booking.about = f"appointments.{table}:{row.pk}"
            booking.save()
        Todo.objects.create(organisation=house, title="Rappeler", about=f"appointments.appointment:{one.pk}",
                            owner=nadia, due_on=now.date(), made_at=now)
        Merge.objects.create(organisation=house, kept=mariam, removed=same, made_at=now,
                             moved={"pathways": {"Goal": 1}, "appointments": {"Appointment": {"moved": [one.pk]}}})
def told():
    found = []
    for house in houses:
        with working_for(house.pk):
            for table in (Booking, Todo):
                found += table.objects.filter(organisation=house).order_by("pk").values_list("about", flat=True)
            found += Merge.objects.filter(organisation=house).values_list("moved", flat=True)
    return found
def rows():
    found = []
    for house in houses:
        with working_for(house.pk):
            for table in (GroupMeeting, Appointment, SoonerOffer, Interpreting):
                found += table.objects.filter(organisation=house).order_by("pk").values()
    return found
def locks():
    if connection.vendor != "postgresql":
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid "
                       "WHERE relrowsecurity AND relforcerowsecurity")
        return {name for name, in cursor.fetchall()}
def kinds():
    names = ("appointment", "groupmeeting", "sooneroffer")
    return set(ContentType.objects.filter(model__in=names).values_list("app_label", flat=True))
ours = {"appointments_appointment", "appointments_groupmeeting", "appointments_sooneroffer"}
before, said = rows(), told()
assert len(before) == 2 * 5
call_command("migrate", "appointments", "zero", verbosity=0)
whole = {"moved": [said[4]["appointments"]["Appointment"]["moved"][0]]}
assert [one.replace("pathways.", "appointments.") for one in told()[:4]] == said[:4], told()
assert told()[4] == {"pathways": {"Goal": 1, "Appointment": whole}}, told()
assert "pathways_appointment" in connection.introspection.table_names()
call_command("migrate", verbosity=0)
assert rows() == before
assert told() == said, told()
assert kinds() == {"appointments"}, kinds()
if connection.vendor == "postgresql":
    assert ours <= locks(), locks()
with working_for(houses[0].pk):
    made = time(houses[0], 9, "")
    Appointment.objects.create(organisation=houses[0], person=Person.objects.filter(organisation=houses[0]).first(),
                               worker=nadia, booking=made, booked_at=now, made_at=now)
"""


SAID = """
from levier.config.command import main
assert main(["migrate", "--quiet"]) == 0
from datetime import UTC, datetime
from django.core.management import call_command
from django.utils import timezone
from levier.foundation.accounts.actions import found_organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.documents.models import Document
from levier.register.people.models import ContactPoint, Person
then = datetime(2026, 6, 15, tzinfo=UTC)
houses = [found_organisation(name=code, code=code, at=then) for code in ("saint-gilles", "ailleurs")]
for house in houses:
    with working_for(house.pk):
        old = [("kept", 9, None), ("old", 9, then), ("old-and-empty", 0, then), ("erased", 0, None)]
        for name, size, emptied in old:
            Document.objects.create(organisation=house, kind="import", name=name, media_type="text/csv", size=size,
                                    sha256="", place=f"{house.pk}/{name}", permission="people.see", made_at=then,
                                    emptied_at=emptied, emptied_for="age" if emptied else "")
house = houses[0]
with working_for(house.pk):
    named = {"first_name": "Олена", "search": "олена", "name_key": "олена"}
    olena = Person.objects.create(organisation=house, made_at=then, **named)
    for value, name in (("+32470123456", "une dame du foyer"), ("+32470999999", "")):
        ContactPoint.objects.create(organisation=house, person=olena, kind="phone", value=value, key=value,
                                    whose="other" if name else "self", whose_name=name)
def numbers():
    with working_for(house.pk):
        return list(ContactPoint.objects.order_by("pk").values_list("whose", "whose_name"))
def move(room, name):
    call_command("migrate", room, name, verbosity=0)
said = numbers()
move("people", "0005_identity_by_degrees")
assert numbers() == [("une dame du foyer", "une dame du foyer"), ("", "")], numbers()
move("documents", "0003_emptied_files")
before = timezone.now()
move("documents", "0004_why_a_file_is_gone")
after = timezone.now()
move("people", "0006_whose_number")
assert numbers() == said, numbers()
with working_for(house.pk):
    assert Person.objects.values_list("search", "name_key").get() == ("олена olena", "olena")
for house in houses:
    with working_for(house.pk):
        rows = {one.name: one for one in Document.objects.filter(organisation=house)}
        reasons = {name: one.emptied_for for name, one in rows.items()}
        assert reasons == {"kept": "", "old": "age", "old-and-empty": "age", "erased": "erasure"}, reasons
        assert [rows[name].emptied_at for name in ("kept", "old", "old-and-empty")] == [None, then, then]
        assert before <= rows["erased"].emptied_at <= after
"""
