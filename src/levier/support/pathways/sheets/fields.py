"""What the columns of these sheets can hold; the names and labels that associations write stand in `data/`."""

import csv
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext_lazy as _

from levier.foundation.imports.cells import read_mail, read_phone, read_reference, read_text
from levier.foundation.imports.days import read_date
from levier.foundation.imports.importer import ImportField
from levier.foundation.kit.texts import fold
from levier.register.people.rows import read_full_name
from levier.register.vocabulary.labels import code_of
from levier.register.vocabulary.lists import terms_of

NUMBERS = "accompagnements"
"""Context of the numbers by which an association's own lists name people."""


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("levier.support.pathways") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


HEADERS = {row["field"]: tuple(row["headers"].split("|")) for row in _rows("sheet_headers.csv")}


def _labels() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in _rows("sheet_labels.csv"):
        found.setdefault(row["list"], {}).update({fold(one): row["code"] for one in row["labels"].split("|")})
    return found


LABELS = _labels()
"""{list: {folded label: code}}."""


def field_named(code: str, label: Any, read: Callable[[Any], Any], **more: Any) -> ImportField:
    return ImportField(code, label, HEADERS[code], read, **more)


def field_listed(code: str, label: Any, known: Mapping[str, str], choices: Any, **more: Any) -> ImportField:
    """A column of labels: `known` gives the code of a folded one, `choices` what one may answer about the others."""
    return field_named(
        code, label, read_text, labels=lambda text: known.get(fold(text)), choices=lambda: list(choices), **more
    )


def _short(cell: Any) -> str:
    return read_text(cell, most=40)


NAMES: tuple[ImportField, ...] = (
    field_named("number", _("N°"), read_reference),
    field_named("last_name", _("Nom"), read_text),
    field_named("first_name", _("Prénom"), read_text),
    field_named("full_name", _("Nom et prénom"), read_full_name),
    field_named("birth_date", _("Date de naissance"), read_date, dated=True, expected=True),
    field_named("phone", _("GSM"), read_phone),
    field_named("mail", _("E-mail"), read_mail),
)
"""What says who a row speaks of."""

IDENTITY: tuple[ImportField, ...] = (
    *NAMES,
    field_named(
        "gender",
        _("Sexe"),
        read_text,
        labels=lambda text: code_of("genders", text),
        choices=lambda: terms_of("genders").choices(),
    ),
    field_named("postcode", _("Code postal"), _short),
    field_named("commune", _("Commune"), read_text),
)
"""The same, with what a new file begins with."""


def known_colleagues(people: Iterable[tuple[int, str, str]]) -> dict[str, str]:
    """{folded label: key} by which a colleague is recognised: name in any order, mail, first name, initials.

    `people` are (key, name, mail). A label that would name two colleagues names nobody.
    """
    found: dict[str, set[int]] = {}
    for key, name, mail in people:
        words = fold(name).split()
        labels = {fold(name), " ".join(reversed(words)), fold(mail), fold(mail.partition("@")[0]), *words[:1]}
        if len(words) > 1:
            first, *rest = words
            labels |= {"".join(word[0] for word in words), f"{first[0]} {' '.join(rest)}", f"{first} {rest[-1][0]}"}
            labels.add(" ".join([*rest, first]))
        for label in labels - {""}:
            found.setdefault(label, set()).add(key)
    return {label: str(min(keys)) for label, keys in found.items() if len(keys) == 1}
