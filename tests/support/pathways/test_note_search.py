"""The search looks inside the notes that one may read, and in no other: each level, each reader."""

from datetime import timedelta

import pytest

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Line
from levier.support.pathways.actions import end_part, give_part, open_pathway, write_note
from levier.support.pathways.enums import Audience, NoteKind, Part
from levier.support.pathways.models import Note, NoteTemplate, Referent
from levier.support.pathways.note_search_views import WIDE, excerpt
from levier.support.pathways.queries import notes_around, notes_of, with_words
from tests.cast import actor, browser, colleague, organisation, person
from tests.guards import exactly
from tests.support.pathways.cast import NOW, SPRING, TODAY

pytestmark = pytest.mark.django_db
TEAM, RESTRICTED, MINE = Audience.TEAM, Audience.RESTRICTED, Audience.MINE
MAY = {
    ("author", TEAM): True,
    ("author", RESTRICTED): True,
    ("author", MINE): True,
    ("referent", TEAM): True,
    ("referent", RESTRICTED): True,
    ("referent", MINE): False,
    ("second", TEAM): True,
    ("second", RESTRICTED): True,
    ("second", MINE): False,
    ("former", TEAM): True,
    ("former", RESTRICTED): False,
    ("former", MINE): False,
    ("counsellor", TEAM): True,
    ("counsellor", RESTRICTED): False,
    ("counsellor", MINE): False,
    ("coordination", TEAM): True,
    ("coordination", RESTRICTED): True,
    ("coordination", MINE): False,
    ("direction", TEAM): True,
    ("direction", RESTRICTED): True,
    ("direction", MINE): False,
    ("stranger", TEAM): False,
    ("stranger", RESTRICTED): False,
    ("stranger", MINE): False,
}
"""Who reads a note of each level. `former` wrote none and accompanied her until the spring."""
AROUND = {"author", "referent", "second"}
"""Those of them who accompany her today."""


@pytest.fixture
def people():
    """Mariam, three notes of one text, and everybody who may ask."""
    mariam = person()
    found = {
        "author": colleague(name="Nadia"),
        "referent": colleague(name="Ali"),
        "second": colleague(name="Sofia"),
        "former": colleague(name="Fred"),
        "counsellor": colleague(name="Karim"),
        "coordination": colleague(Role.COORDINATION, name="Hakim"),
        "direction": colleague(Role.DIRECTION, name="Claire"),
        "stranger": colleague(Role.DIRECTION, at=organisation("ailleurs"), name="Eva"),
    }
    claire = actor_for(found["direction"], organisation())
    pathway = open_pathway(by=claire, person=mariam, on=SPRING, referent=found["referent"], at=NOW)
    for name, part in (("author", Part.SOCIAL), ("second", Part.SECOND), ("former", Part.JOB)):
        give_part(by=claire, pathway=pathway, user=found[name], part=part, on=SPRING, at=NOW)
    end_part(by=claire, referent=Referent.objects.get(user=found["former"]), on=SPRING, at=NOW)
    by = actor_for(found["author"], organisation())
    for audience in Audience:
        values = {"kind": NoteKind.CALL, "on": TODAY, "text": "La crèche a répondu", "at": NOW}
        write_note(by=by, person=mariam, audience=audience, **values)
    return mariam, found


def asking(user):
    return actor_for(user, organisation("ailleurs") if user.name == "Eva" else organisation())


def test_everybody_reads_and_finds_what_is_theirs_to_read_and_nothing_else(people):
    mariam, found = people
    told = {}
    for name, user in found.items():
        by = asking(user)
        hers = notes_of(by, mariam)
        same = [
            sorted(rows.values_list("audience", flat=True))
            for rows in (
                hers,
                with_words(hers, "creche"),
                with_words(notes_around(by, everybody=True), "CRÈCHE répondu"),
            )
        ]
        assert same[0] == same[1] == same[2]
        told |= {(name, audience): audience in same[0] for audience in Audience}

    assert told == MAY


def test_over_ones_own_people_one_finds_the_same_and_of_others_nothing(people):
    _mariam, found = people

    told = {
        (name, audience): notes_around(asking(user)).filter(audience=audience).exists()
        for name, user in found.items()
        for audience in Audience
    }

    assert told == {(name, audience): may and name in AROUND for (name, audience), may in MAY.items()}


def test_a_restricted_note_opens_with_the_work_and_closes_with_it(people):
    mariam, found = people
    claire, karim = asking(found["direction"]), asking(found["counsellor"])
    before = notes_of(karim, mariam).count()

    give_part(by=claire, pathway=mariam.pathways.get(), user=found["counsellor"], part=Part.JOB, on=TODAY, at=NOW)
    during = notes_of(karim, mariam).count()
    end_part(by=claire, referent=Referent.objects.get(user=found["counsellor"]), on=TODAY, at=NOW)

    assert (before, during, notes_of(karim, mariam).count()) == (1, 2, 1)


def test_who_accompanies_one_person_reads_nothing_restricted_of_another(people):
    _mariam, found = people
    awa, claire = person("Awa"), asking(found["direction"])
    open_pathway(by=claire, person=awa, on=SPRING, referent=found["counsellor"], at=NOW)

    assert sorted(one.audience for one in notes_around(asking(found["counsellor"]), everybody=True)) == [TEAM]
    assert notes_around(asking(found["counsellor"])).count() == 0


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("creche", True),
        ("répondu crèche", True),
        ("CRÈCHE", True),
        ("crech", True),
        ("crèche refusé", False),
        ("100%", False),
        ("_", True),  # no word at all: everything stands
        ("cr%che", True),  # two words to it, parted by a sign
        ("cr%chez", False),
    ],
)
def test_words_are_found_in_any_order_without_accents_and_nothing_else(people, words, is_found):
    mariam, found = people

    assert with_words(notes_of(asking(found["author"]), mariam), words).exists() == is_found


