"""What an activity asks of the language, against what is known of each person. It tells; it refuses nobody."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from levier.activity.activities.enums import LanguageLevel
from levier.activity.activities.models.described import Described
from levier.register.people.enums import Speaking
from levier.register.people.models import LanguageSkill, Person
from levier.register.vocabulary.lists import languages

NEEDED = {LanguageLevel.A1: Speaking.A1, LanguageLevel.SPEAKS: Speaking.A2, LanguageLevel.A2: Speaking.A2} | {
    LanguageLevel.B1: Speaking.B1
}
LADDER = (
    Speaking.NONE,
    Speaking.A1,
    Speaking.A2,
    Speaking.B1,
    Speaking.B2,
    Speaking.C1,
    Speaking.C2,
    Speaking.MOTHER,
)
"""From the lowest."""
USUAL = ("fr",)
"""The language of an activity that says none."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence to read before somebody is enrolled; `is_low` when what is known is below what is asked."""

    sentence: str
    is_low: bool


def doubts(activity: Described, people: Iterable[Person]) -> dict[int, Doubt]:
    """By person, where the level that is asked is not known to be theirs. One query, none where no level is asked.

    Of several languages of an activity, the one that a person speaks best counts.
    """
    needed = NEEDED.get(LanguageLevel(activity.level)) if activity.level else None
    wanted = [one.pk for one in people]
    if needed is None or not wanted:
        return {}
    codes = activity.languages.split() or list(USUAL)
    known: dict[int, Speaking] = {}
    rows = LanguageSkill.objects.filter(person__in=wanted, language__in=codes).exclude(speaks="")
    for pk, speaks in rows.order_by("pk").values_list("person", "speaks"):
        found = Speaking(speaks)
        known[pk] = max(known.get(pk, found), found, key=LADDER.index)
    told = {"level": activity.get_level_display(), "languages": ", ".join(languages().label(code) for code in codes)}
    unknown = Doubt(_("niveau non noté (demandé : %(level)s, %(languages)s)") % told, is_low=False)
    found_doubts = {pk: unknown for pk in wanted if pk not in known}
    for pk, speaks in known.items():
        if LADDER.index(speaks) < LADDER.index(needed):
            words = told | {"known": Speaking(speaks).label}
            sentence = _("niveau noté : %(known)s (demandé : %(level)s, %(languages)s)") % words
            found_doubts[pk] = Doubt(sentence, is_low=True)
    return found_doubts
