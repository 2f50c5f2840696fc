"""A report as a file: JSON for machines, xlsx for people who go on counting, PDF for the file of the funder.

Each is made of a snapshot and of record lines, so that a frozen report gives the same files as on its day.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from levier.evidence.reports.lines import Line
from levier.evidence.reports.paper import report_paper
from levier.evidence.reports.phrases import reason_sentence
from levier.evidence.reports.queries import Report
from levier.evidence.reports.reading import Reading, Row
from levier.evidence.reports.snapshot import report_json
from levier.evidence.reports.sources import Source, source_of
from levier.evidence.reports.suppression import Masking
from levier.evidence.reports.veil import HIDDEN, Veil
from levier.foundation.kit import numbers
from levier.foundation.kit.paper import PDF, as_pdf
from levier.foundation.kit.spreadsheets import XLSX, write_xlsx
from levier.foundation.kit.texts import slug
from levier.register.people.enums import Gender

PUBLIC_KEYS = ("rule_set", "project", "period", "indicators", "records", "excluded", "trainee_hours")


def report_file(report: Report, kind: str, at: datetime, masking: str = "", address: str = "") -> bytes:
    """A report computed now, as a file. The figures for machines need nothing of what stands beside them."""
    return _dumped(report_json(report)) if kind == "json" else file_of(source_of(report, at), kind, masking, address)


def file_of(source: Source, kind: str, masking: str = "", address: str = "") -> bytes:
    """A report as a file of a kind. Small figures are hidden as `masking` says; on paper, unless it says otherwise,
    the sensitive ones are. The keys for machines are always whole: they are for the funder's own programs."""
    usual = Masking.SENSITIVE if kind == "pdf" else Masking.NONE
    asked = masking if masking in Masking.values else usual
    return FORMATS[kind](replace(source, masking=asked, address=address))


def json_file(source: Source) -> bytes:
    """The keys that partners' programs read, and no other."""
    return _dumped({key: source.snapshot[key] for key in PUBLIC_KEYS})


def _dumped(public: dict[str, Any]) -> bytes:
    return (json.dumps(public, ensure_ascii=False, indent=2) + "\n").encode()


def xlsx_file(source: Source) -> bytes:
    """Figures, hours, who is left out with the reason, records, method: a sheet each. Without small figures there is
    no sheet of single records either."""
    reading = Reading(source.snapshot)
    veil = Veil(reading, source.masking, source.least)
    single = [
        (_("Laissés de côté"), *_left_out(reading)),
        (_("Enregistrements"), *_records(source.lines)),
    ]
    return write_xlsx(
        [
            (_("Chiffres"), *_figures(reading, veil)),
            (_("Heures-stagiaires"), *_hours(reading)),
            *([] if veil.masking == Masking.ALL else single),
            (_("Méthode"), *_method(reading, source)),
        ]
    )


def pdf_file(source: Source) -> bytes:
    return as_pdf(report_paper(source))


Sheet = tuple[list[str], Iterable[list[Any]]]


def _figures(reading: Reading, veil: Veil) -> Sheet:
    headers = [
        _("Code"),
        _("Indicateur"),
        _("Femmes"),
        _("Hommes"),
        _("Non binaires"),
        _("Genre inconnu"),
        _("Total"),
        _("Cumul depuis le début"),
        _("Promis"),
        _("Population de référence, cumul"),
        _("Refus et non connus"),
        _("À confirmer"),
    ]
    return headers, [_figure(row, veil) for row in (*reading.outputs, *reading.results)]


def _figure(row: Row, veil: Veil) -> list[Any]:
    known = [*veil.values(row, _value), veil.cumulated(row, _value)]
    silence = "" if veil.hides(row) else row.silence
    whole = HIDDEN if row.whole is not None and veil.hides(row) else row.whole
    certain = "" if row.indicator.certain else _("à confirmer")
    return [row.indicator.code, row.indicator.label, *known, row.target, whole, silence, certain]


def _value(value: int | None) -> int | str:
    return "–" if value is None else value


def _hours(reading: Reading) -> Sheet:
    minutes = reading.snapshot["minutes"]
    rows: list[list[Any]] = [
        [f"{month:%m/%Y}", *(numbers.hours(value) for value in (done, done - missing, missing))]
        for month, done, missing in reading.months
    ]
    total = (minutes["done"], minutes["proven"], reading.not_proven)
    rows.append([_("Total"), *(numbers.hours(value) for value in total)])
    if minutes["promised"] is not None:
        rows.append([_("Promises sur tout le projet"), numbers.hours(minutes["promised"])])
    return [_("Mois"), _("Heures faites"), _("Prouvées"), _("Non prouvées")], rows


def _left_out(reading: Reading) -> Sheet:
    excluded = reading.snapshot["excluded"]
    rows = [[one["row"] or None, str(reason_sentence(one["reason"])), one["reason"]] for one in excluded]
    return [_("Ligne du classeur"), _("Raison"), _("Code")], rows


def _records(lines: Iterable[Line]) -> Sheet:
    """Nameless records, and the indicators that count each in the period."""
    headers = [
        _("Participation"),
        _("Entrée"),
        _("Sortie"),
        _("Genre"),
        _("Âge à l'entrée"),
        _("CITE"),
        _("Compte dans"),
    ]
    rows = (
        [
            one.participation_id,
            one.entry_on,
            one.exit_on,
            str(Gender(one.gender).label),
            one.age,
            one.isced,
            " ".join(one.codes),
        ]
        for one in lines
    )
    return headers, rows


def _method(reading: Reading, source: Source) -> Sheet:
    kept = source.snapshot
    rows: list[list[Any]] = [
        [_("Association"), kept["organisation"]],
        [_("Projet"), f"{kept['project']} · {kept['title']}"],
        [_("Règles"), f"{reading.rule_set.name}, {kept['version']}"],
        [_("Période"), reading.between],
        [_("Calculé le"), source.at],
        [_("Empreinte SHA-256"), source.sha256 or "–"],
        [_("Chiffres masqués"), str(Masking(source.masking).label)],
    ]
    rows += [
        [str(meaning), value + ("" if certain else _(" (à confirmer)"))]
        for meaning, value, certain in reading.parameters
    ]
    rows += [[str(one), _("à confirmer")] for one in reading.rule_set.readings]
    words = "bare" if source.masking == Masking.ALL else "sentence"
    rows += [[f"{rule['code']} – {rule[words]}", _verdict(rule)] for rule in reading.rules]
    return [_("Méthode"), ""], rows


def _verdict(rule: dict[str, Any]) -> str:
    return _("respectée") if rule["holds"] else _("non respectée")


FORMATS: dict[str, Callable[[Source], bytes]] = {"json": json_file, "xlsx": xlsx_file, "pdf": pdf_file}
MEDIA = {"json": "application/json", "xlsx": XLSX, "pdf": PDF}


def file_name(project: str, rule_set: str, first: date, last: date, kind: str) -> str:
    """fse-2024-esf-plus-2021-2026-01-01-2026-12-31.pdf, of the project's code in letters that every disk takes."""
    return f"{slug(project)}-{rule_set}-{first}-{last}.{kind}"
