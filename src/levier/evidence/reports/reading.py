"""A snapshot put into words: the same rows and sentences for the page, the spreadsheet and the paper."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.evidence.reports.engine.rule_set import Indicator, RuleSet
from levier.evidence.reports.figures import GENDERS
from levier.evidence.reports.phrases import reason_sentence
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.snapshot import Snapshot
from levier.foundation.kit import formats
from levier.foundation.kit.calendar import Period


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of a report. A value is None where there is no data, which is not zero.

    `cells` holds (gender as records write it, value); `silence` says who refused or is not known, "" when nobody.
    `part` and `whole` are cumulated: the result, and the outputs that it is a part of.
    """

    indicator: Indicator
    cells: list[tuple[str, int | None]]
    total: int | None
    cumulated: int | None
    target: int | None
    silence: str
    part: int | None
    whole: int | None

    @property
    def share_of_target(self) -> int | None:
        """Per cent of the target reached since the start; None without a target."""
        if not self.target or self.cumulated is None:
            return None
        return round(100 * self.cumulated / self.target)

    @property
    def share_of_whole(self) -> str:
        """The result as a part of its reference, with numerator and denominator."""
        if self.part is None or self.whole is None:
            return ""
        return formats.percent(self.part, self.whole)


class Reading:
    """What a report says, in the language of the moment."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.rule_set: RuleSet = rule_sets()[snapshot["rule_set"]]
        self.period = Period(*(date.fromisoformat(snapshot["period"][name]) for name in ("from", "to")))
        self.complete: int = snapshot["records"]["complete"]
        self.incomplete: int = snapshot["records"]["incomplete"]

    @property
    def entered(self) -> int:
        return self.complete + self.incomplete

    @property
    def finding(self) -> str:
        """The title: what the figures say in one sentence."""
        return self.finding_with(self.snapshot["indicators"][self.rule_set.into_work]["total"])

    def finding_with(self, into_work: int) -> str:
        """The same, with as many people gone into work as may be told; 0 says nothing of them."""
        if not self.entered:
            return _("Personne n'est entré dans le projet dans cette période")
        came = ngettext("%(n)s personne entrée", "%(n)s personnes entrées", self.entered)
        if not into_work:
            return came % {"n": formats.number(self.entered)}
        sentence = ngettext(
            "%(came)s, %(n)s sortie vers un emploi", "%(came)s, %(n)s sorties vers un emploi", into_work
        )
        return sentence % {"came": came % {"n": formats.number(self.entered)}, "n": formats.number(into_work)}

    @property
    def outputs(self) -> list[Row]:
        return [self._row(one) for one in self.rule_set.indicators if not one.is_result]

    @property
    def results(self) -> list[Row]:
        return [self._row(one) for one in self.rule_set.indicators if one.is_result]

    def _row(self, one: Indicator) -> Row:
        cells, since = self.snapshot["indicators"][one.code], self.snapshot["cumulated"][one.code]
        known = self._is_known(one)
        whole = sum(self._cumulated(code) for code in one.reference) if one.reference else None
        return Row(
            one,
            [(gender or "unknown", self._cell(one, gender, cells[name], known)) for gender, name in GENDERS.items()],
            cells["total"] if known else None,
            since["total"] if known or since["total"] else None,
            self.snapshot["targets"].get(one.code),
            self._silence(one),
            since["total"] if one.reference else None,
            whole,
        )

    def _cell(self, one: Indicator, gender: str, value: int, known: bool) -> int | None:
        is_asked = known and (gender or one.unknown_gender)
        return value if is_asked else None

    def _cumulated(self, code: str) -> int:
        codes = self.rule_set.statuses if code == "complete" else (code,)
        return sum(int(self.snapshot["cumulated"][one]["total"]) for one in codes)

    def _is_known(self, one: Indicator) -> bool:
        """Is there data behind this figure? A question no longer asked, or to which nobody answered, has none."""
        if not self.rule_set.is_asked(one, self.period.first):
            return False
        if one.is_result:
            news = self.snapshot["news"]
            return not news["left"] or news[one.horizon.value] > 0
        unknown = self.snapshot["silences"].get(one.code, [0, 0])[1]
        return not self.complete or unknown < self.complete

    def _silence(self, one: Indicator) -> str:
        refused, unknown = self.snapshot["silences"].get(one.code, [0, 0])
        words = []
        if refused:
            words.append(ngettext("%(n)s refus", "%(n)s refus", refused) % {"n": formats.number(refused)})
        if unknown:
            words.append(ngettext("%(n)s non connu", "%(n)s non connus", unknown) % {"n": formats.number(unknown)})
        return ", ".join(words)

    @property
    def rules(self) -> list[dict[str, Any]]:
        """Each validation rule: code, sentence, the same without figures, what to do, whether it holds."""
        failed = set(self.snapshot["failed"])
        sums = [
            {
                "code": one.code,
                "sentence": self._sum(one.code, one.parts),
                "bare": one.label,
                "instruction": _("Le chiffre déclaré doit être la somme de ses parties : recalculez le rapport."),
                "holds": one.code not in failed,
            }
            for one in self.rule_set.sums
        ]
        checks = [
            {
                "code": one.code,
                "sentence": one.sentence,
                "bare": one.sentence,
                "instruction": one.instruction,
                "holds": one.code not in failed,
            }
            for one in self.rule_set.checks
        ]
        return sums + checks

    def _sum(self, code: str, parts: tuple[str, ...]) -> str:
        values = [formats.number(self.snapshot["indicators"][part]["total"]) for part in parts]
        declared = formats.number(self.snapshot["sums"][code]["total"])
        return f"{' + '.join(parts)} = {declared} ({' + '.join(values)})"

    @property
    def broken(self) -> list[dict[str, Any]]:
        return [rule for rule in self.rules if not rule["holds"]]

    @property
    def parameters(self) -> list[tuple[Any, str, bool]]:
        """(meaning, value, is it certain?) of each parameter in force, with its day when it changes in the period."""
        known = {(one.name, one.since.isoformat()): one for one in self.rule_set.parameters}
        found = []
        for name, since, value in self.snapshot["parameters"]:
            one = known.get((name, since))
            shown = str(one.shown) if one and one.shown else _value(value)
            if date.fromisoformat(since) > self.period.first:
                shown = _("%(value)s, depuis le %(day)s") % {
                    "value": shown,
                    "day": formats.day(date.fromisoformat(since)),
                }
            found.append((str(one.meaning) if one else name, shown, bool(one and one.certain)))
        return [*found, self._who_is_asked()]

    def _who_is_asked(self) -> tuple[str, str, bool]:
        """Rule 8: everybody or a sample at six months."""
        share = self.snapshot["share"]
        everybody = _("tout le monde")
        sample = _("un échantillon de %(share)s %% des personnes sorties") % {"share": formats.number(share)}
        return _("Qui est interrogé six mois après"), everybody if share >= 100 else sample, False

    @property
    def has_sample(self) -> bool:
        return bool(self.snapshot["share"] < 100)

    @property
    def news(self) -> list[tuple[str, str]]:
        """(when, share): of the complete records that left in the period, who gave news inside each delay."""
        news = self.snapshot["news"]
        return [
            (_("à la sortie"), formats.percent(news["exit"], news["left"])),
            (_("six mois après la sortie"), formats.percent(news["six_months"], news["left"])),
        ]

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """(sentence, how many) of each reason to be left out, the most frequent first."""
        found = self.snapshot["reasons"].items()
        return [(str(reason_sentence(code)), formats.number(count)) for code, count in found]

    @property
    def months(self) -> list[tuple[date, int, int]]:
        """(first day, minutes done, minutes not proven) of each month."""
        found = self.snapshot["minutes"]["by_month"]
        return [(date.fromisoformat(f"{month}-01"), done, done - proven) for month, (done, proven) in found.items()]

    @property
    def not_proven(self) -> int:
        minutes = self.snapshot["minutes"]
        return int(minutes["done"] - minutes["proven"])

    @property
    def between(self) -> str:
        """The period in words."""
        words = {"start": formats.day(self.period.first), "end": formats.day(self.period.last)}
        return _("du %(start)s au %(end)s") % words


def _value(value: int | str) -> str:
    """A number, a day, or the bare word of a parameter that nobody put into words."""
    if isinstance(value, int):
        return formats.number(value)
    return formats.day(date.fromisoformat(value)) if value[:1].isdigit() else value
