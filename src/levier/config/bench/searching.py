"""S3. Search as one types, and the look for a double, among 100,000 people and in the demonstration's year."""

from functools import partial
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from levier.config.bench.houses import Browser, Wanted, actor_in
from levier.config.bench.lines import Line, ratio
from levier.config.bench.measuring import by_turns, queries_counted
from levier.config.bench.rows import busy_house
from levier.config.bench.urls import PING
from levier.config.demonstration.building import build
from levier.doors.desk.searching import find
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.texts import fold
from levier.register.people.duplicates import Draft, candidates
from levier.register.people.models import Person

QUERIES, PINGS, PINGS_OF_A_YEAR = 3, 15, 30
TYPED = ("di", "dia", "diallo mar", "mariam diallo", "mariamme dialo", "zzyzx", "0400 12", "12/05/1990", "atelier 77")


def run(wanted: Wanted) -> list[Line]:
    made = busy_house(wanted.size(100_000, 100_000), wanted)
    browser, actor = Browser(made), actor_in(made)
    people = Person.objects.filter(organisation=made).count()
    found = _search(browser, f"{people} personnes", PINGS, wanted.repeats)
    found += _double(browser, actor, people, wanted.repeats)
    if not wanted.rows:
        found += _search(_year(wanted), "l'année de démonstration", PINGS_OF_A_YEAR, wanted.repeats)
    return found


def _year(wanted: Wanted) -> Browser:
    made = Organisation.objects.filter(code="saint-gilles").first()
    if made is None:
        wanted.say("Données de l'année de démonstration…")
        made = build("year", timezone.localdate(), wanted.say)
    return Browser(made, "direction@example.org")


def _search(browser: Browser, where: str, pings: int, repeats: int) -> list[Line]:
    """Each typed text; the slowest one and the one that asks most stand for all."""
    with queries_counted() as none:
        browser.page(PING)
    slowest: Line | None = None
    most = 0
    for typed in TYPED:
        address = f"{reverse('desk:search')}?{urlencode({'q': typed})}"
        browser.page(address)
        with queries_counted() as asked:
            browser.page(address)
        most = max(most, len(asked) - len(none))
        ours, ping = by_turns(partial(browser.page, address), partial(browser.page, PING), repeats=repeats)
        line = ratio(
            "S3", f"recherche dans {where}, le plus lent de {len(TYPED)} textes (« {typed} »)", ours, ping, pings
        )
        slowest = line if slowest is None or line.value > slowest.value else slowest
    assert slowest is not None
    return [slowest, Line("S3", f"recherche dans {where} : requêtes de plus que ping", most, QUERIES, "")]


def _double(browser: Browser, actor: Actor, people: int, repeats: int) -> list[Line]:
    """The look for a double that precedes a new file: who has the same birth, name or number, spelt otherwise."""
    known = Person.objects.filter(organisation_id=actor.organisation_id).order_by("pk")[people // 2]
    draft = Draft(known.first_name, f"{known.last_name}e", known.birth_date, ("+32400000012",))

    def look() -> None:
        if known.pk not in {one.person_id for one in candidates(actor, [draft])[0]}:
            raise RuntimeError("the double was not found")

    with queries_counted() as asked:
        look()
    ours, ping = by_turns(look, partial(browser.page, PING), repeats=repeats)
    return [
        ratio("S3", f"doublon cherché parmi {people} personnes, à côté de ping", ours, ping, PINGS),
        Line("S3", "doublon cherché : requêtes", len(asked), QUERIES, ""),
    ]


def answers(actor: Actor, typed: str) -> list[str]:
    """Titles found for a text, for tests."""
    return [hit["title"] for group in find(actor, fold(typed)).groups for hit in group["hits"]]
