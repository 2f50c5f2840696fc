"""A loss of rights is heard in the accompaniment of Mariam, and by her referent."""

from datetime import date

import pytest

from levier.foundation.accounts.models import User
from levier.foundation.kit.actors import house
from levier.register.agenda.models import Todo
from levier.support.pathways.actions import retire_item
from levier.support.pathways.models import Finding, Item
from levier.support.rights.actions import LossDraft, note_loss
from levier.support.rights.enums import LossKind
from tests.cast import actor, organisation, person
from tests.support.pathways.cast import accompanied, noted
from tests.support.rights.cast import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def lose(by, who, kind="suspended"):
    return note_loss(by=by, person=who, draft=LossDraft(kind, "unemployment", TODAY), at=NOW)


def obstacles(who):
    rows = Finding.objects.filter(person=who, until=None).order_by("pk")
    return list(rows.values_list("item__code", "level", "since"))


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("threatened", "RIG01"),
        ("suspended", "RIG02"),
        ("reduced", "RIG02"),
        ("excluded", "RIG02"),
        ("lost", "RIG02"),
        ("ended", "RIG03"),
    ],
)
def test_each_loss_raises_its_obstacle(kind, code):
    who = person()

    lose(actor(), who, kind)

    assert obstacles(who) == [(code, "strong", TODAY)]
    assert kind in LossKind.values


def test_an_obstacle_that_was_light_becomes_strong_and_one_that_is_strong_stays():
    who, by = person(), actor()
    noted(by, who, RIG02="light")

    lose(by, who)
    lose(by, who, "excluded")

    assert obstacles(who) == [("RIG02", "strong", TODAY)]
    assert Finding.objects.filter(person=who).count() == 2


def test_a_line_that_the_team_retired_raises_nothing():
    who = person()
    by = house(organisation().pk)
    retire_item(by=by, item=Item.objects.get(organisation=who.organisation, code="RIG02"), on=TODAY, at=NOW)

    held = lose(actor(), who)

    assert (obstacles(who), held.pk is not None) == ([], True)


def test_the_referent_gets_a_task_when_a_colleague_notes_it():
    who, referent = person(), actor()
    accompanied(referent, who, referent=User.objects.get(pk=referent.user_id))

    lose(actor(name="Karim"), who)

    task = Todo.objects.get()
    assert (task.owner, task.link, task.due_on) == (
        User.objects.get(pk=referent.user_id),
        f"/droits/personne/{who.pk}/",
        TODAY,
    )
    assert task.title.replace("\u202f", " ") == "Mariam Diallo : allocations de chômage, suspendu"


def test_the_referent_who_notes_it_needs_no_task():
    who, referent = person(), actor()
    accompanied(referent, who, referent=User.objects.get(pk=referent.user_id))

    lose(referent, who)

    assert Todo.objects.count() == 0
