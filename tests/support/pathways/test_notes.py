"""What is written of Mariam is read by those it is for."""

from datetime import date, timedelta

import pytest
import time_machine

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Detail, Line
from levier.foundation.kit.permissions import Refused
from levier.support.pathways.actions import change_note, drop_expired, withdraw_note, write_note
from levier.support.pathways.enums import Audience, NoteKind
from levier.support.pathways.models import Note
from levier.support.pathways.queries import notes_of
from tests.cast import actor, browser, colleague, organisation, person
from tests.support.pathways.cast import NOW, TODAY, accompanied

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return colleague()


@pytest.fixture
def mariam(nadia):
    found = person()
    accompanied(actor(Role.DIRECTION, name="Zoe"), found, referent=nadia)
    return found


def written(by, somebody, audience=Audience.TEAM, text="Elle a visité la crèche", on=TODAY):
    return write_note(by=by, person=somebody, kind=NoteKind.INTERVIEW, audience=audience, on=on, text=text, at=NOW)


def me(user):
    return actor_for(user, organisation())


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (Audience.TEAM, ["Ali", "Hakim", "Nadia"]),
        (Audience.RESTRICTED, ["Hakim", "Nadia"]),
        (Audience.MINE, ["Nadia"]),
    ],
)
def test_each_note_has_its_readers(nadia, mariam, audience, readers):
    ali, hakim = colleague(name="Ali"), colleague(Role.COORDINATION, name="Hakim")
    written(me(nadia), mariam, audience)

    read = [one.name for one in (ali, hakim, nadia) if notes_of(me(one), mariam).exists()]

    assert read == readers


def test_another_association_reads_none(nadia, mariam):
    written(me(nadia), mariam)

    assert not notes_of(actor(at=organisation("ailleurs"), name="Eva"), mariam).exists()


def test_a_restricted_note_is_not_written_by_who_does_not_accompany_her(mariam):
    with pytest.raises(Refused):
        written(actor(name="Ali"), mariam, Audience.RESTRICTED)

    assert Note.objects.count() == 0


def test_an_animator_writes_none(mariam):
    with pytest.raises(Refused):
        written(actor(Role.ANIMATOR), mariam)

    assert Note.objects.count() == 0


def test_a_note_of_tomorrow_is_refused(nadia, mariam):
    with pytest.raises(Refused):
        written(me(nadia), mariam, on=TODAY + timedelta(days=1))

    assert Note.objects.count() == 0


def test_the_journal_says_that_a_note_was_written_and_not_what(nadia, mariam):
    written(me(nadia), mariam, text="Violence à la maison")

    line = Line.objects.get(verb="note.written")
    assert line.object == f"people.person:{mariam.pk}"
    assert "Violence" not in str(Detail.objects.get(number=line.number).change)


def test_one_puts_ones_own_note_right_and_not_a_colleagues(nadia, mariam):
    note = written(me(nadia), mariam)
    values = {"kind": NoteKind.CALL, "audience": Audience.TEAM, "on": TODAY, "text": "Autre chose", "at": NOW}

    with pytest.raises(Refused):
        change_note(by=actor(Role.DIRECTION, name="Claire"), note=note, **values)
    change_note(by=me(nadia), note=note, **values)

    held = Note.objects.get()
    assert (held.text, held.search, held.changed_at, held.version) == ("Autre chose", "autre chose", NOW, 2)


def test_a_note_withdrawn_leaves_nothing_but_its_line(nadia, mariam):
    note = written(me(nadia), mariam)
    with pytest.raises(Refused):
        withdraw_note(by=actor(Role.DIRECTION, name="Claire"), note=note, at=NOW)

    withdraw_note(by=me(nadia), note=note, at=NOW)

    assert Note.objects.count() == 0
    assert Line.objects.filter(verb="note.withdrawn").count() == 1


def test_a_note_for_oneself_goes_after_ninety_days_and_the_others_stay(nadia, mariam):
    written(me(nadia), mariam, Audience.MINE)
    written(me(nadia), mariam, Audience.TEAM)

    kept = [drop_expired(by=me(nadia), on=day) for day in (date(2026, 9, 13), date(2026, 9, 14))]

    assert kept == [0, 1]
    assert Note.objects.get().audience == Audience.TEAM


def test_the_search_looks_in_what_one_may_read_and_in_nothing_else(nadia, mariam):
    written(me(nadia), mariam, Audience.MINE, text="crèche, pour moi")
    written(me(nadia), mariam, Audience.TEAM, text="La CRECHE a répondu")
    ali = browser(colleague(name="Ali"))

    asked = ali.post("/kit/recherche/", {"page": f"/accompagnements/{mariam.pk}/notes/", "libre": "q", "q": "Crèche"})
    page = ali.get(asked["Location"])

    assert [note.text for note, _own in page.context["notes"]] == ["La CRECHE a répondu"]


def test_a_note_is_written_put_right_and_taken_back_on_screen(nadia, mariam):
    client = browser(nadia)
    posted = {"kind": "call", "on": "15/06/2026", "text": "Appelée", "audience": "restricted", "version": 1}

    with time_machine.travel(NOW, tick=False):
        client.submit(f"/accompagnements/{mariam.pk}/notes/nouvelle/", posted)
        note = Note.objects.get()
        client.submit(f"/accompagnements/notes/{note.pk}/modifier/", posted | {"text": "Appelée deux fois"})
        page = client.get(f"/accompagnements/{mariam.pk}/notes/")
        assert [(one.text, own) for one, own in page.context["notes"]] == [("Appelée deux fois", True)]
        client.submit(f"/accompagnements/notes/{note.pk}/retirer/")

    assert Note.objects.count() == 0


def test_a_colleagues_note_has_no_page_to_change_it(nadia, mariam):
    note = written(me(nadia), mariam)
    client = browser(colleague(name="Ali"))

    assert client.get(f"/accompagnements/notes/{note.pk}/modifier/").status_code == 404
    assert client.submit(f"/accompagnements/notes/{note.pk}/retirer/").status_code == 404
    assert Note.objects.count() == 1


def test_reading_the_notes_leaves_a_line(nadia, mariam):
    browser(nadia).get(f"/accompagnements/{mariam.pk}/notes/")

    assert Line.objects.get(verb="notes.read").object == f"people.person:{mariam.pk}"
