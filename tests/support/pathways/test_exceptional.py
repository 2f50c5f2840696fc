"""A file that is not open to Rosa opens to her for four hours, for a reason, and everybody knows."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership, Organisation
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Detail, Line
from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.models import Message
from levier.register.people.copying import parts_of
from levier.support.pathways import leaving, merging
from levier.support.pathways.actions import (
    end_access,
    give_part,
    open_exceptionally,
    review_access,
    write_note,
)
from levier.support.pathways.enums import Audience, NoteKind, Part
from levier.support.pathways.exceptional_lists import accesses
from levier.support.pathways.models import ExceptionalAccess
from levier.support.pathways.panels import accesses_due
from tests.cast import actor, browser, colleague, organisation, person
from tests.guards import exactly
from tests.support.pathways.cast import NOW, SITE, TODAY, accompanied, noted, step_towards

pytestmark = pytest.mark.django_db
REASON = "Elle vient de faire un malaise à l'accueil"
FOUR = timedelta(hours=4)
SECOND = timedelta(seconds=1)


@pytest.fixture
def nadia():
    return colleague()


@pytest.fixture
def rosa():
    return colleague(Role.RECEPTION, name="Rosa")


@pytest.fixture
def hakim():
    return colleague(Role.COORDINATION, name="Hakim")


@pytest.fixture
def mariam(nadia):
    found = person()
    accompanied(actor_for(nadia, organisation()), found, referent=nadia)
    return found


def me(user):
    return actor_for(user, organisation())


def opened(user, somebody, at=NOW, reason=REASON):
    return open_exceptionally(by=me(user), person=somebody, reason=reason, site=SITE, at=at)


def file_of(access):
    return f"/accompagnements/acces-exceptionnels/{access.pk}/dossier/"


def status(user, access, at):
    with time_machine.travel(at, tick=False):
        return browser(user).get(file_of(access)).status_code


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.COUNSELLOR, True),
        (Role.RECEPTION, True),
        (Role.ANIMATOR, True),
        (Role.EPN, True),
        (Role.COORDINATION, False),
        (Role.DIRECTION, False),
        (Role.PROJECT_OFFICER, False),
        (Role.FINANCE, False),
        (Role.AUDITOR, False),
        (Role.ADMINISTRATOR, False),
    ],
)
def test_who_does_not_read_the_file_may_ask_and_who_reads_it_or_has_no_work_with_people_may_not(mariam, role, may):
    user = colleague(role, name="Sam")

    if may:
        opened(user, mariam)
    else:
        with pytest.raises(Refused):
            opened(user, mariam)

    assert ExceptionalAccess.objects.count() == may


def test_a_colleague_of_hers_reads_the_file_already(nadia, mariam):
    with pytest.raises(Refused):
        opened(nadia, mariam)

    page = browser(nadia).get(f"/accompagnements/{mariam.pk}/acces-exceptionnel/")
    assert "Vous lisez déjà ce dossier" in page.content.decode()
    assert ExceptionalAccess.objects.count() == 0


def test_whoever_worked_with_her_before_asks_like_anybody(mariam, hakim):
    karim = colleague(name="Karim")
    given = give_part(by=me(hakim), pathway=mariam.pathways.get(), user=karim, part=Part.JOB, on=TODAY, at=NOW)
    with pytest.raises(Refused):
        opened(karim, mariam)
    given.ended_on = TODAY
    given.save()

    opened(karim, mariam)

    assert ExceptionalAccess.objects.get().user == karim


@pytest.mark.parametrize("reason", ["", "urgent", "              x", "quatorze sign"])
def test_a_reason_that_says_nothing_opens_nothing(rosa, mariam, reason):
    with pytest.raises(Refused):
        opened(rosa, mariam, reason=reason)

    assert (ExceptionalAccess.objects.count(), Message.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("after", "code"),
    [(timedelta(0), 200), (FOUR - SECOND, 200), (FOUR, 303), (FOUR + SECOND, 303), (timedelta(days=30), 303)],
)
def test_it_opens_for_four_hours_by_the_moment_of_the_page_and_no_second_more(rosa, mariam, after, code):
    access = opened(rosa, mariam)

    assert status(rosa, access, NOW + after) == code


def test_the_association_chooses_for_how_many_hours(rosa, mariam):
    Organisation.objects.filter(pk=organisation().pk).update(settings={"exceptional_hours": 2})

    access = opened(rosa, mariam)

    assert access.until == NOW + timedelta(hours=2)


def test_it_opens_to_nobody_else_not_even_to_who_leads(rosa, mariam, hakim):
    access = opened(rosa, mariam)
    tarek = colleague(Role.EPN, name="Tarek")
    eva = colleague(Role.RECEPTION, at=organisation("ailleurs"), name="Eva")

    assert [status(one, access, NOW) for one in (tarek, hakim, eva, rosa)] == [404, 404, 404, 200]


def test_it_opens_only_her_file(rosa, mariam):
    opened(rosa, mariam)
    awa = person("Awa")
    client = browser(rosa)

    with time_machine.travel(NOW, tick=False):
        asked = client.get(f"/accompagnements/{awa.pk}/acces-exceptionnel/")
        pages = [
            client.get(f"/accompagnements/{mariam.pk}/{page}").status_code
            for page in ("", "plan/", "notes/", "diagnostic/")
        ]

    assert (asked.status_code, pages) == (200, [403, 403, 403, 403])


def test_what_is_restricted_is_shown_and_what_a_colleague_keeps_for_herself_is_not(nadia, rosa, mariam):
    noted(me(nadia), mariam, FAM04="strong")
    step_towards(me(nadia), mariam, "Visiter la crèche")
    for audience, text in (("team", "Pour tous"), ("restricted", "Pour ses collègues"), ("mine", "Pour moi")):
        values = {"kind": NoteKind.CALL, "on": TODAY, "text": text, "at": NOW}
        write_note(by=me(nadia), person=mariam, audience=Audience(audience), **values)
    access = opened(rosa, mariam)

    with time_machine.travel(NOW, tick=False):
        page = browser(rosa).get(file_of(access))

    assert sorted(one.text for one in page.context["notes"]) == ["Pour ses collègues", "Pour tous"]
    assert [one.item.code for theme in page.context["themes"] for one in theme.holds] == ["FAM04"]
    assert [step.title for goal in page.context["goals"] for step in goal.taken] == ["Visiter la crèche"]
    text = page.content.decode()
    assert "Pour moi" not in text
    assert text.count("<form") == text.count("<form", 0, text.index("<main")) + 1  # nothing to change: to close it only


def test_ones_own_note_for_oneself_is_not_shown_there_either(mariam):
    karim = colleague(name="Karim")
    values = {"kind": NoteKind.CALL, "on": TODAY, "text": "Pour moi", "at": NOW}
    write_note(by=me(karim), person=mariam, audience=Audience.MINE, **values)
    access = opened(karim, mariam)

    with time_machine.travel(NOW, tick=False):
        page = browser(karim).get(file_of(access))

    assert page.context["notes"] == []


def test_each_reading_is_in_the_journal_and_the_journal_holds_no_reason(rosa, mariam):
    access = opened(rosa, mariam)
    with time_machine.travel(NOW, tick=False):
        client = browser(rosa)
        for _ in range(2):
            client.get(file_of(access))
    with time_machine.travel(NOW + FOUR, tick=False):
        client.get(file_of(access))

    lines = Line.objects.filter(verb__startswith="exceptional.").order_by("number")
    assert [(one.verb, one.object, one.actor) for one in lines] == [
        ("exceptional.opened", f"people.person:{mariam.pk}", f"user:{rosa.pk}"),
        ("exceptional.read", f"people.person:{mariam.pk}", f"user:{rosa.pk}"),
        ("exceptional.read", f"people.person:{mariam.pk}", f"user:{rosa.pk}"),
    ]
    assert [one.change for one in Detail.objects.filter(number=lines[0].number)] == [{"access": access.pk}]


def test_her_colleagues_and_the_coordination_are_written_to_and_nothing_of_her_stands_in_it(nadia, rosa, mariam, hakim):
    sofia, claire = colleague(name="Sofia"), colleague(Role.DIRECTION, name="Claire")
    give_part(by=me(hakim), pathway=mariam.pathways.get(), user=sofia, part=Part.SECOND, on=TODAY, at=NOW)
    colleague(Role.COORDINATION, at=organisation("ailleurs"), name="Eva")
    colleague(name="Karim")

    access = opened(rosa, mariam)

    told = Message.objects.filter(kind="pathways.exceptional_access")
    assert sorted(one.address for one in told) == sorted([nadia.email, hakim.email, sofia.email])
    assert claire.email not in {one.address for one in told}
    for one in told:
        said = one.subject + one.body
        assert ("Rosa" in said, "Mariam" in said, "Diallo" in said, "malaise" in said) == (True, False, False, False)
        assert f"{SITE}/accompagnements/acces-exceptionnels/{access.pk}/" in one.body


def test_without_a_coordination_the_direction_is_written_to_and_who_is_away_is_not(nadia, rosa, mariam):
    claire = colleague(Role.DIRECTION, name="Claire")
    Membership.objects.filter(user=nadia).update(suspended_at=NOW)

    opened(rosa, mariam)

    assert [one.address for one in Message.objects.all()] == [claire.email]


def test_a_second_asking_leads_to_what_is_open_and_after_its_end_opens_anew(rosa, mariam):
    access = opened(rosa, mariam)
    with pytest.raises(Refused):
        opened(rosa, mariam, at=NOW + FOUR - SECOND)
    with time_machine.travel(NOW, tick=False):
        asked = browser(rosa).get(f"/accompagnements/{mariam.pk}/acces-exceptionnel/")

    again = opened(rosa, mariam, at=NOW + FOUR)

    assert asked["Location"] == file_of(access)
    assert (again.opened_at, ExceptionalAccess.objects.count()) == (NOW + FOUR, 2)


def test_it_is_ended_early_by_who_opened_it_or_who_leads_and_by_nobody_else(nadia, rosa, mariam, hakim):
    first = opened(rosa, mariam)
    with pytest.raises(Refused):
        end_access(by=me(nadia), access=first, at=NOW + SECOND)
    end_access(by=me(rosa), access=first, at=NOW + SECOND)
    with pytest.raises(Refused):
        end_access(by=me(rosa), access=first, at=NOW + 2 * SECOND)
    second = opened(rosa, mariam, at=NOW + 2 * SECOND)
    end_access(by=me(hakim), access=second, at=NOW + 3 * SECOND)
    third = opened(rosa, mariam, at=NOW + 4 * SECOND)
    with pytest.raises(Refused):
        end_access(by=me(rosa), access=third, at=NOW + FOUR + 4 * SECOND)

    assert [(one.ended_at, one.ended_by) for one in ExceptionalAccess.objects.order_by("pk")] == [
        (NOW + SECOND, rosa),
        (NOW + 3 * SECOND, hakim),
        (None, None),
    ]
    assert [status(rosa, one, NOW + 4 * SECOND) for one in (first, second, third)] == [303, 303, 200]


def test_it_is_read_over_once_by_who_leads_and_never_by_who_opened_it(nadia, rosa, mariam, hakim):
    access = opened(rosa, mariam)
    Membership.objects.create(organisation=organisation(), user=rosa, role=Role.COORDINATION)
    for one in (nadia, rosa):
        with pytest.raises(Refused):
            review_access(by=me(one), access=access, at=NOW)

    review_access(by=me(hakim), access=access, remark="Justifié", at=NOW + FOUR)
    with pytest.raises(Refused):
        review_access(by=me(hakim), access=access, at=NOW + FOUR)

    held = ExceptionalAccess.objects.get()
    assert (held.reviewed_by, held.reviewed_at, held.remark) == (hakim, NOW + FOUR, "Justifié")


def test_what_is_to_read_over_waits_in_the_day_of_who_leads(nadia, rosa, mariam, hakim):
    access = opened(rosa, mariam)

    before = [
        [(item.title, item.detail) for item in accesses_due(me(one), TODAY, TODAY)] for one in (nadia, rosa, hakim)
    ]
    review_access(by=me(hakim), access=access, at=NOW)

    assert before == [[], [], [("Mariam Diallo", "Rosa")]]
    assert accesses_due(me(hakim), TODAY, TODAY) == []


def test_who_knows_of_an_access(nadia, rosa, mariam, hakim):
    opened(rosa, mariam)
    others = {
        "nadia": nadia,
        "rosa": rosa,
        "hakim": hakim,
        "karim": colleague(name="Karim"),
        "tarek": colleague(Role.EPN, name="Tarek"),
    }

    assert {name: accesses(me(one)).count() for name, one in others.items()} == {
        "nadia": 1,
        "rosa": 1,
        "hakim": 1,
        "karim": 0,
        "tarek": 0,
    }


def test_the_list_is_of_who_reads_over_and_filters_and_asks_the_same_for_one_and_for_three(rosa, mariam, hakim):
    client, page = browser(hakim), "/accompagnements/acces-exceptionnels/"
    first = opened(rosa, mariam)
    client.get(page)
    counts = []
    for names in ((), ("Awa", "Binta")):
        for name in names:
            opened(rosa, person(name))
        with exactly(5):
            counts.append(len(client.get(page).context["rows"]))
    review_access(by=me(hakim), access=first, at=NOW)
    with time_machine.travel(NOW + FOUR, tick=False):
        states = [len(client.get(f"{page}?etat={one}").context["rows"]) for one in ("a-relire", "relus", "en-cours")]

    assert (counts, states) == ([1, 3], [2, 1, 0])
    assert browser(rosa).get(page).status_code == 403


def test_asked_read_closed_and_read_over_on_screen(rosa, mariam, hakim):
    client, lead = browser(rosa), browser(hakim)
    with time_machine.travel(NOW, tick=False):
        shown = client.get(f"/personnes/{mariam.pk}/").content.decode()
        short = client.submit(f"/accompagnements/{mariam.pk}/acces-exceptionnel/", {"reason": "vite"})
        client.submit(f"/accompagnements/{mariam.pk}/acces-exceptionnel/", {"reason": REASON})
        access = ExceptionalAccess.objects.get()
        page = f"/accompagnements/acces-exceptionnels/{access.pk}"
        read = client.get(f"{page}/dossier/")
        during = lead.get(f"{page}/").content.decode()
    with time_machine.travel(NOW + timedelta(minutes=20), tick=False):
        client.submit(f"{page}/terminer/")
        closed = client.get(f"{page}/dossier/", follow=True).content.decode()
        again = client.submit(f"{page}/terminer/", follow=True).content.decode()
        lead.submit(f"{page}/relire/", {"remark": "Vu avec Rosa"})

    held = ExceptionalAccess.objects.get()
    assert f"/accompagnements/{mariam.pk}/acces-exceptionnel/" in shown
    assert (short.status_code, short.context["form"]["reason"].value()) == (422, "vite")
    assert (read.status_code, REASON in during.replace("’", "'").replace("&#x27;", "'")) == (200, True)
    assert "Votre accès s" in closed
    assert "déjà terminé" in again
    assert (held.ended_at, held.reviewed_by, held.remark) == (NOW + timedelta(minutes=20), hakim, "Vu avec Rosa")


def test_the_way_to_it_is_shown_to_who_does_not_read_the_file_and_to_nobody_else(nadia, rosa, mariam, hakim):
    way = f"/accompagnements/{mariam.pk}/acces-exceptionnel/"
    readers = {"nadia": nadia, "rosa": rosa, "hakim": hakim, "karim": colleague(name="Karim")}
    readers["ines"] = colleague(Role.PROJECT_OFFICER, name="Inès")

    shown = {
        name: way in browser(one).get(f"/personnes/{mariam.pk}/").content.decode() for name, one in readers.items()
    }

    assert shown == {"nadia": False, "rosa": True, "hakim": False, "karim": True, "ines": False}


def test_her_own_copy_says_who_opened_her_file_when_and_why(rosa, mariam):
    access = opened(rosa, mariam)
    end_access(by=me(rosa), access=access, at=NOW + timedelta(hours=1))

    parts = {part.table: part.lines for part in parts_of(actor(Role.DIRECTION, name="Claire"), mariam)}

    [line] = parts["pathways.exceptionalaccess"]
    said = line.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")
    assert said == (
        "Rosa a ouvert votre dossier le lundi 15 juin 2026, 12 h, jusqu'au lundi 15 juin 2026, 13 h."
        f" Raison donnée : {REASON}"
    )
    assert any("Rosa a ouvert le dossier par un accès exceptionnel" in one for one in parts["journal.line"])


def test_accesses_follow_when_two_files_are_made_one_and_go_when_she_is_erased(rosa, mariam):
    double, by = person("Maryam"), actor(Role.DIRECTION, name="Claire")
    opened(rosa, mariam)
    opened(rosa, double)

    moved = merging.merge(by, mariam, double, NOW)
    both = ExceptionalAccess.objects.filter(person=mariam).count()
    merging.undo(by, mariam, double, moved, NOW)
    apart = ExceptionalAccess.objects.filter(person=mariam).count()
    told = [str(one.what) for one in leaving.fates(by, mariam, None)]
    leaving.erase(by, mariam, None, NOW)

    assert (both, apart) == (2, 1)
    assert "1 accès exceptionnel" in told
    assert [one.person for one in ExceptionalAccess.objects.all()] == [double]


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": NOW},
        {"ended_at": NOW + SECOND},
        {"ended_at": NOW + FOUR, "ended_by": True},
        {"ended_at": NOW - SECOND, "ended_by": True},
        {"reviewed_at": NOW},
    ],
)
def test_what_cannot_be_is_refused_by_the_database(rosa, mariam, wrong):
    access = opened(rosa, mariam)
    values = {name: rosa if value is True else value for name, value in wrong.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        ExceptionalAccess.objects.filter(pk=access.pk).update(**values)

    assert isinstance(ExceptionalAccess.objects.get().until, datetime)
