"""A step of the plan that a partner takes follows what the partner answers."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import reference
from levier.support.pathways.actions import Reply, answer_referral, end_step, refer, withdraw_referral
from levier.support.pathways.enums import Doer, StepState
from levier.support.pathways.models import Referral, Step
from levier.support.pathways.queries import plan_of
from tests.cast import actor, browser, colleague, organisation, person
from tests.support.pathways.cast import NOW, SITE, TODAY, allowed, draft, partner, sent, step_towards

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


@pytest.fixture
def nadia():
    return actor(name="Nadia")


@pytest.fixture
def mariam():
    return person()


@pytest.fixture
def school():
    return partner(mail="ecole@example.org")


@pytest.fixture
def step(nadia, mariam, school):
    """A step by the school, which was asked."""
    found = step_towards(nadia, mariam, "Apprendre le français", doer=Doer.PARTNER)
    allowed(nadia, mariam, school)
    refer(by=nadia, person=mariam, draft=draft(school), site=SITE, step=found, at=NOW)
    return Step.objects.get(pk=found.pk)


def answered(how, reason="", proposed_on=None, at=LATER):
    """What the school says, by its link."""
    reply = Reply(how, "Luc, secrétariat", reason, proposed_on)
    return answer_referral(by=house(organisation().pk), referral=Referral.objects.get(), reply=reply, at=at)


def now():
    found = Step.objects.get()
    return found.state, found.outcome, found.ended_on, found.due_on


def test_a_step_sent_to_a_partner_waits_and_is_that_partner_s(step, school):
    assert (step.state, step.partner, step.closes_with) == (
        "waiting",
        school,
        reference(Referral.objects.get()),
    )


def test_accepted_it_closes_by_itself_and_keeps_the_word_of_the_partner(step):
    answered("accepted", "lundi à 9 h, salle 2")

    assert now() == ("done", "lundi à 9 h, salle 2", LATER.date(), None)
    assert [line.verb for line in Line.objects.order_by("-pk")[:2]] == ["step.done", "referral.answered"]


def test_with_a_day_it_is_under_way_for_that_day(step):
    answered("proposed", proposed_on=date(2026, 7, 1))

    assert now() == ("under_way", "", None, date(2026, 7, 1))


def test_refused_it_is_to_do_again_and_the_plan_says_why(step, nadia, mariam):
    answered("refused", "liste complète")

    [goal] = plan_of(nadia, mariam)
    [shown] = goal.taken
    assert (now()[0], shown.referral.answer, shown.referral.reason) == ("planned", "refused", "liste complète")


def test_withdrawn_it_is_to_do_again(step, nadia):
    withdraw_referral(by=nadia, referral=Referral.objects.get(), at=LATER)

    assert now()[0] == "planned"


def test_what_was_ended_by_hand_meanwhile_stays(step, nadia):
    end_step(by=nadia, step=step, state=StepState.DROPPED, outcome="elle a trouvé seule", on=TODAY, at=NOW)

    answered("refused", "liste complète")

    assert now() == ("dropped", "elle a trouvé seule", TODAY, None)


def test_a_step_that_was_refused_is_sent_elsewhere(step, nadia, mariam):
    answered("refused", "liste complète")
    other = partner(code="other", name="Lire et Écrire", mail="lire@example.org")
    allowed(nadia, mariam, other)

    second = refer(by=nadia, person=mariam, draft=draft(other), site=SITE, step=Step.objects.get(), at=LATER)

    found = Step.objects.get()
    assert (found.state, found.partner, found.closes_with) == ("waiting", other, reference(second))


def test_a_step_that_is_over_or_somebody_else_s_is_not_sent(nadia, mariam, school):
    allowed(nadia, mariam, school)
    over = step_towards(nadia, mariam)
    end_step(by=nadia, step=over, state=StepState.DONE, on=TODAY, at=NOW)
    for one in (over, step_towards(nadia, person("Luc"))):
        with pytest.raises(Refused):
            refer(by=nadia, person=mariam, draft=draft(school), site=SITE, step=one, at=NOW)
    assert Referral.objects.count() == 0


def test_a_referral_is_made_from_the_plan_on_screen(nadia, mariam, school):
    client = browser(colleague(Role.COUNSELLOR, name="Samira"))
    found = step_towards(nadia, mariam, "Apprendre le français", doer=Doer.PARTNER, partner=school)
    allowed(nadia, mariam, school, on=timezone.localdate())
    plan = reverse("pathways:plan", args=[mariam.pk])
    address = f"{reverse('pathways:new_referral', args=[mariam.pk])}?etape={found.pk}"
    assert f'href="{address}"' in client.get(plan).text
    assert "Apprendre le français" in client.get(address).text

    typed = {"partner": school.pk, "why": "Elle veut apprendre", "message": "Un cours du soir", "told": ["identity"]}
    answer = client.submit(address, typed | {"language": "fr"})

    assert answer.headers["Location"] == plan
    shown = client.get(plan).text
    assert (f'href="{address}"' in shown, "orientation envoyée le" in shown) == (False, True)
    answered("refused", "liste complète", at=timezone.now())
    shown = client.get(plan).text
    assert (f'href="{address}"' in shown, "orientation refusée" in shown, "liste complète" in shown) == (True,) * 3
    sent_to = client.get(reverse("pathways:referrals_of", args=[mariam.pk])).text.replace("\u202f", " ")
    assert "Étape du plan : Apprendre le français" in sent_to.replace("\xa0", " ")


def test_a_referral_that_was_sent_before_is_chosen_in_the_step(nadia, mariam, school):
    client = browser(colleague(Role.COUNSELLOR, name="Samira"))
    found = step_towards(nadia, mariam, "Apprendre le français", doer=Doer.PARTNER, partner=school)
    name = reference(sent(nadia, mariam, school))
    other = reference(sent(nadia, person("Luc"), school))
    page = client.get(reverse("pathways:edit_step", args=[found.pk])).text
    assert (f'value="{name}"' in page, f'value="{other}"' in page) == (True, False)

    typed = {"title": found.title, "doer": "partner", "partner": school.pk, "closes_with": name, "version": 1}
    client.submit(reverse("pathways:edit_step", args=[found.pk]), typed)
    reply = Reply("accepted", "Luc", "")
    answer_referral(by=nadia, referral=Referral.objects.get(person=mariam), reply=reply, at=LATER)

    assert Step.objects.get().state == "done"


def test_the_plan_asks_the_database_as_often_for_one_as_for_three(nadia, mariam, school, django_assert_num_queries):
    for title in ("une", "deux", "trois"):
        allowed(nadia, mariam, school) if title == "une" else None
        one = step_towards(nadia, mariam, title, doer=Doer.PARTNER)
        refer(by=nadia, person=mariam, draft=draft(school), site=SITE, step=one, at=NOW)
        with django_assert_num_queries(5):
            plan_of(nadia, mariam)
