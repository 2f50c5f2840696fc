"""What the page of a report shows beside its rows: charts, who lacks what, how the figures are read."""

from collections.abc import Callable
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from levier.evidence.outcomes.models import Participation
from levier.evidence.outcomes.rules import CORRECT_ENTRY, SEE_PARTICIPATIONS
from levier.evidence.reports.exclusions import Exclusion
from levier.evidence.reports.phrases import reason_sentence
from levier.evidence.reports.reading import Reading, Row
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.charts import Chart, Series, lying, stacked

SHOWN = 100
LABEL = 38


def hours_chart(reading: Reading) -> Chart | None:
    """Hours by month, proven and not proven; None when there are none, or a single month."""
    months = reading.months
    minutes = reading.snapshot["minutes"]
    if not minutes["done"] or len(months) < 2:
        return None
    labels = [f"{month:%m/%y}" for month, _done, _missing in months]
    proven = Series(_("prouvées"), [done - missing for _month, done, missing in months])
    missing = Series(_("non prouvées"), [missing for _month, _done, missing in months])
    words = {"done": formats.minutes(minutes["done"]), "missing": formats.minutes(reading.not_proven)}
    description = _("%(done)s faites dans la période, dont %(missing)s non prouvées.") % words
    title = _("Heures-stagiaires par mois")
    series = [proven, missing] if reading.not_proven else [proven]
    return stacked("heures", title, description, labels, series, show=formats.minutes, unit=60)


def outputs_chart(reading: Reading) -> Chart | None:
    """Each output by gender, the total of participants apart; None when nobody entered."""
    everybody = reading.rule_set.everybody
    rows = [row for row in reading.outputs if row.total is not None and row.indicator.code != everybody]
    if not reading.complete:
        return None
    names = {"W": _("femmes"), "M": _("hommes"), "N": _("non binaires")}
    series = [
        Series(names[gender], [dict(row.cells)[gender] for row in rows])
        for gender in names
        if any(dict(row.cells)[gender] for row in rows)
    ]
    description = _("%(n)s fiches complètes. Une personne peut compter dans plusieurs indicateurs.") % {
        "n": formats.number(reading.complete)
    }
    labels = [Truncator(f"{row.indicator.code} {row.indicator.label}").chars(LABEL) for row in rows]
    return lying("situations", _("Qui est entré, par indicateur"), description, labels, series)


def left_out_rows(actor: Actor, excluded: list[Exclusion]) -> list[dict[str, Any]]:
    """The first participations left out: who, since when, why, and where it is filled in."""
    shown = excluded[:SHOWN]
    may_open = SEE_PARTICIPATIONS.allows(actor)
    people = Participation.objects.visible_to(actor).select_related("person")
    by_id = people.in_bulk({one.participation_id for one in shown}) if may_open else {}
    return [
        {
            "participation": by_id.get(one.participation_id),
            "number": one.participation_id,
            "row": one.row,
            "sentence": reason_sentence(one.reason),
            "is_entry": one.reason.startswith("incomplete"),
            "may_correct": may_open and CORRECT_ENTRY.allows(actor),
        }
        for one in shown
    ]


def linked(reading: Reading, rows: list[Row], link: Callable[[str], str]) -> list[dict[str, Any]]:
    """Rows with the address of the list behind each, to which the page adds a gender, and their quiet words."""
    return [{"row": row, "link": link(row.indicator.code), "notes": _notes(reading, row)} for row in rows]


def _notes(reading: Reading, row: Row) -> list[str]:
    one = row.indicator
    said = {
        row.silence: bool(row.silence),
        _("à confirmer"): not one.certain,
        _("sensible"): one.sensitive,
        _("échantillon"): one.sampled and reading.has_sample,
    }
    return [word for word, holds in said.items() if holds]
