"""What Nadia is writing of Mariam is hers until she writes it, and is never lost."""

from datetime import date, timedelta

import pytest
import time_machine

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Detail, Line
from levier.foundation.kit.permissions import Refused
from levier.support.pathways import leaving, merging
from levier.support.pathways.actions import drop_expired, forget_draft, keep_draft, write_note
from levier.support.pathways.enums import Audience, NoteKind
from levier.support.pathways.models import Note, NoteDraft, NoteTemplate
from levier.support.pathways.note_forms import with_headings
from levier.support.pathways.panels import drafts_due
from levier.support.pathways.queries import draft_of, notes_of
from tests.cast import actor, browser, colleague, organisation, person
from tests.support.pathways.cast import NOW, TODAY

pytestmark = pytest.mark.django_db
FORM = {"kind": "call", "on": "15/06/2026", "text": "Elle a appelé", "audience": "restricted", "version": 1}


@pytest.fixture
def nadia():
    return colleague()


@pytest.fixture
def mariam():
    return person()


def me(user):
    return actor_for(user, organisation())


def kept(by, somebody, text="Elle a appelé", at=NOW):
    values = {"kind": NoteKind.CALL, "audience": Audience.TEAM, "on": TODAY}
    return keep_draft(by=by, person=somebody, text=text, at=at, **values)


def written(by, somebody, text="Elle a appelé"):
    values = {"kind": NoteKind.CALL, "audience": Audience.TEAM, "on": TODAY}
    return write_note(by=by, person=somebody, text=text, at=NOW, **values)


def test_a_draft_is_its_authors_only_and_no_note(nadia, mariam):
    ali, claire = colleague(name="Ali"), colleague(Role.DIRECTION, name="Claire")
    draft = kept(me(nadia), mariam)

    assert [draft_of(me(one), mariam) for one in (nadia, ali, claire)] == [draft, None, None]
    assert [notes_of(me(one), mariam).count() for one in (nadia, ali, claire)] == [0, 0, 0]
    page = browser(claire).get(f"/accompagnements/{mariam.pk}/notes/")
    assert "Elle a appelé" not in page.content.decode()


def test_a_draft_kept_again_takes_the_place_of_the_first_and_the_journal_says_it_once(nadia, mariam):
    for text in ("Elle", "Elle a", "Elle a appelé"):
        kept(me(nadia), mariam, text)

    assert [one.text for one in NoteDraft.objects.all()] == ["Elle a appelé"]
    line = Line.objects.get(verb="note.draft_kept")
    assert not Detail.objects.filter(number=line.number).exists()


def test_two_colleagues_write_of_the_same_person_each_for_themselves(nadia, mariam):
    ali = colleague(name="Ali")
    kept(me(nadia), mariam, "De Nadia")
    kept(me(ali), mariam, "D'Ali")

    written(me(ali), mariam, "D'Ali, enfin")

    assert [one.text for one in NoteDraft.objects.all()] == ["De Nadia"]


def test_the_note_takes_the_place_of_its_draft(nadia, mariam):
    kept(me(nadia), mariam)

    written(me(nadia), mariam)

    assert (NoteDraft.objects.count(), Note.objects.count()) == (0, 1)


def test_what_the_page_sends_after_the_note_makes_no_draft_of_it(nadia, mariam):
    written(me(nadia), mariam)

    late, other = kept(me(nadia), mariam), kept(me(nadia), mariam, "Autre chose")

    assert late is None
    assert [other] == list(NoteDraft.objects.all())


def test_nothing_written_is_no_draft_and_does_not_empty_the_one_kept(nadia, mariam):
    assert kept(me(nadia), mariam, "  \n") is None
    kept(me(nadia), mariam)
    kept(me(nadia), mariam, "")

    assert [one.text for one in NoteDraft.objects.all()] == ["Elle a appelé"]


