"""Mariam is accompanied: by whom, since when, until when."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from levier.evidence.outcomes.models import Participation
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from levier.register.agenda.models import Todo
from levier.support.pathways.actions import change_pathway, close_pathway, end_part, give_part, hand_over
from levier.support.pathways.enums import Origin, Part
from levier.support.pathways.models import Pathway, Referent
from levier.support.pathways.queries import load_of
from levier.support.pathways.registers import closings
from tests.cast import actor, browser, colleague, organisation, person, project
from tests.support.pathways.cast import NOW, SPRING, TODAY, accompanied, noted

pytestmark = pytest.mark.django_db


def test_twelve_months_are_planned_and_the_referent_is_in_charge():
    nadia = colleague()
    mariam = person()

    held = accompanied(actor(name="Ali"), mariam, referent=nadia, request="Travailler à mi-temps")

    assert (held.opened_on, held.planned_end_on) == (SPRING, date(2027, 3, 2))
    [one] = held.referents.all()
    assert (one.user, one.part, one.started_on, one.ended_on) == (nadia, Part.REFERENT, SPRING, None)
    assert Line.objects.get(verb="pathway.opened").object == f"pathways.pathway:{held.pk}"


def test_nobody_is_accompanied_twice_at_once():
    by = actor()
    mariam = person()
    accompanied(by, mariam)

    with pytest.raises(ValidationError) as refusal:
        accompanied(by, mariam)

    assert refusal.value.messages == ["Cette personne est déjà accompagnée."]
    assert Pathway.objects.count() == 1


def test_an_accompaniment_does_not_begin_tomorrow():
    with pytest.raises(Refused) as refusal:
        accompanied(actor(), person(), on=date(2026, 6, 16))

    assert str(refusal.value) == "Ce jour n'est pas encore là\u202f: notez ce qui a eu lieu."
    assert Pathway.objects.count() == 0


def test_an_animator_opens_none():
    with pytest.raises(Refused):
        accompanied(actor(Role.ANIMATOR), person())

    assert Pathway.objects.count() == 0


def test_a_referent_comes_from_the_same_association():
    stranger = colleague(at=organisation("ailleurs"), name="Eva")

    with pytest.raises(Refused) as refusal:
        accompanied(actor(), person(), referent=stranger)

    assert str(refusal.value) == "Cette personne ne travaille pas dans votre association."


def test_a_new_referent_takes_over_and_the_former_ends_the_eve():
    by, nadia, ali = actor(name="Zoe"), colleague(), colleague(name="Ali")
    held = accompanied(by, person(), referent=nadia)

    give_part(by=by, pathway=held, user=ali, part=Part.REFERENT, on=date(2026, 5, 4), reason="congé", at=NOW)

    rows = list(Referent.objects.order_by("started_on").values_list("user__name", "started_on", "ended_on"))
    assert rows == [("Nadia", SPRING, date(2026, 5, 3)), ("Ali", date(2026, 5, 4), None)]


def test_a_second_colleague_stands_beside_the_referent():
    by, nadia, ali = actor(name="Zoe"), colleague(), colleague(name="Ali")
    held = accompanied(by, person(), referent=nadia)

    give_part(by=by, pathway=held, user=ali, part=Part.SOCIAL, on=TODAY, at=NOW)

    assert Referent.objects.filter(ended_on=None).count() == 2


def test_the_same_part_is_not_given_twice():
    by, nadia = actor(name="Zoe"), colleague()
    held = accompanied(by, person(), referent=nadia)

    with pytest.raises(Refused) as refusal:
        give_part(by=by, pathway=held, user=nadia, part=Part.REFERENT, on=TODAY, at=NOW)

    assert str(refusal.value) == "Nadia le fait déjà."


def test_what_was_ended_is_not_ended_again():
    by, nadia = actor(name="Zoe"), colleague()
    [part] = accompanied(by, person(), referent=nadia).referents.all()
    end_part(by=by, referent=part, on=TODAY, at=NOW)

    with pytest.raises(Refused):
        end_part(by=by, referent=part, on=TODAY, at=NOW)

    assert Referent.objects.get().ended_on == TODAY


def test_prolonging_moves_the_planned_end_and_the_journal_says_from_when():
    by = actor()
    held = accompanied(by, person())

    change_pathway(by=by, pathway=held, planned_end_on=date(2027, 9, 2), origin=Origin.ACTIRIS, request="", at=NOW)

    assert Pathway.objects.get().planned_end_on == date(2027, 9, 2)
    assert Line.objects.filter(verb="pathway.changed").count() == 1


def test_the_end_ends_everybodys_work_and_rooms_above_hear_of_it():
    by, nadia = actor(name="Zoe"), colleague()
    mariam = person()
    held = accompanied(by, mariam, referent=nadia)
    heard = []
    closings.sign_in("test", lambda **said: heard.append((said["person"], said["on"], said["reason"])))
    try:
        close_pathway(by=by, pathway=held, on=TODAY, reason="job", situation="permanent", at=NOW)
    finally:
        del closings._entries["test"]

    closed = Pathway.objects.get()
    assert (closed.closed_on, closed.exit_reason, closed.exit_situation) == (TODAY, "job", "permanent")
    assert Referent.objects.get().ended_on == TODAY
    assert heard == [(mariam, TODAY, "job")]


@pytest.mark.parametrize("reason", ["", "vacances"])
def test_an_end_has_a_reason_of_the_list(reason):
    by = actor()
    held = accompanied(by, person())

    with pytest.raises(Refused):
        close_pathway(by=by, pathway=held, on=TODAY, reason=reason, at=NOW)

    assert Pathway.objects.get().closed_on is None


def test_what_is_over_is_not_closed_again():
    by = actor()
    held = accompanied(by, person())
    close_pathway(by=by, pathway=held, on=TODAY, reason="completed", at=NOW)

    with pytest.raises(Refused) as refusal:
        close_pathway(by=by, pathway=held, on=TODAY, reason="job", at=NOW)

    assert str(refusal.value) == "Cet accompagnement est terminé."
    assert Pathway.objects.get().exit_reason == "completed"


def test_a_whole_caseload_changes_hands_at_once():
    lead, nadia, ali = actor(Role.COORDINATION, name="Zoe"), colleague(), colleague(name="Ali")
    held = [accompanied(lead, person(name), referent=nadia) for name in ("Mariam", "Samira", "Luc")]

    given = hand_over(by=lead, pathways=held, to=ali, on=TODAY, reason="départ", at=NOW)

    assert len(given) == 3
    assert [(row["user__name"], row["people"]) for row in load_of(lead)] == [("Ali", 3)]


def test_one_gives_ones_own_people_and_not_those_of_others():
    nadia, ali = actor(), colleague(name="Ali")
    held = accompanied(nadia, person(), referent=ali)

    with pytest.raises(Refused):
        hand_over(by=nadia, pathways=[held], to=colleague(name="Luc"), on=TODAY, reason="départ", at=NOW)

    assert Referent.objects.get(ended_on=None).user == ali


def test_the_load_says_who_was_sent_by_actiris():
    lead, nadia = actor(Role.DIRECTION, name="Zoe"), colleague()
    accompanied(lead, person("Mariam"), referent=nadia, origin=Origin.ACTIRIS)
    accompanied(lead, person("Luc"), referent=nadia)

    assert load_of(lead) == [{"user": nadia.pk, "user__name": "Nadia", "people": 2, "sent_by_actiris": 1}]


def test_a_page_below_no_entry_of_the_menu_is_in_the_wing_of_its_room():
    page = browser(colleague(Role.COORDINATION)).get(reverse("pathways:load")).text

    crumbs = page[page.index('<nav class="crumbs"') :].split("</nav>")[0]
    assert "Accompagnement</span>" in crumbs


def test_news_of_mariam_moves_the_day_of_the_last_ones():
    by, mariam = actor(), person()
    held = accompanied(by, mariam)

    noted(by, mariam, on=date(2026, 5, 4), HOU01="light")

    held.refresh_from_db()
    assert held.last_contact_on == date(2026, 5, 4)


def test_the_end_asks_for_the_exit_of_each_project_she_is_still_in():
    by, mariam = actor(), person()
    held = accompanied(by, mariam)
    running = project("FSE-1", title="Premiers pas")
    over = project("FSE-2", title="Cuisine")
    for one, exit_on in ((running, None), (over, SPRING)):
        Participation.objects.create(
            organisation=organisation(), project=one, person=mariam, entry_on=SPRING, exit_on=exit_on, age=36
        )

    close_pathway(by=by, pathway=held, on=TODAY, reason="job", at=NOW)

    [todo] = Todo.objects.all()
    assert "Premiers pas" in todo.title
    assert (todo.owner_id, todo.due_on) == (by.user_id, TODAY)
    assert Participation.objects.get(project=running).exit_on is None
