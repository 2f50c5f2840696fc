"""What the columns of a diagnosis can hold: one row a person and an item, or one column an item."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz, process

from levier.foundation.imports.cells import WORDS, CellError, as_written, is_empty, is_unsaid, read_text, refuse_error
from levier.foundation.imports.days import read_date
from levier.foundation.imports.importer import ImportField
from levier.foundation.kit.texts import fold
from levier.support.pathways.enums import ItemKind, Level, Theme
from levier.support.pathways.models import Item
from levier.support.pathways.sheets.fields import LABELS, NAMES, field_listed, field_named, known_colleagues

NEARLY = 94
"""How like one of the list's lines a label must be, out of 100, to be taken for it: a typing error or two."""
SHORTEST = 8
UNSAID = "unsaid"
COLUMN = "item-"
LONGEST_WORD = 30


class KnownItems:
    """The lines of a team's list by the ways they are written: code, French, Dutch, English.

    A line that was melted into another stands for it; one that was retired is not known.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        held = {one.pk: one for one in items}
        self.by_code = {one.code: one for one in held.values() if one.is_in_use}
        self.stands_for = {pk: _lasting(one, held).code for pk, one in held.items() if _lasting(one, held).is_in_use}
        self.names: dict[str, str] = {}
        ordered = sorted(held.values(), key=lambda one: (not one.is_in_use, one.order, one.pk))
        for one in ordered:
            if one.pk in self.stands_for:
                for name in filter(None, map(fold, (one.code, one.fr, one.nl, one.en))):
                    self.names.setdefault(name, self.stands_for[one.pk])

    def find(self, label: Any) -> str | None:
        """Code of the line that a label or a header names, or None."""
        if not isinstance(label, str) or len(label) > 200:
            return None
        text = fold(label)
        if text in self.names or len(text) < SHORTEST:
            return self.names.get(text)
        near = process.extractOne(text, self.names.keys(), scorer=fuzz.ratio, score_cutoff=NEARLY)
        return self.names[near[0]] if near else None

    def written(self, code: str) -> tuple[str, ...]:
        """All the ways one writes a line: its own, and those of the lines melted into it."""
        return tuple(name for name, stands_for in self.names.items() if stands_for == code)

    def choices(self) -> list[tuple[str, str]]:
        """(code, "theme – line") of the lines in use, in the order of an interview."""
        places = {theme: place for place, theme in enumerate(Theme.values)}
        ordered = sorted(self.by_code.values(), key=lambda one: (places[one.theme], one.order, one.pk))
        return [(one.code, f"{Theme(one.theme).label} – {one}") for one in ordered]


def _lasting(item: Item, held: dict[int, Item]) -> Item:
    """The line into which a line was melted, at the end of the chain."""
    seen: set[int] = set()
    while item.replaced_by_id in held and item.pk not in seen:
        seen.add(item.pk)
        item = held[item.replaced_by_id]
    return item


def level_of(text: str) -> str | None:
    """Code of an intensity as people write it; "" when nothing was explored, None when the word is not known."""
    word = fold(text) or text.strip()
    code = LABELS["levels"].get(word)
    if code is None:
        code = "yes" if word in WORDS["yes"] else "no" if word in WORDS["no"] else None
    return "" if code == UNSAID else code


def read_level(cell: Any) -> str:
    """The same of a cell under the name of an item; "" for an empty one.

    A word that is not known is given back as it is, to be asked about once for the whole sheet. Raises CellError for
    what is no word.
    """
    if is_empty(cell) or is_unsaid(cell):
        return ""
    refuse_error(cell)
    text = ("oui" if cell else "non") if isinstance(cell, bool) else as_written(cell)
    code = level_of(text)
    if code is None and (len(text) > LONGEST_WORD or not any(map(str.isalpha, text))):
        sentence = _("« %(text)s » n'est pas une intensité : écrivez fort, léger, levé, aucun, oui ou non, ou rien.")
        raise CellError(sentence % {"text": text[:40]})
    return text if code is None else code


def field_of_item(code: str) -> str:
    """Code of the field that a column named after an item holds."""
    return f"{COLUMN}{code}"


def level_for(said: str, kind: str) -> str | None:
    """The level of an item of that kind; "" when it must be asked (an obstacle without its strength), None when it has
    no sense. `said` is empty when only the item is named."""
    if kind == ItemKind.OBSTACLE:
        if said in ("", Level.YES):
            return ""
        return Level.NONE.value if said == Level.NO else said
    if said == Level.LIFTED:
        return None
    return Level.NO.value if said in (Level.NO, Level.NONE) else Level.YES.value


def _read_remark(cell: Any) -> str:
    return read_text(cell, most=300)


def fields_of(items: KnownItems, team: Iterable[tuple[int, str, str]]) -> tuple[ImportField, ...]:
    """Fields of one association's diagnoses. `team` are all who work or worked there: (key, name, mail)."""
    team = list(team)
    names = [(str(pk), name) for pk, name, _mail in team]
    return (
        *NAMES,
        field_named(
            "item",
            gettext_lazy("Frein, fait ou atout"),
            read_text,
            labels=items.find,
            choices=items.choices,
            essential=True,
        ),
        field_named(
            "level", gettext_lazy("Intensité"), read_text, labels=level_of, choices=lambda: list(Level.choices)
        ),
        field_named("since", gettext_lazy("Constaté le"), read_date, dated=True, expected=True),
        field_named("remark", gettext_lazy("Précision"), _read_remark),
        field_listed("author", gettext_lazy("Noté par"), known_colleagues(team), names),
        *(
            ImportField(
                field_of_item(code),
                label,
                items.written(code),
                read_level,
                labels=level_of,
                expected=True,
                essential=True,
            )
            for code, label in items.choices()
        ),
    )