def test_an_animator_keeps_and_forgets_none(nadia, mariam):
    kept(me(nadia), mariam)
    ana = actor(Role.ANIMATOR, name="Ana")

    with pytest.raises(Refused):
        kept(ana, mariam)
    with pytest.raises(Refused):
        forget_draft(by=ana, person=mariam, at=NOW)

    assert NoteDraft.objects.count() == 1


def test_one_forgets_ones_own_draft_and_not_a_colleagues(nadia, mariam):
    kept(me(nadia), mariam)

    gone = [forget_draft(by=me(one), person=mariam, at=NOW) for one in (colleague(name="Ali"), nadia)]

    assert gone == [False, True]
    assert (NoteDraft.objects.count(), Line.objects.filter(verb="note.draft_forgotten").count()) == (0, 1)


def test_a_draft_that_nobody_touched_for_ninety_days_goes(nadia, mariam):
    kept(me(nadia), mariam)

    gone = [drop_expired(by=me(nadia), on=day) for day in (date(2026, 9, 13), date(2026, 9, 14))]

    assert gone == [0, 1]


def test_a_draft_waits_in_my_day_of_its_author_and_is_late_after_a_week(nadia, mariam):
    kept(me(nadia), mariam)
    week = timedelta(days=7)

    mine = [drafts_due(me(nadia), day, day) for day in (TODAY, TODAY + week, TODAY + week + timedelta(days=1))]

    assert [(one.title, one.at, one.is_late) for [one] in mine] == [
        (str(mariam), TODAY, False),
        (str(mariam), TODAY, False),
        (str(mariam), TODAY, True),
    ]
    assert drafts_due(actor(name="Ali"), TODAY, TODAY) == []
    assert drafts_due(actor(Role.ANIMATOR, name="Ana"), TODAY, TODAY) == []


def test_drafts_follow_when_two_files_are_made_one_and_go_when_she_is_erased(nadia, mariam):
    double, by = person("Maryam"), me(nadia)
    kept(by, mariam, "Le premier")
    kept(by, double, "Le deuxième", NOW + timedelta(hours=1))

    moved = merging.merge(by, mariam, double, NOW)
    both = [one.text for one in NoteDraft.objects.filter(person=mariam)]
    first = draft_of(by, mariam).text
    merging.undo(by, mariam, double, moved, NOW)
    apart = [one.text for one in NoteDraft.objects.filter(person=mariam)]
    copied = [one.text for one in leaving.rows(by, mariam)["pathways.notedraft"]]
    told = [str(one.what) for one in leaving.fates(by, mariam, None)]
    leaving.erase(by, mariam, None, NOW)

    assert (both, first, apart, copied) == (
        ["Le deuxième", "Le premier"],
        "Le deuxième",
        ["Le premier"],
        ["Le premier"],
    )
    assert told == ["1 brouillon de note"]
    assert [one.text for one in NoteDraft.objects.all()] == ["Le deuxième"]


def test_of_two_drafts_brought_together_the_note_takes_the_place_of_the_one_shown(nadia, mariam):
    double, by = person("Maryam"), me(nadia)
    kept(by, mariam, "Le premier")
    kept(by, double, "Le deuxième", NOW + timedelta(hours=1))
    merging.merge(by, mariam, double, NOW)

    written(by, mariam, "Le deuxième, fini")

    assert [one.text for one in NoteDraft.objects.all()] == ["Le premier"]


def test_without_scripts_the_button_keeps_the_draft_and_the_page_gives_it_back(nadia, mariam):
    client, page = browser(nadia), f"/accompagnements/{mariam.pk}/notes/nouvelle/"

    with time_machine.travel(NOW, tick=False):
        client.submit(page, FORM | {"geste": "brouillon"})
        shown = client.get(page).context["form"]
        values = {name: shown[name].value() for name in ("kind", "on", "text", "audience")}
        client.submit(page, FORM | {"text": "Elle a appelé deux fois"})

    assert values == {"kind": "call", "on": date(2026, 6, 15), "text": "Elle a appelé", "audience": "restricted"}
    assert NoteDraft.objects.count() == 1  # restricted, and Nadia does not accompany her: refused, and nothing is lost
    with time_machine.travel(NOW, tick=False):
        client.submit(page, FORM | {"audience": "team"})
    assert (NoteDraft.objects.count(), Note.objects.get().text) == (0, "Elle a appelé")


