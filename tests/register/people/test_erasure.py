"""Mariam asks to be forgotten: what goes, what stays for a funder, and that no figure moves."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.core import serializers
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse

from levier.activity.activities.attendance import Entry, record_attendance
from levier.development.projects.models import Agreement
from levier.evidence.outcomes.corrections import correct_entry
from levier.evidence.outcomes.models import Participation
from levier.evidence.reports.queries import report_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.snapshot import report_json
from levier.foundation.accounts.enums import Role
from levier.foundation.documents.actions import attach
from levier.foundation.documents.checks import check_upload
from levier.foundation.documents.models import Document
from levier.foundation.imports.actions import execute, start_run
from levier.foundation.imports.importer import importers
from levier.foundation.journal.models import Line
from levier.foundation.journal.queries import first_break
from levier.foundation.kit.actors import house as house_of
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import reference
from levier.foundation.outbox.models import Message
from levier.register.partners.models import Partner
from levier.register.people.actions import Identity, change_person, keep_contact_point
from levier.register.people.leaving import departure_of, erase_person, release_proofs
from levier.register.people.merging import bring_together, merge_people
from levier.register.people.models import ContactPoint, Merge, NameInUse, Person, SealedProof
from tests.activity.activities.cast import AFTER, workshop
from tests.cast import NOON, actor, browser, colleague, organisation, person, project
from tests.evidence.outcomes.workbooks import mariam, sheet
from tests.foundation.documents.samples import pdf
from tests.foundation.outbox.cast import written
from tests.results import note

pytestmark = pytest.mark.django_db
WORDS = ("Zulaykha", "zulaykha", "Ouedraogovic", "ouedraogovic", "zou@example.org", "0470998877", "470998877")
"""Whatever names her or reaches her: no other row of the house says any of these."""
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def files() -> set[Path]:
    return {path for path in Path(default_storage.path("")).rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def own_files(monkeypatch, tmp_path):
    """Files of other tests are no trace of this one."""
    monkeypatch.setattr(default_storage, "location", str(tmp_path))


def traces() -> dict[str, int]:
    """Where her words still stand: in rows, in the bytes of the database file, in the files kept."""
    rows = serializers.serialize("json", [row for model in apps.get_models() for row in model._base_manager.all()])
    kept = b"".join(path.read_bytes() for path in files())
    bytes_of = {"rows": rows.encode(), "files": kept}
    if connection.vendor == "sqlite":
        bytes_of["database"] = connection.connection.serialize()
    found = {place: sum(text.count(word.encode()) for word in WORDS) for place, text in bytes_of.items()}
    return {place: count for place, count in found.items() if count}


def boss():
    known = Person.objects.count()
    return actor(Role.DIRECTION, name=f"Dir {known} {Line.objects.count()}")


def zulaykha(by, there) -> Person:
    """Somebody with a whole life in the house: brought by a workbook, corrected, written to, present, with papers."""
    cells = {"Prénom": "Zulaykha", "Nom": "Ouedraogovic"}
    run = start_run(
        by=by,
        importer=importers["people"],
        about=reference(there),
        name="stagiaires.csv",
        data=sheet(mariam(cells)),
        at=NOON,
    )
    execute(by=by, run=run, at=NOON)
    held = Participation.objects.get()
    her = held.person
    change_person(
        by=by, person=her, identity=Identity("Zulaykha", "Ouedraogovic", gender="W", commune="Forest"), at=NOON
    )
    correct_entry(by=by, participation=held, changes={"nationalities": "GN"}, reason="Zulaykha l'a dit", at=NOON)
    attach(by=by, to=held, upload=check_upload("zulaykha.pdf", pdf()), kind="proof", title="Carte de Zulaykha", at=NOON)
    for kind, value in (("phone", "+32470998877"), ("mail", "zou@example.org")):
        point = ContactPoint(person=her)
        values = {"kind": kind, "value": value, "whose": "other", "whose_name": "Zulaykha"}
        keep_contact_point(by=by, point=point, values=values, at=NOON)
    written("zou@example.org", body="Bonjour Zulaykha")
    return her


def present(by, her: Person, there=None) -> None:
    activity, session, _others = workshop(2, project=there)
    activity.enrolments.create(organisation=her.organisation, person=her, made_at=NOON)
    entry = {her.pk: Entry("excused", reason="Zulaykha est malade")}
    record_attendance(by=by, session=session, entries=entry, at=AFTER)
    record_attendance(by=by, session=session, entries={her.pk: Entry("present")}, at=AFTER)


def figures(there) -> str:
    report = report_of(house_of(there.organisation_id), there, rule_sets()["esf-plus-2021"], YEAR)
    return json.dumps(report_json(report), default=str, sort_keys=True)


def funded(there, ends_on=date(2026, 12, 31)) -> Agreement:
    funder = Partner.objects.create(organisation=there.organisation, name="FSE")
    return Agreement.objects.create(
        organisation=there.organisation, project=there, funder=funder, reference="C-1", ends_on=ends_on
    )


def test_without_funded_hours_no_trace_is_left_and_no_figure_moves(django_capture_on_commit_callbacks):
    by, there = boss(), project()
    her = zulaykha(by, there)
    present(by, her)
    before = figures(there)
    assert set(traces()) == {"rows", "files"} | ({"database"} if connection.vendor == "sqlite" else set())

    with django_capture_on_commit_callbacks(execute=True):
        until = erase_person(by=by, person=her, reason="asked", at=NOON)

    left = traces()
    note("erasure", "without-funds", traces=sum(left.values()))
    assert (until, left, figures(there)) == (None, {}, before)
    assert first_break(by.organisation_id) is None


def test_with_funded_hours_the_social_file_goes_now_and_the_proofs_wait_under_lock(django_capture_on_commit_callbacks):
    by, there = boss(), project()
    her = zulaykha(by, there)
    funded(there)
    present(by, her, there)
    before = figures(there)

    with django_capture_on_commit_callbacks(execute=True):
        until = erase_person(by=by, person=her, reason="asked", at=NOON)

    assert (until, figures(there)) == (date(2031, 12, 31), before)
    assert (Message.objects.count(), her.contact_points.count()) == (0, 0)
    assert set(Document.objects.values_list("permission", flat=True)) == {"people.proofs"}
    her.refresh_from_db()
    assert (str(her), her.birth_date, her.search) == ("Personne effacée", None, "")
    assert list(Person.objects.visible_to(by).filter(pk=her.pk)) == []


def test_the_proofs_go_when_their_day_is_over_and_leave_no_trace(django_capture_on_commit_callbacks):
    by, there = boss(), project()
    her = zulaykha(by, there)
    funded(there)
    present(by, her, there)
    before = figures(there)
    house = house_of(by.organisation_id)

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(by=by, person=her, reason="asked", at=NOON)
        early = release_proofs(by=house, on=date(2031, 12, 31), at=NOON)
        late = release_proofs(by=house, on=date(2032, 1, 1), at=NOON)

    left = traces()
    note("erasure", "after-proofs", traces=sum(left.values()))
    assert (early, late, left, figures(there)) == (0, 1, {}, before)


def test_a_payment_that_came_later_keeps_the_proofs_longer():
    by, there = boss(), project()
    her = zulaykha(by, there)
    agreement = funded(there)
    erase_person(by=by, person=her, reason="asked", at=NOON)
    agreement.ends_on = date(2028, 6, 30)
    agreement.save()

    gone = release_proofs(by=house_of(by.organisation_id), on=date(2032, 1, 1), at=NOON)

    assert (gone, SealedProof.objects.get().until) == (0, date(2033, 12, 31))


def test_somebody_on_whom_nothing_is_counted_is_deleted_whole():
    by, her = boss(), person("Zulaykha", "Ouedraogovic")

    erase_person(by=by, person=her, reason="mistake", at=NOON)

    assert (Person.objects.count(), SealedProof.objects.count()) == (0, 0)
    assert Line.objects.get(verb="person.erased").object == f"people.person:{her.pk}"


def test_files_that_were_merged_into_hers_go_with_it():
    by = boss()
    her, twin = person("Zulaykha", "Ouedraogovic"), person("Zoulaykha", "Ouedraogovic", birth_date=date(1990, 5, 12))
    merge_people(by=by, pair=bring_together(by=by, one=her, other=twin, at=NOON), at=NOON)
    her.refresh_from_db()

    erase_person(by=by, person=her, reason="asked", at=NOON)

    assert (Person.objects.count(), Merge.objects.count(), traces()) == (0, 0, {})


def test_a_name_that_somebody_else_bears_is_still_found():
    by = boss()
    her = zulaykha(by, project())
    change_person(by=by, person=person("Aziz", "Ouedraogovic"), identity=Identity("Aziz", "Ouedraogovic"), at=NOON)

    erase_person(by=by, person=her, reason="asked", at=NOON)

    names = NameInUse.objects.values_list("word", flat=True)
    assert ("ouedraogovic" in names, "zulaykha" in names) == (True, False)


def test_what_will_happen_is_told_before_and_changes_nothing():
    by, there = boss(), project()
    her = zulaykha(by, there)
    funded(there)
    before = traces()

    told = departure_of(by, her)

    assert told.until == date(2031, 12, 31)
    assert told.figures == ("1 participation à un projet",)
    assert [words.partition("\u202f:")[0] for words in told.proofs] == [
        "le nom et la date de naissance, fermés à clé, pour un contrôle",
        "le classeur importé le 15/06/2026, entier",
        "1 document d'une participation",
    ]
    assert traces() == before


def test_an_erased_file_is_not_erased_twice():
    by, there = boss(), project()
    her = zulaykha(by, there)
    erase_person(by=by, person=her, reason="asked", at=NOON)

    with pytest.raises(Refused):
        erase_person(by=by, person=her, reason="asked", at=NOON)


def test_the_whole_way_on_screen_and_the_control_that_opens_the_proof():
    by, there = boss(), project()
    her = zulaykha(by, there)
    funded(there)
    fatou, auditor = browser(colleague(Role.COORDINATION, name="Fatou")), browser(colleague(Role.AUDITOR, name="Ann"))
    url = reverse("people:erase", args=[her.pk])

    shown = fatou.get(url).text
    answer = fatou.submit(url, {"reason": "asked"})
    proof = SealedProof.objects.get()
    opened = auditor.get(reverse("people:proof", args=[proof.pk])).text

    assert ("31 décembre 2031" in shown, answer.headers["Location"]) == (True, reverse("people:people"))
    assert fatou.get(reverse("people:person", args=[her.pk])).status_code == 404
    assert "Zulaykha Ouedraogovic" in opened
    assert Line.objects.filter(verb="person.proof_read", object=reference(proof)).count() == 1
    assert "Zulaykha" not in auditor.get(reverse("people:proofs")).text


def test_who_accompanies_her_may_neither_erase_nor_open_proofs_and_a_stranger_finds_nothing():
    elsewhere = organisation("ailleurs")
    theirs = person("Zulaykha", "Ouedraogovic", at=elsewhere)
    proof = SealedProof.objects.create(organisation=elsewhere, person=theirs, sealed="x", until=date(2031, 12, 31))
    nadia, boss_here = browser(colleague(Role.COUNSELLOR)), browser(colleague(Role.DIRECTION, name="Dirk"))
    erase, opened = reverse("people:erase", args=[theirs.pk]), reverse("people:proof", args=[proof.pk])

    assert [nadia.get(url).status_code for url in (erase, opened)] == [403, 403]
    assert [boss_here.get(url).status_code for url in (erase, opened)] == [404, 404]
    assert boss_here.submit(erase, {"reason": "asked"}).status_code == 404
    assert Person.objects.filter(erased_at=None).count() == 1
