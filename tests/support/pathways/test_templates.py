"""Plans made beforehand: the team writes them, and they enter Mariam's plan once."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import translation

from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.paper import Table
from levier.foundation.kit.permissions import Refused
from levier.support.pathways.actions import (
    StepDraft,
    Taken,
    TemplateDraft,
    TemplateStepDraft,
    add_goal,
    add_note_template,
    add_template,
    add_template_step,
    change_step,
    change_template,
    change_template_step,
    copy_template,
    drop_template_step,
    end_goal,
    end_step,
    restore_template,
    retire_template,
    take_steps,
    tell_template,
)
from levier.support.pathways.carnet import carnet_of
from levier.support.pathways.enums import Doer, GoalState, StepState
from levier.support.pathways.ground import lay_note_templates, lay_plan_templates
from levier.support.pathways.models import Goal, Item, NoteTemplate, PlanTemplate, Step, TemplateStep
from levier.support.pathways.models.telling import Told
from levier.support.pathways.note_forms import with_headings
from levier.support.pathways.template_queries import proposals
from tests.cast import actor, browser, colleague, organisation, person
from tests.guards import exactly
from tests.support.pathways.cast import NOW, TODAY, item, noted, step_towards

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def template(by, name="Chercher une crèche", *steps):
    """A template with steps (title, offset, codes)."""
    made = add_template(by=by, draft=TemplateDraft(name, "Un enfant sans garde", "Faire garder mon enfant"), at=NOW)
    for title, offset, *codes in steps:
        draft = TemplateStepDraft(title, Doer.PERSON, offset, tuple(item(by, code) for code in codes))
        add_template_step(by=by, template=made, draft=draft, at=NOW)
    return made


def everything(by, somebody, made, start=MONDAY):
    return [Taken(one.step, one.due_on, one.items) for one in proposals(by, somebody, made, start)]


def test_a_new_association_begins_with_five_templates_whose_steps_answer_obstacles():
    by = actor()

    laid = PlanTemplate.objects.visible_to(by).order_by("pk")

    assert [one.code for one in laid] == [
        "remobilisation",
        "recherche-emploi",
        "entree-formation",
        "droits",
        "numerique",
    ]
    assert TemplateStep.objects.visible_to(by).filter(ties=None).count() == 0
    assert {one.kind for one in Item.objects.visible_to(by).exclude(template_ties=None)} == {"obstacle"}


def test_an_upgrade_brings_back_neither_a_template_renamed_nor_one_retired():
    by = actor()
    first, second = PlanTemplate.objects.visible_to(by).order_by("pk")[:2]
    change_template(by=by, template=first, draft=TemplateDraft("Repartir", "Loin de l'emploi"), at=NOW)
    retire_template(by=by, template=second, on=TODAY, at=NOW)

    lay_plan_templates(by=by, at=NOW)

    assert PlanTemplate.objects.visible_to(by).count() == 5
    assert PlanTemplate.objects.visible_to(by).in_use().filter(code=second.code).count() == 0


def test_an_animator_writes_no_template():
    with pytest.raises(Refused):
        template(actor(Role.ANIMATOR))

    assert PlanTemplate.objects.filter(code="").count() == 0


def test_two_templates_in_use_do_not_bear_one_name_and_a_retired_one_leaves_its_name():
    by = actor()
    first = template(by)
    with pytest.raises(ValidationError):
        template(by)

    retire_template(by=by, template=first, on=TODAY, at=NOW)
    template(by)

    with pytest.raises(ValidationError):
        restore_template(by=by, template=first, at=NOW)
    assert PlanTemplate.objects.filter(name="Chercher une crèche").count() == 2


def test_a_template_is_retired_once_and_taken_up_again_once():
    by = actor()
    made = template(by)

    retire_template(by=by, template=made, on=TODAY, at=NOW)
    with pytest.raises(Refused):
        retire_template(by=by, template=made, on=TODAY, at=NOW)
    restore_template(by=by, template=made, at=NOW)
    with pytest.raises(Refused):
        restore_template(by=by, template=made, at=NOW)

    assert PlanTemplate.objects.get(pk=made.pk).is_in_use


def test_a_copy_has_the_same_steps_under_a_free_name_and_lives_by_itself():
    by = actor()
    made = template(by, "Crèche", ("Visiter", 7, "FAM01", "FAM02"))

    copies = [copy_template(by=by, template=made, at=NOW) for _ in range(2)]
    drop_template_step(by=by, step=made.steps.get(), at=NOW)

    assert [one.name for one in copies] == ["Crèche (copie)", "Crèche (copie 2)"]
    step = copies[0].steps.get()
    assert (step.title, step.offset, sorted(step.items.values_list("code", flat=True))) == (
        "Visiter",
        7,
        ["FAM01", "FAM02"],
    )


def test_what_a_step_of_a_template_answers_follows_what_is_said():
    by = actor()
    step = template(by, "Crèche", ("Visiter", 7, "FAM01", "FAM02")).steps.get()

    draft = TemplateStepDraft("Visiter deux crèches", Doer.WORKER, 10, (item(by, "FAM02"), item(by, "FAM03")))
    change_template_step(by=by, step=step, draft=draft, at=NOW)

    held = TemplateStep.objects.get(pk=step.pk)
    assert (held.title, held.doer, held.offset) == ("Visiter deux crèches", Doer.WORKER, 10)
    assert sorted(held.items.values_list("code", flat=True)) == ["FAM02", "FAM03"]


@pytest.mark.parametrize(
    ("start", "offset", "due", "is_moved"),
    [
        (date(2026, 6, 15), 0, date(2026, 6, 15), False),
        (date(2026, 6, 15), 5, date(2026, 6, 22), True),  # a Saturday
        (date(2026, 7, 14), 7, date(2026, 7, 22), True),  # the national day
        (date(2026, 12, 18), 7, date(2026, 12, 28), True),  # Christmas, a Friday
        (date(2026, 4, 29), 2, date(2026, 5, 4), True),  # the first of May, a Friday
    ],
)
def test_a_day_that_is_closed_gives_way_to_the_next_open_one(start, offset, due, is_moved):
    by = actor()
    made = template(by, "Crèche", ("Visiter", offset))

    [found] = proposals(by, person(), made, start)

    assert (found.due_on, found.is_moved) == (due, is_moved)


def test_a_step_answers_what_holds_mariam_and_what_nobody_asked_never_what_she_has_not():
    by, mariam = actor(), person()
    noted(by, mariam, FAM01="strong", FAM02="none", FAM03="lifted")
    made = template(by, "Crèche", ("Visiter", 0, "FAM01", "FAM02", "FAM03", "MOB01"))

    [found] = proposals(by, mariam, made, MONDAY)

    assert [(one.code, one.pk in found.unexplored) for one in found.items] == [("MOB01", True), ("FAM01", False)]


def test_what_is_restricted_is_tied_only_by_who_may_read_that_it_holds():
    hakim, ali, mariam = actor(Role.COORDINATION, name="Hakim"), actor(name="Ali"), person()
    made = template(hakim, "Protéger", ("Appeler", 0, "FAM04"))
    before = [proposals(one, mariam, made, MONDAY)[0].items for one in (hakim, ali)]
    noted(hakim, mariam, FAM04="strong")

    after = [[one.code for one in proposals(by, mariam, made, MONDAY)[0].items] for by in (hakim, ali)]

    assert (before, after) == ([(), ()], [["FAM04"], []])


def test_steps_enter_the_plan_with_their_day_their_worker_and_what_they_answer():
    by, mariam = actor(), person()
    noted(by, mariam, FAM01="strong")
    made = template(by, "Crèche", ("Visiter", 7, "FAM01"))
    draft = TemplateStepDraft("Téléphoner", Doer.WORKER, 1)
    add_template_step(by=by, template=made, draft=draft, at=NOW)
    nadia = colleague(name="Nora")

    take_steps(
        by=by,
        person=mariam,
        goal=None,
        new_goal="Faire garder Awa",
        taken=everything(by, mariam, made),
        worker=nadia,
        at=NOW,
    )

    rows = Step.objects.filter(person=mariam).order_by("due_on")
    assert [(one.goal.title, one.title, one.due_on, one.worker) for one in rows] == [
        ("Faire garder Awa", "Téléphoner", date(2026, 6, 16), nadia),
        ("Faire garder Awa", "Visiter", date(2026, 6, 22), None),
    ]
    assert [one.code for one in rows[1].items.all()] == ["FAM01"]


def test_a_step_that_the_plan_holds_is_not_added_again_and_one_that_is_done_may_be():
    by, mariam = actor(), person()
    held = step_towards(by, mariam, "VISITER la creche")
    made = template(by, "Crèche", ("Visiter la crèche", 7), ("Inscrire", 14))
    shown = [(one.step.title, one.is_there) for one in proposals(by, mariam, made, MONDAY)]

    taken = everything(by, mariam, made)
    counts = [len(take_steps(by=by, person=mariam, goal=held.goal, taken=taken, at=NOW)) for _ in range(2)]
    end_step(by=by, step=held, state=StepState.DONE, on=TODAY, at=NOW)
    again = take_steps(by=by, person=mariam, goal=held.goal, taken=taken, at=NOW)

    assert shown == [("Visiter la crèche", True), ("Inscrire", False)]
    assert counts == [1, 0]
    assert [one.title for one in again] == ["Visiter la crèche"]


def test_a_new_goal_without_a_step_to_add_is_not_made():
    by, mariam = actor(), person()
    made = template(by, "Crèche", ("Visiter", 7))
    taken = everything(by, mariam, made)

    for _ in range(2):
        take_steps(by=by, person=mariam, goal=None, new_goal="Faire garder Awa", taken=taken, at=NOW)

    assert Goal.objects.filter(person=mariam).count() == 1
    assert Line.objects.filter(verb="step.taken").count() == 1


def test_nothing_enters_under_a_goal_that_is_over_or_another_persons_nor_by_an_animator():
    by, mariam, awa = actor(), person(), person("Awa")
    made = template(by, "Crèche", ("Visiter", 7))
    over = add_goal(by=by, person=mariam, title="Chanter", at=NOW)
    end_goal(by=by, goal=over, state=GoalState.DROPPED, on=TODAY, at=NOW)
    hers = add_goal(by=by, person=awa, title="Nager", at=NOW)
    taken = everything(by, mariam, made)

    with pytest.raises(Refused):
        take_steps(by=by, person=mariam, goal=over, taken=taken, at=NOW)
    with pytest.raises(Goal.DoesNotExist):
        take_steps(by=by, person=mariam, goal=hers, taken=taken, at=NOW)
    with pytest.raises(Refused):
        take_steps(by=by, person=mariam, goal=None, new_goal="Nager", taken=[], at=NOW)
    with pytest.raises(Refused):
        take_steps(by=actor(Role.ANIMATOR, name="Ana"), person=mariam, goal=None, new_goal="Nager", taken=taken, at=NOW)
    elsewhere = colleague(at=organisation("ailleurs"), name="Eva")
    with pytest.raises(Refused):
        take_steps(by=by, person=mariam, goal=None, new_goal="Nager", taken=taken, worker=elsewhere, at=NOW)

    assert Step.objects.count() == 0


def test_on_screen_one_sees_the_days_unticks_and_moves_before_adding():
    nadia = colleague()
    by, mariam = actor(name="Nora"), person()
    made = template(by, "Crèche", ("Visiter", 5), ("Téléphoner", 0))
    call, visit = made.steps.all()
    client, page = browser(nadia), f"/accompagnements/{mariam.pk}/plan/modele/"
    asked = f"{page}?modele={made.pk}&debut=15/06/2026"

    shown = client.get(asked)
    posted = {
        "goal": "nouveau",
        "new_goal": "Faire garder Awa",
        f"due-{call.pk}": "15/06/2026",
        f"take-{visit.pk}": "on",
        f"due-{visit.pk}": "30/06/2026",
    }
    client.submit(asked, posted)

    assert [(str(one.step), due.value()) for one, _tick, due in shown.context["form"].lines] == [
        ("Téléphoner", date(2026, 6, 15)),
        ("Visiter", date(2026, 6, 22)),
    ]
    assert shown.content.decode().count("est fermé") == 1
    assert [(one.title, one.due_on) for one in Step.objects.filter(person=mariam)] == [("Visiter", date(2026, 6, 30))]


def test_the_same_click_twice_adds_once():
    by, mariam = actor(name="Nora"), person()
    made = template(by, "Crèche", ("Visiter", 5))
    step = made.steps.get()
    client = browser(colleague())
    asked = f"/accompagnements/{mariam.pk}/plan/modele/?modele={made.pk}&debut=15/06/2026"
    posted = {"goal": "nouveau", "new_goal": "Garder", f"take-{step.pk}": "on", f"due-{step.pk}": "22/06/2026"}

    for token in ("a" * 32, "a" * 32, "b" * 32):
        client.post(asked, posted | {"jeton": token})

    assert (Goal.objects.count(), Step.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "posted",
    [
        {"goal": "nouveau", "new_goal": "", "take": "on", "due": "22/06/2026"},
        {"goal": "nouveau", "new_goal": "Garder", "take": "on", "due": "le 22"},
        {"goal": "nouveau", "new_goal": "Garder", "due": "22/06/2026"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(posted):
    by, mariam = actor(name="Nora"), person()
    made = template(by, "Crèche", ("Visiter", 5))
    step = made.steps.get()
    named = {f"{key}-{step.pk}" if key in ("take", "due") else key: value for key, value in posted.items()}

    answer = browser(colleague()).submit(
        f"/accompagnements/{mariam.pk}/plan/modele/?modele={made.pk}&debut=15/06/2026", named
    )

    assert (answer.status_code, Step.objects.count()) == (422, 0)
    assert answer.context["form"][f"due-{step.pk}"].value() == posted["due"]


@pytest.mark.parametrize("start", ["31/12/9999", "01/01/0001", "17/06/2027", "demain", ""])
def test_a_first_day_that_was_mistyped_is_said_and_counts_no_days(start):
    by, mariam = actor(name="Nora"), person()
    made = template(by, "Crèche", ("Visiter", 5))

    page = browser(colleague()).get(f"/accompagnements/{mariam.pk}/plan/modele/", {"modele": made.pk, "debut": start})

    assert (page.status_code, list(page.context["asked"].errors)) == (422, ["debut"])


def test_a_template_is_written_changed_copied_and_retired_on_screen():
    client = browser(colleague())

    client.submit("/accompagnements/modeles/nouveau/", {"name": "Crèche", "situation": "Sans garde", "version": 1})
    made = PlanTemplate.objects.get(name="Crèche")
    page = f"/accompagnements/modeles/{made.pk}"
    client.submit(f"{page}/etapes/nouvelle/", {"title": "Visiter", "doer": "person", "offset": "7", "version": 1})
    step = made.steps.get()
    shown = client.get(f"/accompagnements/modeles/etapes/{step.pk}/modifier/")
    version = shown.context["form"]["version"].value()
    changed = {"title": "Visiter deux fois", "doer": "worker", "offset": "9", "version": version}
    client.submit(f"/accompagnements/modeles/etapes/{step.pk}/modifier/", changed)
    stale = client.submit(f"/accompagnements/modeles/etapes/{step.pk}/modifier/", changed | {"title": "Autre"})
    client.submit(f"{page}/modifier/", {"name": "Crèches", "situation": "Sans garde", "version": 1})
    client.submit(f"{page}/copier/")
    client.submit(f"{page}/retirer/")
    retired = PlanTemplate.objects.get(pk=made.pk)
    client.submit(f"{page}/remettre/")
    client.submit(f"/accompagnements/modeles/etapes/{step.pk}/retirer/")

    assert (retired.name, retired.is_in_use, stale.status_code) == ("Crèches", False, 409)
    assert PlanTemplate.objects.get(pk=made.pk).is_in_use
    copied = PlanTemplate.objects.get(name="Crèches (copie)")
    assert [(one.title, one.offset, one.doer) for one in copied.steps.all()] == [("Visiter deux fois", 9, "worker")]
    assert made.steps.count() == 0


def test_a_template_whose_name_was_taken_is_not_put_back_and_the_page_says_why():
    by, client = actor(name="Nora"), browser(colleague())
    first = template(by)
    retire_template(by=by, template=first, on=TODAY, at=NOW)
    template(by)

    page = client.submit(f"/accompagnements/modeles/{first.pk}/remettre/", follow=True)

    assert "Un modèle en usage porte déjà ce nom." in page.content.decode()
    assert not PlanTemplate.objects.get(pk=first.pk).is_in_use


def test_a_list_of_one_and_of_three_asks_the_same():
    by, client = actor(name="Nora"), browser(colleague())
    PlanTemplate.objects.all().delete()
    template(by, "Un")
    client.get("/accompagnements/modeles/")
    counts = []
    for names in ((), ("Deux", "Trois")):
        for name in names:
            template(by, name, ("Visiter", 1))
        with exactly(5):
            counts.append(len(client.get("/accompagnements/modeles/").context["rows"]))

    assert counts == [1, 3]


def test_the_list_is_searched_without_accents_and_by_situation():
    client = browser(colleague())

    asked = client.post("/kit/recherche/", {"page": "/accompagnements/modeles/", "libre": "q", "q": "Retablir"})

    assert [cells[0]["value"] for _pk, cells in client.get(asked["Location"]).context["rows"]] == [
        "Rétablir des droits"
    ]


def test_templates_of_another_association_are_not_found():
    theirs = template(actor(at=organisation("ailleurs"), name="Eva"), "Là-bas", ("Visiter", 1))
    client, mariam = browser(colleague()), person()

    asked = client.get(f"/accompagnements/{mariam.pk}/plan/modele/?modele={theirs.pk}&debut=15/06/2026")
    answers = [client.get(f"/accompagnements/modeles/{theirs.pk}/").status_code, asked.status_code]

    assert answers == [404, 422]


def told_in(by, made, language, words, **steps):
    """Say a template and its steps in a language: steps by their French title."""
    keys = {one.title: one.pk for one in made.steps.all()}
    said = {keys[title]: text for title, text in steps.get("steps", {}).items()}
    return tell_template(by=by, template=made, language=language, words=words, steps=said, at=NOW)


def test_a_colleague_reads_the_templates_in_their_language_and_is_told_what_is_in_french():
    zoe = actor(Role.COORDINATION, name="Zoe")
    made = template(zoe, "Garde", ("Appeler trois crèches", 0), ("Visiter une crèche", 7))
    told_in(zoe, made, "nl", {"name": "Opvang", "situation": ""}, steps={"Visiter une crèche": "Een crèche bezoeken"})
    made.refresh_from_db()

    with translation.override("nl"):
        found = (str(made), made.told_situation, [one.told_title for one in made.steps.all()])

    assert found == (
        "Opvang",
        Told("Un enfant sans garde", "fr"),
        [Told("Appeler trois crèches", "fr"), Told("Een crèche bezoeken")],
    )
    assert str(made) == "Garde"


def test_a_template_is_found_by_its_name_in_any_language():
    zoe = actor(Role.COORDINATION, name="Zoe")
    told_in(zoe, template(zoe, "Garde"), "nl", {"name": "Opvang"})

    assert [one.name for one in PlanTemplate.objects.filter(search__contains="opvang")] == ["Garde"]


def test_steps_of_a_template_are_known_in_the_language_of_the_person():
    zoe, omar = actor(Role.COORDINATION, name="Zoe"), person("Omar", language="ar")
    made = template(zoe, "Garde", ("Appeler trois crèches", 0), ("Visiter une crèche", 7))
    told_in(zoe, made, "ar", {"goal": "رعاية طفلي"}, steps={"Appeler trois crèches": "أتصل بثلاث حضانات"})
    made = PlanTemplate.objects.get(pk=made.pk)

    take_steps(by=zoe, person=omar, goal=None, new_goal=made.goal, taken=everything(zoe, omar, made), at=NOW)

    table = next(one for one in carnet_of(zoe, omar, NOW).blocks if isinstance(one, Table) and len(one.head) == 4)
    assert table.heading == "هدفي: رعاية طفلي"
    assert [row[1] for row in table.rows] == ["أتصل بثلاث حضانات", "Visiter une crèche"]
    assert "ما لم يُترجم بعد مكتوب بالفرنسية." in repr(carnet_of(zoe, omar, NOW).blocks)


def test_a_step_said_otherwise_is_in_the_words_of_who_said_it():
    zoe, omar = actor(Role.COORDINATION, name="Zoe"), person("Omar", language="ar")
    made = template(zoe, "Garde", ("Appeler trois crèches", 0))
    told_in(zoe, made, "ar", {}, steps={"Appeler trois crèches": "أتصل بثلاث حضانات"})
    made = PlanTemplate.objects.get(pk=made.pk)
    [step] = take_steps(by=zoe, person=omar, goal=None, new_goal="Garder", taken=everything(zoe, omar, made), at=NOW)

    moved = change_step(by=zoe, step=step, draft=StepDraft("Appeler trois crèches", due_on=MONDAY), at=NOW)
    assert moved.told("title", "ar") == Told("أتصل بثلاث حضانات")
    said = change_step(by=zoe, step=step, draft=StepDraft("Appeler une crèche"), at=NOW)
    assert said.told("title", "ar") == Told("Appeler une crèche")


def test_the_templates_that_came_with_levier_are_said_in_seven_other_languages():
    by = actor()
    lay_plan_templates(by=by, at=NOW)
    lay_note_templates(by=by, at=NOW)
    people = {"nl", "en", "ar", "tr", "ro", "uk", "es"}

    assert {frozenset(one.texts["title"]) for one in TemplateStep.objects.all()} == {frozenset(people)}
    assert {frozenset(one.texts["goal"]) for one in PlanTemplate.objects.all()} == {frozenset(people)}
    assert {frozenset(one.texts["name"]) for one in NoteTemplate.objects.all()} == {frozenset({"nl", "en"})}


def test_templates_laid_before_get_their_languages_where_their_french_is_unchanged():
    by = actor()
    lay_plan_templates(by=by, at=NOW)
    TemplateStep.objects.update(texts={})
    PlanTemplate.objects.update(texts={})
    PlanTemplate.objects.filter(code="droits").update(goal="Être payée")

    lay_plan_templates(by=by, at=NOW)

    assert PlanTemplate.objects.get(code="numerique").told("goal", "nl").language == ""
    assert PlanTemplate.objects.get(code="droits").told("goal", "nl") == Told("Être payée", "fr")
    assert TemplateStep.objects.filter(texts={}).count() == 0


def test_a_language_is_written_on_its_own_page():
    zoe = browser(colleague(Role.COORDINATION, name="Zoe"))
    by = actor(Role.COORDINATION, name="Ada")
    made = template(by, "Garde", ("Appeler trois crèches", 0))
    step, url = made.steps.get(), f"/accompagnements/modeles/{made.pk}/langues/uk/"

    shown = zoe.get(url).context["form"]
    answer = zoe.submit(url, {"goal": "Догляд", f"step-{step.pk}": "Дзвонити", "version": shown.initial["version"]})

    assert list(shown.fields) == ["version", "goal", f"step-{step.pk}"]
    assert answer.status_code == 303
    step.refresh_from_db()
    assert step.texts == {"title": {"uk": "Дзвонити"}}
    assert Line.objects.filter(verb="template.told").count() == 1
    assert [zoe.get(f"/accompagnements/modeles/{made.pk}/langues/{code}/").status_code for code in ("fr", "zz")] == [
        404,
        404,
    ]


def test_headings_of_notes_are_in_the_language_of_who_writes():
    by = actor(Role.COORDINATION, name="Zoe")
    made = add_note_template(by=by, name="Point court", kind="interview", text="Ce qui a changé\n\n", at=NOW)
    zoe = browser(colleague(Role.COORDINATION, name="Zia"))
    url = f"/accompagnements/modeles/notes/{made.pk}/langues/nl/"
    version = zoe.get(url).context["form"].initial["version"]

    answer = zoe.submit(url, {"name": "Balans", "text": "Wat veranderd is", "version": version})

    made.refresh_from_db()
    with translation.override("nl"):
        assert (str(made), with_headings({}, made)["text"]) == ("Balans", "Wat veranderd is")
    assert answer.status_code == 303
    assert with_headings({}, made)["text"] == "Ce qui a changé\n\n"
