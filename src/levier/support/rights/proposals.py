"""What a letter proposes to remember: each deadline with its computation, or why none is computed."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.support.rights.counting import count
from levier.support.rights.enums import Origin, Start, Unit
from levier.support.rights.models import Deadline, DeadlineKind, DeadlineRule, Letter
from levier.support.rights.wording import steps_of

ANY_LETTER = "read_from_letter"
"""The kind that any dated letter proposes when no other one reads its date."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A deadline that may be kept. `base` is the day it would count from, None for a date to be copied.

    `obstacle` says why nothing is computed; `due_on` is None while no date is known. `end` is the last day of all.
    """

    kind: DeadlineKind
    rule: DeadlineRule
    base: date | None
    due_on: date | None
    end: date | None
    steps: list[str]
    obstacle: str = ""
    is_over: bool = False

    @property
    def is_offered(self) -> bool:
        """Is it ticked at first?"""
        return self.due_on is not None and not self.is_over


def proposals_of(actor: Actor, letter: Letter, today: date) -> list[Proposal]:
    """The deadlines that a letter proposes and that were not kept from it yet, in the order of the kinds."""
    known = Deadline.objects.visible_to(actor).filter(letter=letter).values("rule__kind")
    usable = (
        DeadlineKind.objects.visible_to(actor).filter(retired_on=None).exclude(pk__in=known).order_by("order", "pk")
    )
    kinds = [kind for kind in usable if _asks(kind, letter)]
    rules = DeadlineRule.objects.visible_to(actor).filter(kind__in=kinds).valid_on(letter.dated_on)
    by_kind = {rule.kind_id: rule for rule in rules.select_related("kind").order_by("valid_from", "pk")}
    found = [_proposal(kind, by_kind[kind.pk], letter, today) for kind in kinds if kind.pk in by_kind]
    is_read = Deadline.objects.visible_to(actor).filter(letter=letter, rule__unit=Unit.WRITTEN).exists()
    if letter.printed_on and not is_read and not any(one.rule.unit == Unit.WRITTEN for one in found):
        found += [
            _proposal(rule.kind, rule, letter, today)
            for rule in DeadlineRule.objects.visible_to(actor)
            .filter(kind__code=ANY_LETTER, kind__retired_on=None)
            .valid_on(letter.dated_on)
            .select_related("kind")
        ]
    return found


def _asks(kind: DeadlineKind, letter: Letter) -> bool:
    return kind.origin in ("", letter.origin) and letter.kind in kind.letter_kinds.split()


def _proposal(kind: DeadlineKind, rule: DeadlineRule, letter: Letter, today: date) -> Proposal:
    if rule.unit == Unit.WRITTEN:
        day = letter.printed_on
        steps = [_("Date recopiée du courrier : %(day)s.") % {"day": formats.day(day, style="full")}] if day else []
        obstacle = "" if day else _("La date n'est pas encore recopiée du courrier. Levier ne la calcule jamais.")
        return Proposal(kind, rule, None, day, day, steps, obstacle, day is not None and day < today)
    if rule.counted_from == Start.POSTING and letter.origin == Origin.CPAS and not _starts(letter):
        return Proposal(kind, rule, None, None, None, [], _starts_nothing())
    base, is_presumed = base_of(rule, letter)
    worked = count(rule, base)
    steps = [*_presumed(is_presumed), *steps_of(rule, base)]
    return Proposal(kind, rule, base, worked.last_on, worked.end, steps, "", worked.end < today)


def base_of(rule: DeadlineRule, letter: Letter) -> tuple[date, bool]:
    """The day that a rule counts from in this letter, and whether it is the letter's own date for want of better."""
    known = {Start.NOTIFICATION: letter.received_on, Start.POSTING: letter.posted_on}
    if rule.counted_from not in known:
        return letter.dated_on, False
    day = known[Start(rule.counted_from)]
    return (day, False) if day else (letter.dated_on, True)


def _starts(letter: Letter) -> bool:
    return letter.is_registered and not letter.lacks_mentions


def _starts_nothing() -> str:
    return _(
        "Ce courrier n'est pas recommandé, ou il y manque des mentions obligatoires : il ne fait pas courir le délai."
        " Faites-le vérifier, et agissez sans attendre."
    )


def _presumed(is_presumed: bool) -> list[str]:
    if not is_presumed:
        return []
    return [
        _("Le jour de réception ou d'envoi n'est pas connu : Levier compte, par prudence, depuis la date du courrier.")
    ]