def test_the_page_shows_nothing_before_one_asks_and_notes_nobody(people):
    _mariam, found = people

    page = browser(found["author"]).get("/accompagnements/notes/")

    assert page.context["notes"] == []
    assert Line.objects.filter(verb="notes.read").count() == 0


def test_what_is_searched_stays_out_of_the_address_and_each_person_shown_is_in_the_journal(people):
    mariam, found = people
    awa = person("Awa")
    open_pathway(by=asking(found["direction"]), person=awa, on=SPRING, referent=found["author"], at=NOW)
    client = browser(found["author"])

    asked = client.post("/kit/recherche/", {"page": "/accompagnements/notes/", "libre": "q", "q": "Crèche"})
    page = client.get(asked["Location"])

    assert asked["Location"].startswith("/accompagnements/notes/?r=")
    assert [(one.audience, text) for one, text in page.context["notes"]] == [
        (MINE, "La crèche a répondu"),
        (RESTRICTED, "La crèche a répondu"),
        (TEAM, "La crèche a répondu"),
    ]
    assert [line.object for line in Line.objects.filter(verb="notes.read")] == [f"people.person:{mariam.pk}"]


def test_everybody_may_be_asked_for_what_one_may_read(people):
    _mariam, found = people
    client = browser(found["counsellor"])

    asked = client.post(
        "/kit/recherche/", {"page": "/accompagnements/notes/", "libre": "q", "q": "crèche", "qui": "toutes"}
    )

    assert [one.audience for one, _text in client.get(asked["Location"]).context["notes"]] == [TEAM]


def test_of_a_long_result_ten_are_shown_and_the_rest_follows(people):
    mariam, found = people
    by = asking(found["author"])
    for day in range(9):
        values = {"kind": NoteKind.CALL, "on": TODAY - timedelta(days=day + 1), "text": "Une crèche", "at": NOW}
        write_note(by=by, person=mariam, audience=TEAM, **values)
    client = browser(found["author"])
    asked = client.post("/kit/recherche/", {"page": "/accompagnements/notes/", "libre": "q", "q": "creche"})

    pages = [client.get(f"{asked['Location']}&page={number}").context for number in (1, 2)]

    assert [(len(one["notes"]), one["previous"], one["next"]) for one in pages] == [(10, None, 2), (2, 1, None)]


def test_one_note_and_three_ask_the_same(people):
    _mariam, found = people
    client = browser(found["author"])
    asked = client.post("/kit/recherche/", {"page": "/accompagnements/notes/", "libre": "q", "q": "creche"})
    client.get(asked["Location"])
    counts = []
    for gone in (0, 2):
        Note.objects.filter(pk__in=list(Note.objects.order_by("pk").values_list("pk", flat=True)[:gone])).delete()
        with exactly(7):
            counts.append(len(client.get(asked["Location"]).context["notes"]))

    assert counts == [3, 1]


def test_a_note_is_shown_by_the_lines_that_hold_a_word():
    text = "Demande\nUne CRÈCHE près de chez elle\n\nSuite\nRappeler la creche lundi"

    assert excerpt(text, "crèche") == "Une CRÈCHE près de chez elle … Rappeler la creche lundi"
    assert excerpt(text, "ailleurs") == "Demande"
    assert len(excerpt("mot " * 500, "mot")) == WIDE


def test_a_file_made_one_with_another_is_not_found_twice(people):
    mariam, found = people
    mariam.merged_into = person("Maryam")
    mariam.save()

    assert notes_around(asking(found["direction"]), everybody=True).count() == 0


def test_headings_are_written_changed_retired_and_put_back_on_screen():
    client = browser(colleague())
    values = {"name": "Visite", "kind": "act", "text": "Qui\n\n\nQuoi", "version": 1}

    client.submit("/accompagnements/modeles/notes/nouveau/", values)
    made = NoteTemplate.objects.get(name="Visite")
    page = f"/accompagnements/modeles/notes/{made.pk}"
    client.submit(f"{page}/modifier/", values | {"text": "Qui\n\n\nOù"})
    stale = client.submit(f"{page}/modifier/", values | {"text": "Autre"})
    client.submit(f"{page}/retirer/")
    retired = NoteTemplate.objects.get(pk=made.pk)
    again = client.submit(f"{page}/retirer/")
    twice = client.submit("/accompagnements/modeles/notes/nouveau/", values)
    taken = client.submit(f"{page}/remettre/", follow=True)

    assert (stale.status_code, again.status_code, twice.status_code) == (409, 422, 303)
    assert (retired.text, retired.retired_on is None) == ("Qui\n\n\nOù", False)
    assert "Un modèle en usage porte déjà ce nom." in taken.content.decode()
    NoteTemplate.objects.filter(name="Visite", retired_on=None).delete()
    client.submit(f"{page}/remettre/")
    client.submit(f"{page}/remettre/")
    assert NoteTemplate.objects.get(pk=made.pk).retired_on is None
    assert Line.objects.filter(verb="note_template.restored").count() == 1


def test_a_new_association_begins_with_headings_and_another_sees_none_of_them():
    by = actor()

    laid = NoteTemplate.objects.visible_to(by).order_by("pk")

    assert [one.code for one in laid] == ["premier-entretien", "bilan", "contact-telephonique", "demarche"]
    theirs = NoteTemplate.objects.filter(organisation=organisation("ailleurs")).first()
    answer = browser(colleague(name="Nora")).get(f"/accompagnements/modeles/notes/{theirs.pk}/modifier/")
    assert answer.status_code == 404
