"""What an activity is: described, begun from a model, with partners and projects; a poster that says it plainly."""

from datetime import time, timedelta

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from levier.activity.activities.actions import (
    add_model,
    change_model,
    create_activity,
    drop_part,
    plan_sessions,
    restore_model,
    retire_model,
    set_part,
)
from levier.activity.activities.ground import lay_models
from levier.activity.activities.models import Activity, ActivityModel, Module
from levier.activity.activities.poster import poster_of
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.paper import as_pdf
from levier.foundation.kit.permissions import Refused
from levier.register.partners.models import Partner
from levier.support.pathways.ground import lay_items
from levier.support.pathways.models import Item
from tests.activity.activities.cast import MONDAY, workshop
from tests.cast import actor, browser, colleague, organisation, project

pytestmark = pytest.mark.django_db


@pytest.fixture
def bruno():
    return actor(Role.ANIMATOR, name="Hakim")


def url(name, *words):
    return reverse(f"activities:{name}", args=words)


def described(**more):
    return {"title": "Couture", "kind": "open", "version": "1"} | more


def test_an_activity_says_all_that_one_needs_to_choose_it():
    client = browser(colleague(Role.ANIMATOR, name="Eva"))
    lay_items(by=actor(Role.DIRECTION, name="Claire"), at=MONDAY)
    first, second = project("FSE-1"), project("COCOF-2", title="Cohésion")
    answer = client.submit(
        url("new"),
        described(
            theme="making",
            languages=["fr", "ar"],
            level="none",
            obstacles=["LIN01"],
            public="Tout le quartier",
            priority="45 ans et plus",
            accessibility="Plain-pied",
            bring="Un vêtement",
            modules="Le fil ; 2h\nChez un retoucheur ; 30 h ; stage",
            project=first.pk,
            others=[first.pk, second.pk],
        ),
    )
    made = Activity.objects.get()
    page = client.get(answer.headers["Location"]).text

    assert made.parts_of_course() == [Module("Le fil", 120, False), Module("Chez un retoucheur", 1800, True)]
    assert (made.obstacles, made.languages) == ("LIN01", "fr ar")
    assert [one.project for one in made.backings.all()] == [second]
    for words in ("Faire de ses mains", "français, arabe", "Isolement", "45 ans et plus", "Plain-pied", "Cohésion"):
        assert words in page
    shown = client.get(url("edit", made.pk)).context["form"]
    assert (shown["obstacles"].initial, shown["languages"].initial) == (["LIN01"], ["fr", "ar"])


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"modules": "Le fil ; beaucoup"}, "ne se lit pas"),
        ({"modules": "; 3h"}, "ne se lit pas"),
        ({"modules": "\n".join(["Un ; 1h"] * 31)}, "Pas plus de 30 modules"),
        ({"theme": "magie"}, "Ce thème n'est pas dans la liste"),
        ({"languages": "fr klingon"}, "Cette langue n'est pas dans la liste"),
        ({"capacity": 0}, "supérieure ou égale à 1"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(bruno, values, sentence):
    with pytest.raises(ValidationError, match=sentence):
        create_activity(by=bruno, values={"title": "Couture", "kind": "open"} | values, at=MONDAY)

    assert Activity.objects.count() == 0


def test_what_is_wrong_on_screen_is_said_and_nothing_typed_is_lost():
    client = browser(colleague(Role.ANIMATOR, name="Eva"))

    answer = client.submit(url("new"), described(modules="Le fil ; beaucoup", public="Tout le quartier"))

    assert answer.status_code == 422
    assert "« Le fil ; beaucoup » ne se lit pas." in answer.text.replace("\u202f", " ")
    assert "Tout le quartier" in answer.text


def test_an_obstacle_kept_for_the_social_team_is_not_on_offer():
    client = browser(colleague(Role.ANIMATOR, name="Eva"))
    lay_items(by=actor(Role.DIRECTION, name="Claire"), at=MONDAY)

    offered = {code for code, _label in client.get(url("new")).context["form"].fields["obstacles"].choices}

    restricted = set(Item.objects.filter(is_restricted=True).values_list("code", flat=True))
    assert restricted
    assert offered & restricted == set()


def test_levier_comes_with_models_once_and_what_the_team_changed_stays():
    by = actor(Role.DIRECTION, name="Claire")
    lay_models(by=by, at=MONDAY)
    model = ActivityModel.objects.get(code="digital")
    change_model(by=by, model=model, values={"name": "Nos premiers pas"}, at=MONDAY)
    retire_model(by=by, model=ActivityModel.objects.get(code="sewing"), on=MONDAY.date(), at=MONDAY)

    lay_models(by=by, at=MONDAY)

    assert list(ActivityModel.objects.order_by("code").values_list("code", "name")) == [
        ("digital", "Nos premiers pas"),
        ("event", "Fête de quartier"),
        ("orientation-45", "Orientation 45+ : faire le point"),
        ("remobilisation", "Retrouver un rythme"),
        ("sewing", "Café couture"),
    ]


def test_an_activity_begins_from_a_model_and_stays_when_the_model_changes():
    client = browser(colleague(Role.ANIMATOR, name="Eva"))
    by = actor(Role.DIRECTION, name="Claire")
    lay_models(by=by, at=MONDAY)
    model = ActivityModel.objects.get(code="remobilisation")

    form = client.get(f"{url('new')}?modele={model.pk}").context["form"]
    values = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}
    client.submit(url("new"), values)
    change_model(by=by, model=model, values={"bring": "Rien"}, at=MONDAY)

    made = Activity.objects.get()
    assert (made.title, made.bring) == ("Retrouver un rythme", "Des chaussures pour marcher.")
    assert len(made.parts_of_course()) == 4


