"""On PostgreSQL the database itself keeps organisations apart."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from levier.foundation.accounts.tenancy import APPLICATION_ROLE, organisation_tables, working_for
from levier.register.people.models import Person
from tests.cast import NOON, organisation, person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgresql,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="row-level security exists on PostgreSQL only"),
]


def test_every_organisation_table_has_forced_row_security():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid"
            " WHERE relrowsecurity AND relforcerowsecurity"
        )
        secured = {row[0] for row in cursor.fetchall()}

    assert secured == {model._meta.db_table for model in organisation_tables()}


def test_the_application_role_owns_nothing_and_bypasses_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", [APPLICATION_ROLE])
        assert cursor.fetchall() == [(False, False)]
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = %s", [APPLICATION_ROLE])
        assert cursor.fetchone() == (0,)


def test_a_raw_query_without_the_setting_sees_nothing():
    person("Mariam")

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION_ROLE}")
        cursor.execute("SELECT count(*) FROM people_person")
        assert cursor.fetchone() == (0,)
        cursor.execute("RESET ROLE")


def test_working_for_one_organisation_never_meets_another():
    here, elsewhere = organisation(), organisation("ailleurs")
    mariam, stranger = person("Mariam", at=here), person("Aziz", at=elsewhere)

    with working_for(here.pk):
        seen = list(Person.objects.values_list("pk", flat=True))
    with working_for(elsewhere.pk):
        seen_elsewhere = list(Person.objects.values_list("pk", flat=True))

    assert (seen, seen_elsewhere) == ([mariam.pk], [stranger.pk])


def test_nobody_writes_into_another_organisation():
    here, elsewhere = organisation(), organisation("ailleurs")

    with pytest.raises(ProgrammingError), transaction.atomic(), working_for(here.pk):
        Person.objects.create(organisation=elsewhere, first_name="Aziz", made_at=NOON)
