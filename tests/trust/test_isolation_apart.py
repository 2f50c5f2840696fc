"""Organisations never see each other: what needs a house of its own, or a connection of its own."""

from itertools import islice

import pytest
from django.db import connection

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.tenancy import working_for
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


@pytest.mark.skipif(connection.vendor != "postgresql", reason="row-level security exists on PostgreSQL only")
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
