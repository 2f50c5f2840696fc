"""A text stays a text: whatever was typed, no page makes an element, an attribute or an address of it."""

import pytest
from django.db import models

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.accounts.tenancy import organisation_tables
from levier.register.people.models import Person
from tests.cast import colleague, organisation, person
from tests.results import note
from tests.trust.house import lived_in, walk
from tests.trust.payloads import CALL, PAYLOADS, born

pytestmark = pytest.mark.django_db
KEPT = {
    "documents.document": {"place", "sha256", "permission", "about"},
    "imports.importrun": {"about", "importer", "fingerprint"},
    "pathways.notedraft": {"form"},
}
KEYS = {
    "key",
    "code",
    "rule_set",
    "secret_hash",
    "search",
    "name_key",
    "figure_hash",
    "seal",
    "indicator",
    "field",
    "importer",
    "sheet",
}
WRITTEN = list(dict.fromkeys(one.replace("\x00", "") for one in PAYLOADS))
"""As a database can hold them, each once: some names stand once in a table."""


def soil(house, shift):
    """Put a payload into every free text of every row of a house, another one in each; how many were put."""
    count = 0
    for model in organisation_tables():
        if model._meta.label_lower.startswith("journal."):
            continue
        names = [field for field in model._meta.local_concrete_fields if _is_free(model, field)]
        for pk in model._base_manager.filter(organisation_id=house.pk).values_list("pk", flat=True) if names else ():
            words = {f.name: WRITTEN[(count + n + shift) % len(WRITTEN)][: f.max_length] for n, f in enumerate(names)}
            model._base_manager.filter(pk=pk).update(**words)
            count += len(words)
    Organisation.objects.filter(pk=house.pk).update(name=PAYLOADS[4], address=PAYLOADS[8], phone=PAYLOADS[0])
    User.objects.filter(memberships__organisation=house).update(name=PAYLOADS[8 + shift % 8])
    return count + 4


def _is_free(model, field):
    if not isinstance(field, models.CharField | models.TextField) or field.choices or field.primary_key:
        return False
    if field.name in KEPT.get(model._meta.label_lower, ()) or field.name in KEYS:
        return False
    is_address = isinstance(field, models.URLField) or field.name == "link"  # refused where it comes in: test_typed
    return (field.max_length or 999) >= 20 and not field.unique and not is_address


@pytest.mark.parametrize("shift", [0, 31])
def test_no_page_makes_anything_of_a_text_that_stands_in_the_database(shift):
    place = lived_in(roles=(Role.DIRECTION, Role.ADMINISTRATOR))
    soiled = soil(place.house, shift)
    made, pages, shown = [], 0, 0
    for client in place.browsers.values():
        for page in walk(client, most=1):
            pages += 1
            shown += page.text.count(CALL)
            made += [(page.path, one) for one in born(page.text)]
    note("xss", f"database-{shift}", payloads_by_places=soiled, pages=pages, run=len(made))

    assert made == []
    assert (soiled > 80, shown > 300) == (True, True)


def test_a_page_that_trusted_a_text_would_be_found_out():
    """Else the search above would prove nothing."""
    unseen = [one for one in PAYLOADS if not born(f'<p title={one}>x</p><a href="{one}">y</a><div>{one}</div>')]

    assert len(unseen) < len(PAYLOADS) / 3  # the others are for other places than these three


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_real_browser_runs_nothing_and_complains_of_nothing(live_server, browser_process, journal_may_be_emptied):
    from tests.journeys.conftest import sign_in

    house = organisation()
    nadia = colleague(Role.DIRECTION, at=house)
    for number, payload in enumerate(PAYLOADS):
        person(payload.replace("\x00", "")[:60], f"{number}", at=house)
    Organisation.objects.filter(pk=house.pk).update(name=PAYLOADS[4])
    everybody = list(Person.objects.values_list("pk", flat=True))
    complaints = []
    with browser_process.new_context(base_url=live_server.url, locale="fr-BE") as context:
        page = context.new_page()
        page.on("dialog", lambda dialog: complaints.append(f"dialog {dialog.message}"))
        page.on("pageerror", lambda error: complaints.append(f"error {error}"))
        page.on("console", lambda word: complaints.append(word.text) if word.type in ("error", "warning") else None)
        page.on("request", lambda asked: complaints.append(asked.url) if "zqx" in asked.url.partition("?")[0] else None)
        sign_in(page, nadia)
        for address in ["/", "/personnes/", "/personnes/?page=2", "/equipe/", "/journal/", "/chercher/?q=zqx"]:
            page.goto(address)
        for pk in everybody[::6]:
            page.goto(f"/personnes/{pk}/")
            page.goto(f"/personnes/{pk}/modifier/")

    assert complaints == []
