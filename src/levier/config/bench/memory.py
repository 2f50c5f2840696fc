"""S13. The memory of one worker over ten thousand mixed requests to a live server."""

import http.client
import random
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from levier.config.bench.houses import Browser, Wanted
from levier.config.bench.lines import Line
from levier.config.bench.measuring import own_memory
from levier.config.bench.rows import busy_house
from levier.config.bench.served import served, worker_of
from levier.development.projects.models import Project
from levier.foundation.accounts.models import Organisation
from levier.register.people.models import Person

PER_CENT = 5
REQUESTS, WHOLE = 10_000, 10_000


def run(wanted: Wanted) -> list[Line]:
    """From a fifth of the requests on, the worker holds no more than it held then."""
    count = wanted.size(REQUESTS, WHOLE)
    made = busy_house(1_000, wanted)
    addresses, cookie = mixed(made), cookie_of(made)
    dice = random.Random(count)  # noqa: S311 - not a secret
    with served() as (address, server):
        worker = worker_of(server)
        asked = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        ask(asked, cookie, dice.choices(addresses, k=count // 5))
        before = own_memory(worker)
        ask(asked, cookie, dice.choices(addresses, k=count - count // 5))
        after = own_memory(worker)
        asked.close()
    growth = 100 * (after - before) / before
    title = f"mémoire d'un processus, de {count // 5} à {count} demandes ({before:.0f} Mo, puis {after:.0f} Mo)"
    return [Line("S13", title, growth, PER_CENT, "%")]


def mixed(made: Organisation) -> list[str]:
    """Pages of every kind: lists with and without filter, files, searches, reports, exports, wrong addresses."""
    people = Person.objects.filter(organisation=made).order_by("pk").values_list("pk", flat=True)[:50]
    projects = Project.objects.filter(organisation=made).order_by("pk").values_list("pk", flat=True)[:10]
    found = [reverse(name) for name in ("desk:my_day", "people:people", "outcomes:participations", "journal:journal")]
    found += [f"{reverse('people:people')}?page={number}&tri=-naissance" for number in range(1, 20)]
    found += [f"{reverse('desk:search')}?q={word}" for word in ("diallo", "mariam", "zzz", "atelier", "0400")]
    found += [reverse("people:person", args=[pk]) for pk in people]
    found += [reverse("reports:report", args=[pk, "esf-plus-2021"]) for pk in projects]
    return [*found, f"{reverse('people:people')}?export=csv", "/personnes/0/", "/nulle-part/", "/static/kit/kit.css"]


def cookie_of(made: Organisation) -> str:
    """Signed in, as a browser says it."""
    return f"{settings.SESSION_COOKIE_NAME}={Browser(made).cookies[settings.SESSION_COOKIE_NAME].value}"


def ask(connection: http.client.HTTPConnection, cookie: str, addresses: list[str]) -> dict[int, int]:
    """Ask each address on one connection; how many answers of each status. Raises RuntimeError for an error of ours."""
    found: dict[int, int] = {}
    for address in addresses:
        connection.request("GET", address, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        found[answer.status] = found.get(answer.status, 0) + 1
        if answer.status >= 500:
            raise RuntimeError(f"{address}: {answer.status}")
    return found
