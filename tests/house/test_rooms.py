"""The furniture of a room stands in its place, in one direction; rules, clocks and writes stay where they belong."""

import ast

import pytest

from tests.house.rooms import NO_PLACE, bare_functions, climbs, clocks, judges, kind, modules, rooms, signals, writes
from tests.house.templates import SOURCE, templates

DOMAIN = {"enums", "models", "rules", "actions", "engine", "checks", "corrections", "merging", "freezing", "stays"}
CLOCK_OF_A_READING = "foundation/journal/actions.py"
"""The line of a reading is written by the door, which gives no moment of its own."""
DOORS_OF_THE_HOUSE = {"foundation/accounts/apps.py", "foundation/journal/apps.py"}
"""Row-level security and triggers are made after migrations: the only thing that Django tells by a signal alone."""
NO_ACTOR_YET = {"join", "accept_with_new_account", "found_organisation"}
"""Whoever holds the link of an invitation acts before being a colleague; a new association has nobody yet."""
UPSTREAM = {
    "foundation/outbox/actions.py": ["tasks"],  # a letter that is written wakes the task that sends it
    "foundation/imports/views.py": ["tasks"],  # a page that starts long work hands it on
    "foundation/documents/actions.py": ["queries"],  # the room left for files is asked by pages and by the action
}
PARTS = [(room, path) for room in rooms() for path in modules(room)]


def name(path):
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_a_room_says_what_it_is_for_what_it_promises_and_what_it_refuses(room):
    said = ast.get_docstring(ast.parse((room / "__init__.py").read_text())) or ""

    assert said.startswith(f"{room.name.capitalize()}: ")
    assert "Promises" in said
    assert "Refuses" in said


def test_no_file_is_a_drawer_for_what_has_no_place():
    assert [name(path) for _, path in PARTS if path.stem in NO_PLACE] == []


def test_inside_a_room_imports_run_in_the_order_of_the_furniture():
    found = {
        name(path): climbs(path.read_text(), kind(path, room), f"levier.{room.parent.name}.{room.name}")
        for room, path in PARTS
    }

    assert {place: later for place, later in found.items() if later} == UPSTREAM


def test_domain_code_reads_no_clock():
    found = {name(path): clocks(path.read_text()) for room, path in PARTS if kind(path, room) in DOMAIN}

    assert {place for place, lines in found.items() if lines} == {CLOCK_OF_A_READING}


def test_views_change_nothing_themselves_and_weigh_no_role():
    found = {
        name(path): writes(path.read_text()) + judges(path.read_text())
        for room, path in PARTS
        if kind(path, room) == "views"
    }

    assert {place: lines for place, lines in found.items() if lines} == {}


def test_templates_weigh_no_role():
    weighing = [place for place, text in templates().items() if "actor.roles" in text or "actor.role" in text]

    assert weighing == []


def test_rooms_do_not_signal_to_each_other():
    found = {name(path): signals(path.read_text()) for _, path in PARTS}

    assert {place: heard for place, heard in found.items() if heard and place not in DOORS_OF_THE_HOUSE} == {}


def test_these_inspections_find_what_they_look_for():
    climbing = "from levier.register.people.views import person_page"

    assert climbs(climbing, "actions", "levier.register.people") == ["views"]
    assert climbs(climbing, "urls", "levier.register.people") == []
    assert clocks("day = timezone.localdate()\nother = timezone.localdate(at)\nthen = date.today()") == [1, 3]
    assert writes("person.save()\npeople.filter(pk=1).delete()\npeople.count()") == [1, 2]
    assert judges("if 'direction' in request.actor.roles: pass") == [1]
    assert signals("from django.db.models.signals import post_save") == ["django.db.models.signals"]


def test_actions_are_called_by_name_and_say_who_acts():
    found = {name(path): bare_functions(path.read_text()) for room, path in PARTS if kind(path, room) == "actions"}

    assert {place: names for place, names in found.items() if set(names) - NO_ACTOR_YET} == {}
    assert bare_functions("@atomic\ndef enrol(activity): ...\n@atomic\ndef close(*, by): ...") == ["enrol"]
