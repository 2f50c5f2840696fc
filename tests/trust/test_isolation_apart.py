"""Organisations never see each other: what needs a house of its own, or a connection of its own."""

from itertools import islice

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.tenancy import APPLICATION_ROLE, organisation_tables, working_for
from tests.cast import organisation, person
from tests.house.furniture import ROLES
from tests.results import note
from tests.trust.canary import MARK, SEARCHED, is_in, mark
from tests.trust.forms import view_of
from tests.trust.house import lived_in, pages, walk

pytestmark = pytest.mark.django_db


def test_the_canary_is_seen_by_its_own_people():
    """Else the search for it would prove nothing."""
    place = lived_in(roles=(Role.DIRECTION,))
    mark(place.house)
    seen = (page.path for page in walk(place.browsers[Role.DIRECTION], most=1) if MARK in page.text)

    assert len(list(islice(seen, 61))) == 61


@pytest.mark.parametrize("role", [role for role in ROLES if role != Role.DIRECTION])
def test_what_somebody_holds_themselves_says_no_word_of_another_organisation(role):
    """To-dos of one's own, a second association: the furniture of the access matrix has neither."""
    place = lived_in(roles=(role,))
    mark(place.elsewhere)
    client = place.browsers[role]
    client.raise_request_exception = False
    paths = [path for path in pages() if view_of(path).partition(":")[0] in ("desk", "accounts", "agenda")]

    answers = {path: client.get(path) for path in (*paths, f"/chercher/?q={SEARCHED}", "/nulle-part/")}
    hits = [path for path, answer in answers.items() if is_in(answer)]
    note("canary", f"own-{role}", pages=len(answers), hits=len(hits))

    assert hits == []
    assert answers["/nulle-part/"].status_code == 404


@pytest.fixture
def canary():
    place = lived_in(roles=(Role.DIRECTION, Role.ADMINISTRATOR))
    assert mark(place.elsewhere) > 60
    return place


on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="row-level security exists on PostgreSQL only"
)


@pytest.fixture
def as_application():
    """The connection, as the role that the site works under."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION_ROLE}")
        yield cursor
        transaction.set_rollback(True)


@on_postgresql
@pytest.mark.postgresql
def test_every_table_of_an_organisation_is_empty_without_the_setting(canary, as_application):
    seen = {}
    for model in organisation_tables():
        as_application.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
        seen[model._meta.db_table] = as_application.fetchone()[0]

    assert len(seen) > 30
    assert {table: count for table, count in seen.items() if count} == {}


@on_postgresql
@pytest.mark.postgresql
@pytest.mark.parametrize("setting", ["", "0", "-1", "999999999"])
def test_a_setting_that_names_nobody_shows_nothing(canary, as_application, setting):
    as_application.execute("SELECT set_config('app.organisation', %s, true)", [setting])
    as_application.execute("SELECT count(*) FROM people_person")

    assert as_application.fetchone() == (0,)


@on_postgresql
@pytest.mark.postgresql
def test_no_row_of_another_organisation_is_read_changed_removed_or_given_away(canary, as_application):
    as_application.execute("SELECT set_config('app.organisation', %s, true)", [str(canary.house.pk)])
    touched = {}
    for model in organisation_tables():
        table, other = model._meta.db_table, canary.elsewhere.pk
        if table.startswith("journal_line"):
            continue  # its triggers refuse before the policy is asked
        for statement in (
            f'SELECT count(*) FROM "{table}" WHERE organisation_id = {other}',
            f'UPDATE "{table}" SET organisation_id = organisation_id WHERE organisation_id = {other}',
            f'DELETE FROM "{table}" WHERE organisation_id = {other}',
        ):
            as_application.execute(statement)
            count = as_application.fetchone()[0] if statement.startswith("SELECT") else as_application.rowcount
            if count:
                touched[statement] = count

    assert touched == {}


@on_postgresql
@pytest.mark.postgresql
def test_a_row_cannot_be_put_into_another_organisation(canary):
    accepted = []
    for model in organisation_tables():
        row = model._base_manager.filter(organisation_id=canary.house.pk).first()
        if row is None or model._meta.label_lower.startswith("journal."):
            continue
        try:
            with transaction.atomic(), working_for(canary.house.pk):
                model._base_manager.filter(pk=row.pk).update(organisation_id=canary.elsewhere.pk)
            accepted.append(model._meta.db_table)
        except ProgrammingError:
            pass

    assert accepted == []


@on_postgresql
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_used_again_has_forgotten_the_organisation(journal_may_be_emptied):
    here = organisation()
    person("Mariam", at=here)
    with working_for(here.pk), connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('app.organisation', true)")
        inside = cursor.fetchone()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, coalesce(current_setting('app.organisation', true), '')")
        after = cursor.fetchone()
    with pytest.raises(ZeroDivisionError), working_for(here.pk):
        _ = 1 / 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('app.organisation', true), ''), current_setting('role')")
        after_accident = cursor.fetchone()

    assert inside == ("levier_application", str(here.pk))
    assert after[0] != "levier_application"
    assert (after[1], after_accident) == ("", ("", "none"))