def test_a_retired_model_is_proposed_no_more_until_it_is_taken_up_again():
    client = browser(colleague(Role.ANIMATOR, name="Eva"))
    made = client.submit(url("new_model"), {"name": "Marche", "kind": "outing", "version": "1"})
    model = ActivityModel.objects.get(name="Marche")

    assert "Marche" in client.get(url("new")).text
    assert client.submit(url("retire_model", model.pk)).status_code == 303
    assert "Marche" not in client.get(url("new")).text
    assert client.submit(url("restore_model", model.pk)).status_code == 303
    assert "Marche" in client.get(url("new")).text
    assert "Sortie" in client.get(made.headers["Location"]).text
    changed = client.submit(url("edit_model", model.pk), {"name": "Marche", "kind": "open", "version": "3"})
    assert changed.status_code == 303


def test_two_models_in_use_do_not_share_a_name(bruno):
    first = add_model(by=bruno, values={"name": "Marche", "kind": "outing"}, at=MONDAY)
    with pytest.raises(ValidationError, match="Un modèle porte déjà ce nom"):
        add_model(by=bruno, values={"name": "Marche", "kind": "open"}, at=MONDAY)
    retire_model(by=bruno, model=first, on=MONDAY.date(), at=MONDAY)
    add_model(by=bruno, values={"name": "Marche", "kind": "open"}, at=MONDAY)

    with pytest.raises(Refused, match="Un modèle porte déjà ce nom"):
        restore_model(by=bruno, model=first, at=MONDAY)


def test_a_partner_s_part_is_said_once_and_taken_back(bruno):
    activity, _session, _people = workshop(1)
    centre = Partner.objects.create(organisation=organisation(), code="centre", name="Centre du Parvis")

    said = set_part(by=bruno, activity=activity, partner=centre, part="Prête l'atelier", at=MONDAY)

    with pytest.raises(ValidationError, match="déjà dite"):
        set_part(by=bruno, activity=activity, partner=centre, part="Autre chose", at=MONDAY)
    assert str(said) == "Centre du Parvis : Prête l'atelier"
    drop_part(by=bruno, part=said, at=MONDAY)
    assert activity.parts.count() == 0


def test_partners_are_added_and_removed_on_screen():
    client = browser(colleague(Role.ANIMATOR, name="Eva"))
    activity, _session, _people = workshop(1)
    centre = Partner.objects.create(organisation=organisation(), code="centre", name="Centre du Parvis")

    client.submit(url("new_part", activity.pk), {"partner": centre.pk, "part": "Prête l'atelier"})
    assert "Prête l&#x27;atelier" in client.get(url("activity", activity.pk)).text
    client.submit(url("remove_part", activity.parts.get().pk))

    assert activity.parts.count() == 0


def test_the_poster_says_when_where_and_what_to_bring_and_names_nobody(bruno):
    activity, _session, _people = workshop(2)
    Activity.objects.filter(pk=activity.pk).update(bring="Un stylo", poster="On commence au début.", level="none")
    activity.refresh_from_db()
    plan_sessions(
        by=bruno,
        activity=activity,
        days=[MONDAY.date() + timedelta(days=day) for day in range(1, 8)],
        starts=time(9),
        ends=time(12),
        at=MONDAY,
    )

    pdf = pypdfium2.PdfDocument(as_pdf(poster_of(activity, MONDAY - timedelta(hours=1))))
    text = " ".join(pdf[0].get_textpage().get_text_range().split())

    assert len(pdf) == 1
    for words in ("Premiers pas à l'ordinateur", "On commence au début.", "lundi 15 juin", "et 4 autres dates"):
        assert words in text.replace("’", "'")
    assert "Mariam" not in text
    assert "Hakim" not in text


def test_the_poster_is_a_pdf_of_its_own_house_only():
    client = browser(colleague(Role.ANIMATOR, name="Eva"))
    activity, _session, _people = workshop(1)
    theirs, _session, _people = workshop(1, at=organisation("ailleurs"))

    assert client.get(url("poster", activity.pk)).content.startswith(b"%PDF")
    assert client.get(url("poster", theirs.pk)).status_code == 404


def test_the_public_of_an_event_is_counted_on_its_page():
    client = browser(colleague(Role.ANIMATOR, name="Eva"))
    activity, session, _people = workshop(0)
    Activity.objects.filter(pk=activity.pk).update(kind="event")

    answer = client.submit(url("audience", session.pk), {"audience": "340"})

    assert answer.status_code == 303
    assert "340 personnes, comptées sans nom." in client.get(url("session", session.pk)).text.replace("\u202f", " ")
