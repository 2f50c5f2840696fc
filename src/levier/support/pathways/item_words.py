"""The package's list of items in the languages of people: what a line says on their own papers. Nobody proofread it."""

import csv
from functools import cache
from importlib.resources import files


def said_in(language: str, code: str, fr: str) -> str:
    """A line of the package's list in one of the five languages; "" in others, and for what the team worded anew."""
    held = _words().get(code, {})
    return held.get(language, "") if held.get("fr") == fr else ""


@cache
def _words() -> dict[str, dict[str, str]]:
    french = {row["code"]: row["fr"] for row in _rows("items.csv")}
    return {row["code"]: {**row, "fr": french[row["code"]]} for row in _rows("item_words.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("levier.support.pathways").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
