"""Filters of a list are kept under a name, found again above it, shared with the team; never what was typed."""

import pytest
from django.core.exceptions import ValidationError

from levier.foundation.accounts.actions import change_filters, drop_filters, keep_filters
from levier.foundation.accounts.actions.filters import MOST
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import KeptFilters, Membership
from levier.foundation.accounts.queries import actor_for
from levier.foundation.accounts.rules import may_change_filters, may_drop_filters
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from tests.cast import NOON, actor, browser, colleague, organisation
from tests.guards import exactly

pytestmark = pytest.mark.django_db
LIST = "/accompagnements/miens/"
KEEP = "/mon-compte/vues/garder/pathways:mine/"


def kept(by, name="Sans nouvelles", *, query="etat=silence", page="pathways:mine", is_shared=False):
    return keep_filters(by=by, page=page, query=query, name=name, is_shared=is_shared, at=NOON)


def views(client, path=LIST):
    """(name, whose, is it shown) of the views above a list."""
    return [(one.name, one.owner, is_here) for one, is_here in client.get(path).context["kept"]]


def test_filters_are_kept_under_a_name_and_found_again_above_the_list():
    client = browser(colleague())

    answer = client.submit(f"{KEEP}?etat=silence&tri=-contact", {"name": "À rappeler"})

    assert answer["Location"] == f"{LIST}?etat=silence&tri=-contact"
    assert views(client, answer["Location"]) == [("À rappeler", "", True)]
    assert views(client) == [("À rappeler", "", False)]
    assert Line.objects.get(verb="filters.kept").object == f"accounts.keptfilters:{KeptFilters.objects.get().pk}"


def test_the_list_offers_to_keep_filters_that_are_not_kept_yet():
    client = browser(colleague())
    page = client.get(f"{LIST}?tri=fin&etat=retard&page=2&n=importe")

    assert page.context["kept_query"] == "etat=retard&tri=fin"
    assert f"{KEEP}?etat=retard&amp;tri=fin" in page.content.decode()
    assert KEEP not in client.get(LIST).content.decode()


def test_what_was_typed_is_never_kept_and_a_filter_that_is_none_neither():
    client = browser(colleague())

    client.submit(f"{KEEP}?etat=silence&q=mariam&r=abc&tri=nom&origine=mars", {"name": "Silence"})

    assert KeptFilters.objects.get().query == "etat=silence"


def test_without_a_filter_there_is_nothing_to_keep():
    answer = browser(colleague()).submit(f"{KEEP}?q=mariam", {"name": "Mariam"})

    assert (answer.status_code, KeptFilters.objects.count()) == (422, 0)
    assert "Choisissez d'abord un filtre" in answer.content.decode().replace("&#x27;", "'")


def test_a_view_whose_filter_is_gone_says_so_instead_of_showing_more_in_silence():
    house = organisation()
    nadia, ali = colleague(at=house), colleague(name="Ali", at=house)
    view = kept(actor_for(nadia, house), query=f"reference={ali.pk}", page="pathways:pathways")
    client, path = browser(nadia), f"/accompagnements/?{view.query}"
    before = client.get(path).context["is_stale"]
    Membership.objects.filter(user=ali).update(ended_at=NOON)

    after = client.get(path)

    assert (before, after.context["is_stale"]) == (False, True)
    assert "Un filtre de cette vue n" in after.content.decode()


def test_the_name_of_the_filters_is_proposed():
    form = browser(colleague()).get(f"{KEEP}?etat=retard").context["form"]

    assert form.initial["name"] == "avec une étape en retard"


def test_a_view_is_for_who_keeps_it_until_it_is_shared_with_the_team():
    house = organisation()
    nadia, ali = colleague(at=house), colleague(name="Ali", at=house)
    by = actor_for(nadia, house)
    mine = kept(by)
    before = views(browser(ali))

    change_filters(by=by, kept=mine, name="Silence", is_shared=True, at=NOON)

    assert (before, views(browser(ali))) == ([], [("Silence", "Nadia", False)])


def test_views_of_one_list_are_not_those_of_another_nor_of_another_house():
    house = organisation()
    nadia = colleague(at=house)
    kept(actor_for(nadia, house), page="pathways:pathways", is_shared=True)
    kept(actor(name="Eva", at=organisation("ailleurs")), "La leur", is_shared=True)
    client = browser(nadia)

    assert views(client) == []
    assert views(client, "/accompagnements/") == [("Sans nouvelles", "", False)]