def test_a_day_that_means_nothing_loses_no_word(nadia, mariam):
    page = f"/accompagnements/{mariam.pk}/notes/nouvelle/"

    browser(nadia).submit(page, FORM | {"on": "hier", "kind": "?", "audience": "", "geste": "brouillon"})

    draft = NoteDraft.objects.get()
    assert (draft.text, draft.on, draft.kind, draft.audience) == ("Elle a appelé", None, "interview", "team")


def test_a_text_too_long_to_be_kept_whole_is_shown_again_and_not_cut(nadia, mariam):
    text = "a" * 10_001
    client = browser(nadia)

    answer = client.submit(f"/accompagnements/{mariam.pk}/notes/nouvelle/", FORM | {"text": text, "geste": "brouillon"})
    sent = client.post(f"/accompagnements/{mariam.pk}/notes/brouillon/", FORM | {"text": text})

    assert (answer.status_code, answer.context["form"]["text"].value()) == (422, text)
    assert "trop long" in sent.content.decode()
    assert NoteDraft.objects.count() == 0


def test_while_one_writes_the_page_keeps_and_says_at_what_time(nadia, mariam):
    with time_machine.travel(NOW, tick=False):
        answer = browser(nadia).post(f"/accompagnements/{mariam.pk}/notes/brouillon/", FORM)

    assert answer.content.decode().strip() == "Brouillon gardé à 12\u00a0h."
    assert NoteDraft.objects.get().text == "Elle a appelé"


def test_a_draft_about_somebody_of_another_association_is_not_kept(nadia):
    theirs = person(at=organisation("ailleurs"))

    answer = browser(nadia).post(f"/accompagnements/{theirs.pk}/notes/brouillon/", FORM)

    assert (answer.status_code, NoteDraft.objects.count()) == (404, 0)


def test_headings_fill_an_empty_note_and_stand_under_what_is_typed_once(nadia, mariam):
    template = NoteTemplate.objects.get(code="contact-telephonique", organisation=organisation())

    empty = with_headings({}, template)
    typed = with_headings({"text": "Elle a appelé", "kind": "other"}, template)
    again = with_headings(typed, template)

    assert (empty["text"], empty["kind"]) == (template.text, "call")
    assert (typed["text"], typed["kind"]) == (f"Elle a appelé\n\n{template.text}", "other")
    assert again == typed


def test_headings_are_asked_in_the_address_and_what_was_typed_comes_along(nadia, mariam):
    template = NoteTemplate.objects.get(code="bilan", organisation=organisation())
    client, page = browser(nadia), f"/accompagnements/{mariam.pk}/notes/nouvelle/"

    fresh = client.get(f"{page}?modele={template.pk}").context["form"]["text"].value()
    asked = client.submit(page, FORM | {"geste": "modele", "modele": template.pk})
    typed = client.get(asked["Location"]).context["form"]["text"].value()

    assert fresh == template.text
    assert asked["Location"] == f"{page}?modele={template.pk}"
    assert typed == f"Elle a appelé\n\n{template.text}"


@pytest.mark.parametrize("wanted", ["", "x", "999999999", "-1"])
def test_headings_that_are_none_change_nothing(nadia, mariam, wanted):
    shown = browser(nadia).get(f"/accompagnements/{mariam.pk}/notes/nouvelle/?modele={wanted}")

    assert (shown.status_code, shown.context["form"]["text"].value()) == (200, None)


def test_headings_of_another_association_are_not_found(nadia, mariam):
    theirs = NoteTemplate.objects.filter(organisation=organisation("ailleurs")).first()

    shown = browser(nadia).get(f"/accompagnements/{mariam.pk}/notes/nouvelle/?modele={theirs.pk}")

    assert shown.context["form"]["text"].value() is None
    assert theirs not in shown.context["form"].fields["modele"].queryset
