"""Small figures in what leaves the house: below the number that the association chose they are hidden.

So is what would give them away.
"""

from collections.abc import Iterable, Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.evidence.reports.figures import GENDERS
from levier.foundation.kit import suppression
from levier.foundation.kit.suppression import LEAST

Cells = dict[str, int]


class Masking(models.TextChoices):
    """Who reads the file decides what of it is hidden."""

    NONE = "tous", _("Tous les chiffres : pour le bailleur, quand la convention les demande")
    SENSITIVE = "sensibles", _("Sans les petits chiffres sensibles : santé, origine, situation sociale")
    ALL = "aucun", _("Sans aucun petit chiffre : pour un partenaire, la presse, une publication")


def hidden(cells: Cells, least: int = LEAST) -> set[str]:
    """Of the cells of one figure ("women", ..., "total"): those not to print."""
    return suppression.hidden(cells, GENDERS.values(), least=least)


def _completed(cells: Cells, secret: set[str]) -> set[str]:
    return suppression.completed(cells, GENDERS.values(), secret)


def all_hidden(
    figures: Mapping[str, Cells], wholes: Iterable[Iterable[str]] = (), least: int = LEAST
) -> dict[str, set[str]]:
    """The same for several figures by code. Each of `wholes` are figures that sum to one that everybody knows: a
    column of it never has one hidden cell alone."""
    secret = {code: hidden(cells, least) for code, cells in figures.items()}
    groups = [[code for code in group if code in figures] for group in wholes]
    while True:
        before = {code: set(names) for code, names in secret.items()}
        for group in groups:
            for name in (*GENDERS.values(), "total"):
                _never_alone(figures, secret, group, name)
        if secret == before:
            return secret


def _never_alone(figures: Mapping[str, Cells], secret: dict[str, set[str]], group: list[str], name: str) -> None:
    there = [code for code in group if figures[code][name]]
    hidden_ones = [code for code in there if name in secret[code]]
    shown = sorted(set(there) - set(hidden_ones), key=lambda code: (figures[code][name], code))
    if len(hidden_ones) == 1 and shown:
        secret[shown[0]] = _completed(figures[shown[0]], secret[shown[0]] | {name})
