"""Statuses of a benefit period: those of employment, and the one that only a right can have."""

from django.utils.translation import gettext as _

from levier.register.vocabulary.lists import statuses
from levier.support.rights.enums import SUSPENDED

UNKNOWN = "unknown"


def statuses_to_choose() -> dict[str, str]:
    """Label by code, in the order of the list; a right suspended comes after the exclusions."""
    named: dict[str, str] = {}
    for code, label in statuses().choices():
        if code != UNKNOWN:
            named[code] = str(label)
        if code == "excluded_registered":
            named[SUSPENDED] = _("Droit suspendu")
    return named


def label_of(code: str) -> str:
    """The name of a status in the language of the page."""
    return _("Droit suspendu") if code == SUSPENDED else str(statuses().label(code))
