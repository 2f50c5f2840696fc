"""The team owns the kinds: added, said otherwise, retired; a rule gets a version, what was counted keeps its own."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from levier.foundation.accounts.actions import found_organisation
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.registers import groundworks
from levier.support.rights.actions import (
    KindDraft,
    RuleDraft,
    add_kind,
    change_kind,
    restore_kind,
    retire_kind,
    revise_rule,
)
from levier.support.rights.models import Deadline, DeadlineKind, DeadlineRule
from levier.support.rights.proposals import proposals_of
from levier.support.rights.wording import rule_in_words
from tests.cast import NOON, actor, organisation
from tests.support.rights.cast import NOW, deadline, kind, letter

pytestmark = pytest.mark.django_db
WEEKS = RuleDraft(unit="days", amount=21, counted_from="notification", source="décret imaginé du 1er juin 2026")


def revised(found, day=date(2026, 7, 1), rule=WEEKS):
    return revise_rule(by=actor(Role.COORDINATION), kind=found, rule=rule, valid_from=day, at=NOW)


def test_a_new_house_has_its_kinds_each_with_one_rule_and_a_source():
    house = organisation()

    kinds = DeadlineKind.objects.filter(organisation=house).prefetch_related("rules")
    assert len(kinds) == 21
    assert [one.code for one in kinds if len(one.rules.all()) != 1 or not one.rules.all()[0].source] == []
    assert [one.code for one in kinds if not (one.fr and one.nl and one.en)] == []


def test_an_upgrade_adds_what_is_missing_and_leaves_what_the_team_changed():
    there = found_organisation(name="Mission Locale d'ici", code="ici", at=NOON)
    card = kind("monthly_card", at=there)
    DeadlineKind.objects.filter(pk=card.pk).update(fr="Carte bleue")
    DeadlineRule.objects.filter(kind__organisation=there, kind__code="c45b_answer").delete()
    DeadlineKind.objects.filter(organisation=there, code="c45b_answer").delete()

    for lay in (groundworks["rights"],) * 2:
        lay(by=house(there.pk), at=NOON)

    card.refresh_from_db()
    assert (card.fr, DeadlineKind.objects.filter(organisation=there).count()) == ("Carte bleue", 21)
    assert kind("c45b_answer", at=there).rules.count() == 1


def test_a_kind_is_named_in_the_language_of_the_page():
    organisation()

    with translation.override("nl"):
        assert str(kind("cpas_decision")) == "Beslissing van het OCMW"
    with translation.override("fr"):
        assert str(kind("cpas_decision")) == "Décision du CPAS"


def test_a_kind_of_the_team_is_proposed_by_its_letters():
    made = add_kind(
        by=actor(Role.COORDINATION),
        kind=KindDraft(fr="Réponse à la mutuelle", origin="health_fund", letter_kinds="notice decision"),
        rule=RuleDraft(unit="days", amount=10, counted_from="notification", source="courrier type"),
        at=NOW,
    )

    found = proposals_of(
        actor(), letter(origin="health_fund", kind="decision", dated_on=date(2026, 6, 10), received_on=None), NOW.date()
    )
    assert (made.code, [(one.kind, one.due_on) for one in found]) == (
        "reponse-a-la-mutuelle",
        [(made, date(2026, 6, 20))],
    )


def test_two_kinds_of_one_name_have_two_codes():
    by = actor(Role.DIRECTION)

    codes = [add_kind(by=by, kind=KindDraft(fr="Mutuelle"), rule=WEEKS, at=NOW).code for _ in range(2)]

    assert codes == ["mutuelle", "mutuelle-2"]


@pytest.mark.parametrize(
    "rule",
    [
        RuleDraft(unit="days", counted_from="notification", source="loi"),
        RuleDraft(unit="written", amount=3, counted_from="paper", source="loi"),
        RuleDraft(unit="working_days", amount=0, counted_from="receipt", source="loi"),
        RuleDraft(unit="days", amount=3, counted_from="notification", source=""),
    ],
)
def test_a_rule_that_cannot_be_is_refused_and_its_kind_with_it(rule):
    by = actor(Role.COORDINATION)

    with pytest.raises(ValidationError):
        add_kind(by=by, kind=KindDraft(fr="Nouvelle"), rule=rule, at=NOW)

    assert not DeadlineKind.objects.filter(fr="Nouvelle").exists()


def test_a_new_version_counts_from_its_day_and_what_was_counted_keeps_the_old_one():
    found = letter()
    court = kind("actiris_internal_appeal")
    before = deadline("actiris_internal_appeal", found.person, counted_on=date(2026, 6, 12))

    revised(court)

    late = NOW.replace(month=7, day=3)
    after = deadline("actiris_internal_appeal", found.person, counted_on=date(2026, 7, 2), at=late)
    old = deadline("actiris_internal_appeal", found.person, counted_on=date(2026, 6, 30), at=late)
    before.refresh_from_db()
    assert [(one.due_on, one.rule.amount) for one in (before, after, old)] == [
        (date(2026, 6, 27), 15),
        (date(2026, 7, 23), 21),
        (date(2026, 7, 15), 15),
    ]


def test_versions_follow_each_other_without_a_gap():
    court = kind("actiris_internal_appeal") if organisation() else None

    revised(court)
    revise_rule(
        by=actor(Role.DIRECTION),
        kind=court,
        rule=RuleDraft("days", "notification", "loi", 30),
        valid_from=date(2027, 1, 1),
        at=NOW,
    )

    spans = list(court.rules.order_by("valid_from").values_list("valid_from", "valid_until", "amount"))
    assert sorted(spans, key=lambda span: span[2]) == [
        (None, date(2026, 6, 30), 15),
        (date(2026, 7, 1), date(2026, 12, 31), 21),
        (date(2027, 1, 1), None, 30),
    ]


def test_a_version_before_the_one_that_holds_is_refused():
    organisation()
    court = kind("actiris_internal_appeal")
    revised(court)

    with pytest.raises(Refused, match="La règle actuelle commence le 01/07/2026"):
        revise_rule(by=actor(Role.DIRECTION), kind=court, rule=WEEKS, valid_from=date(2026, 7, 1), at=NOW)

    assert court.rules.count() == 2


def test_a_retired_kind_is_not_proposed_and_its_deadlines_stay():
    found = letter()
    one = deadline("actiris_internal_appeal", found.person, counted_on=date(2026, 6, 12))
    by = actor(Role.COORDINATION)

    retire_kind(by=by, kind=kind("actiris_internal_appeal"), at=NOW)
    assert [each.kind.code for each in proposals_of(by, found, NOW.date())] == ["labour_court_actiris"]
    restore_kind(by=by, kind=kind("actiris_internal_appeal"), at=NOW)

    assert len(proposals_of(by, found, NOW.date())) == 2
    assert Deadline.objects.filter(pk=one.pk, state="open").exists()


def test_a_kind_said_otherwise_counts_as_before():
    organisation()
    card = kind("monthly_card")

    change_kind(by=actor(Role.DIRECTION), kind=card, said=KindDraft(fr="Carte bleue", recurs=True), at=NOW)

    card.refresh_from_db()
    assert (card.fr, card.code, card.rules.get().unit, card.version) == (
        "Carte bleue",
        "monthly_card",
        "end_of_month",
        2,
    )


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_who_leads_changes_rules(role):
    organisation()

    with pytest.raises(Refused):
        revise_rule(by=actor(role), kind=kind("monthly_card"), rule=WEEKS, valid_from=date(2026, 7, 1), at=NOW)
    with pytest.raises(Refused):
        add_kind(by=actor(role, name="Karim"), kind=KindDraft(fr="X"), rule=WEEKS, at=NOW)

    assert kind("monthly_card").rules.count() == 1


def test_a_kind_of_another_house_is_out_of_reach():
    theirs = kind("monthly_card", at=organisation("ailleurs"))

    with pytest.raises(Refused):
        retire_kind(by=actor(Role.DIRECTION), kind=theirs, at=NOW)

    theirs.refresh_from_db()
    assert theirs.retired_on is None


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("actiris_internal_appeal", "15 jours"),
        ("labour_court_onem", "3 mois, jusqu'au prochain jour ouvert"),
        ("c45b_answer", "12 jours ouvrables, samedis compris"),
        ("c45b_before_start", "au plus tard la veille"),
        ("monthly_card", "à la fin du mois"),
        ("onem_end_of_right", "la date écrite sur le papier, jamais calculée"),
    ],
)
def test_a_rule_is_told_in_plain_words(code, words):
    organisation()

    assert rule_in_words(kind(code).rules.get()) == words