def test_one_s_own_views_come_first_then_by_name():
    house = organisation()
    nadia = colleague(at=house)
    kept(actor(name="Ali", at=house), "Avril", is_shared=True)
    for name in ("Zèbre", "élan"):
        kept(actor_for(nadia, house), name)

    assert [name for name, *_rest in views(browser(nadia))] == ["élan", "Zèbre", "Avril"]


def test_two_views_of_a_list_do_not_bear_one_name():
    by = actor()
    kept(by)

    with pytest.raises(ValidationError, match="déjà une vue de ce nom"):
        kept(by, query="etat=retard")


def test_there_are_as_many_views_as_stand_above_a_list():
    by = actor()
    for number in range(MOST):
        kept(by, f"Vue {number}")

    with pytest.raises(Refused, match="retirez-en une"):
        kept(by, "Une de trop")


def test_who_may_rename_share_and_drop_a_view():
    house = organisation()
    nadia, ali = actor(at=house), actor(name="Ali", at=house)
    lead = actor(Role.DIRECTION, name="Claire", at=house)
    mine, shared = kept(nadia), kept(nadia, "Partagée", is_shared=True)

    assert [bool(may_change_filters(who, mine)) for who in (nadia, ali, lead)] == [True, False, False]
    assert [bool(may_drop_filters(who, mine)) for who in (nadia, ali, lead)] == [True, False, False]
    assert [bool(may_drop_filters(who, shared)) for who in (nadia, ali, lead)] == [True, False, True]
    with pytest.raises(Refused, match="d'un"):
        drop_filters(by=ali, kept=shared, at=NOON)


def test_a_view_is_renamed_then_taken_away_once_one_has_said_yes():
    nadia = colleague()
    view = kept(actor_for(nadia, organisation()))
    client = browser(nadia)
    version = client.get(f"/mon-compte/vues/{view.pk}/").context["form"].initial["version"]
    client.submit(f"/mon-compte/vues/{view.pk}/", {"name": "À rappeler", "is_shared": "on", "version": version})
    renamed = views(client)
    asked = client.get(f"/mon-compte/vues/{view.pk}/retirer/")
    still = views(client)

    client.submit(f"/mon-compte/vues/{view.pk}/retirer/")

    assert (renamed, still) == ([("À rappeler", "", False)], renamed)
    assert "Vos collègues ne la trouveront plus" in asked.content.decode()
    assert (views(client), KeptFilters.objects.count()) == ([], 0)
    assert set(Line.objects.values_list("verb", flat=True)) >= {"filters.changed", "filters.dropped"}


def test_a_colleague_s_view_is_not_changed_by_its_address():
    view = kept(actor(), is_shared=True)
    ali = browser(colleague(name="Ali"))

    changed = ali.submit(f"/mon-compte/vues/{view.pk}/", {"name": "La mienne"})
    dropped = ali.submit(f"/mon-compte/vues/{view.pk}/retirer/")

    assert (changed.status_code, dropped.status_code, KeptFilters.objects.get().name) == (404, 404, "Sans nouvelles")


def test_a_list_that_one_may_not_open_keeps_nothing():
    reception = browser(colleague(Role.RECEPTION, name="Rosa"))
    unknown = browser(colleague()).get("/mon-compte/vues/garder/people:person/")

    assert (reception.get(f"{KEEP}?etat=silence").status_code, unknown.status_code) == (404, 404)


def test_one_finds_all_one_s_views_on_a_page_of_one_s_own():
    house = organisation()
    nadia = colleague(at=house)
    kept(actor_for(nadia, house))
    kept(actor(name="Ali", at=house), "Celle d'Ali", is_shared=True)
    kept(actor(name="Eva", at=house), "Celle d'Eva")

    [(title, address, rows)] = browser(nadia).get("/mon-compte/vues/").context["lists"]

    assert (str(title), address) == ("Mes accompagnements", LIST)
    assert [(one.name, changes, drops) for one, changes, drops in rows] == [
        ("Celle d'Ali", False, False),
        ("Sans nouvelles", True, True),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_one_question_for_its_views_however_many(count):
    house = organisation()
    nadia = colleague(at=house)
    for number in range(count):
        kept(actor(name=f"Ali{number}", at=house), f"Vue {number}", is_shared=True)
    client = browser(nadia)
    client.get(LIST)

    with exactly(5):
        client.get(LIST)
