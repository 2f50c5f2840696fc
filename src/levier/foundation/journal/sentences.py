"""Lines of the journal as plain sentences: each room signs in its acts, and how its objects are named and opened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from levier.foundation.journal.models import Line
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Permission
from levier.foundation.kit.registers import Register, search_sources

acts: Register[Any] = Register()
"""By verb ("person.changed"), what follows the name of who acted: "a modifié la fiche d'une personne"."""


@dataclass(frozen=True, slots=True)
class Named:
    """How objects of one table are shown. `names(actor, ids)` gives the names this actor may read, by id.

    `everybody(actor)` gives all of them, where they are few enough to choose from.
    """

    names: Callable[[Actor, set[int]], dict[int, str]]
    url_name: str = ""
    everybody: Callable[[Actor], dict[int, str]] | None = None


def by_label(model: Any, permission: Permission, *related: str) -> Callable[[Actor, set[int]], dict[int, str]]:
    """Names of the rows of an organisation's model, by its `str`; none without the permission."""

    def names(actor: Actor, ids: set[int]) -> dict[int, str]:
        if not permission.allows(actor):
            return {}
        rows = model.objects.visible_to(actor).filter(pk__in=ids)
        return {one.pk: str(one) for one in (rows.select_related(*related) if related else rows)}

    return names


objects: Register[Named] = Register()
"""By table ("people.person"), and "user" for who acts."""
HOUSE = "house"


def sign_acts(sentences: dict[str, Any]) -> None:
    """Sign in the acts of a room: {verb: sentence after the name}."""
    for verb, sentence in sentences.items():
        acts.sign_in(verb, sentence)


def tell(lines: Iterable[Line], actor: Actor, *, only_who: bool = False) -> None:
    """Set `who`, `what`, `whom` and `link` on each line of one page, with one query a kind of object.

    `only_who` when all are about one object, which the page names already: `whom` stays empty.
    """
    lines = list(lines)
    about = set() if only_who else {line.object for line in lines}
    names = _names({line.actor for line in lines} | about, actor)
    for line in lines:
        line.who = names.get(line.actor) or (_("Levier") if line.actor == HOUSE else line.actor)  # type: ignore[attr-defined]
        line.what = str(acts[line.verb]) if line.verb in acts else line.verb  # type: ignore[attr-defined]
        line.whom = "" if only_who else names.get(line.object) or _number(line.object)  # type: ignore[attr-defined]
        line.link = _link(line.object) if line.object in names else None  # type: ignore[attr-defined]


def who_acted(actor: Actor) -> list[tuple[str, str]]:
    """(reference, name) of whoever may have acted: the colleagues, those who left too, then the house itself."""
    listed = objects["user"].everybody if "user" in objects else None
    names = listed(actor) if listed else {}
    return [(f"user:{pk}", name) for pk, name in names.items()] + [(HOUSE, _("Levier"))]


def found(actor: Actor, words: str) -> list[str]:
    """References of the objects that the search box of this actor finds for these folded words."""
    tables = {objects[table].url_name: table for table in objects.names() if objects[table].url_name}
    sources = [one for one in search_sources if one.url_name in tables and one.permission.allows(actor)]
    return [f"{tables[source.url_name]}:{row[1]}" for source in sources for row in source.rows(actor, words)]


def named(references: set[str], actor: Actor) -> dict[str, tuple[str, str | None]]:
    """Name and address of the objects that this actor may know, by reference, with one query a kind of object."""
    return {reference: (name, _link(reference)) for reference, name in _names(references, actor).items()}


def _names(references: set[str], actor: Actor) -> dict[str, str]:
    wanted: dict[str, set[int]] = {}
    for reference in references:
        table, _colon, number = reference.partition(":")
        if table in objects and number.isdecimal():
            wanted.setdefault(table, set()).add(int(number))
    return {
        f"{table}:{pk}": name for table, ids in wanted.items() for pk, name in objects[table].names(actor, ids).items()
    }


def _number(reference: str) -> str:
    """What is said of an object without a name for this reader: the act tells its kind."""
    number = reference.rpartition(":")[2]
    return f"n°\u00a0{number}" if number.isdecimal() else reference


def _link(reference: str) -> str | None:
    table, _colon, number = reference.partition(":")
    return reverse(objects[table].url_name, args=[number]) if objects[table].url_name else None
