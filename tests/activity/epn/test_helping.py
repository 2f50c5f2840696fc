"""Help given, topics, mandates; what is never written down."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from levier.activity.epn.actions import (
    HelpDraft,
    TopicDraft,
    add_topic,
    ask_help,
    change_topic,
    give_card,
    make_mandate,
    note_help,
    print_passes,
    restore_topic,
    retire_topic,
    revoke_mandate,
)
from levier.activity.epn.actions.topics import lay_topics, usual
from levier.activity.epn.models import HelpGiven, HelpMandate, HelpTopic, Visit
from levier.activity.epn.papers import card_paper_of, mandate_paper_of, passes_paper_of
from levier.activity.epn.queries import topics
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.actors import house
from levier.foundation.kit.paper import as_pdf
from levier.foundation.kit.permissions import Refused
from tests.activity.epn.cast import NOW, TODAY, helped, space, station, tarek, topic, visit
from tests.cast import actor, person

pytestmark = pytest.mark.django_db


def test_help_during_a_visit_is_the_visitor_s_and_answers_their_call():
    made, mariam = space(), person()
    sat = visit(made, mariam)
    ask_help(by=house(made.organisation_id), station=station(made), at=NOW)

    given = note_help(by=tarek(), draft=HelpDraft(topic(), 1, 3, 20), space=made, visit=sat, at=NOW)

    assert (given.person, given.before, given.after, given.minutes, given.on) == (mariam, 1, 3, 20, TODAY)
    assert Visit.objects.get(pk=sat.pk).help_asked_at is None


def test_help_of_somebody_without_a_name_is_noted_all_the_same():
    made = space()

    given = note_help(by=tarek(), draft=HelpDraft(topic("ebox"), 1, 1, 5), space=made, visit=visit(made), at=NOW)

    assert given.person is None
    assert HelpGiven.objects.count() == 1


def test_a_help_lasts_some_minutes():
    with pytest.raises(ValidationError, match="1 minute"):
        helped(space(), minutes=0)


def test_a_help_has_no_place_for_a_text():
    """A password could be written in one, and would stay."""
    texts = {"CharField", "TextField", "JSONField"}

    assert [one.name for one in HelpGiven._meta.local_fields if one.get_internal_type() in texts] == []


@pytest.mark.parametrize("secret", ["Son mot de passe est Soleil12", "noter le code PIN", "mdp : abc", "wachtwoord x"])
def test_a_mandate_speaks_of_no_password(secret):
    with pytest.raises(Refused, match="ni mot de passe ni code"):
        make_mandate(by=tarek(), person=person(), topic=topic(), purpose=secret, ends_on=TODAY, at=NOW)
    assert HelpMandate.objects.count() == 0


def test_a_mandate_holds_until_its_day_or_until_the_person_takes_it_back():
    by, mariam = tarek(), person()
    until = date(2026, 7, 15)

    made = make_mandate(by=by, person=mariam, topic=topic("actiris"), purpose="Inscription", ends_on=until, at=NOW)
    assert [made.holds(day) for day in (TODAY, until, until + timedelta(days=1))] == [True, True, False]
    taken = revoke_mandate(by=by, mandate=made, on=TODAY, at=NOW)

    assert (taken.holds(TODAY), taken.revoked_on) == (False, TODAY)
    with pytest.raises(Refused, match="déjà repris"):
        revoke_mandate(by=by, mandate=made, on=TODAY, at=NOW)


def test_a_new_association_has_the_topics_of_the_country_and_an_upgrade_adds_what_lacks():
    by = tarek()
    assert [one.code for one in topics(by)] == [one["code"] for one in usual()]
    HelpTopic.objects.filter(code="ebox").delete()

    lay_topics(by)

    assert HelpTopic.objects.count() == len(usual())


def test_a_topic_is_added_renamed_retired_and_taken_up_again():
    by = tarek()
    added = add_topic(by=by, draft=TopicDraft("Impôts (Tax-on-web)", rank=55), at=NOW)
    with pytest.raises(ValidationError, match="existe déjà"):
        add_topic(by=by, draft=TopicDraft("Impôts (Tax-on-web)"), at=NOW)

    renamed = change_topic(by=by, topic=added, draft=TopicDraft("MyMinfin", nl="MyMinfin", rank=55), at=NOW)
    assert (renamed.code, str(renamed), renamed.version) == ("impots-tax-on-web", "MyMinfin", 2)
    retire_topic(by=by, topic=renamed, on=TODAY, at=NOW)
    assert "impots-tax-on-web" not in {one.code for one in topics(by)}
    restore_topic(by=by, topic=renamed, at=NOW)
    assert "impots-tax-on-web" in {one.code for one in topics(by)}


def test_the_last_topic_stays():
    by = tarek()
    HelpTopic.objects.exclude(code="itsme").delete()

    with pytest.raises(Refused, match="au moins un thème"):
        retire_topic(by=by, topic=topic(), on=TODAY, at=NOW)


def test_an_animator_notes_no_help():
    with pytest.raises(Refused):
        note_help(by=actor(Role.ANIMATOR), draft=HelpDraft(topic(), 1, 2, 5), space=space(), at=NOW)


def test_papers_are_whole_and_can_be_read_aloud():
    """The compiler refuses a picture without words or a skipped heading (PDF/UA-1)."""
    by, mariam, made = tarek(), person("Мар'яна", "Diallo"), space()
    card = give_card(by=by, person=mariam, at=NOW)
    passes = print_passes(by=by, space=made, count=60, expires_on=TODAY, at=NOW)
    mandate = make_mandate(by=by, person=mariam, topic=topic(), purpose="Activer itsme", ends_on=TODAY, at=NOW)

    papers = (
        card_paper_of(by, card, NOW),
        passes_paper_of(by, made, passes, NOW),
        mandate_paper_of(by, mandate, NOW),
    )

    assert [as_pdf(one)[:5] for one in papers] == [b"%PDF-"] * 3
