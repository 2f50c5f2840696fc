"""The report as a paper: what a funder files, with its method, its date and, when frozen, its seal."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.evidence.reports.reading import Reading, Row
from levier.evidence.reports.sources import Source
from levier.evidence.reports.suppression import Masking
from levier.evidence.reports.veil import HIDDEN, Veil
from levier.foundation.kit import formats
from levier.foundation.kit.paper import Back, Bar, Block, Cell, Facts, Listing, Noted, Paper, Quiet, Strong, Table, Text


def report_paper(source: Source) -> Paper:
    """A paper leaves the house: small figures are hidden, as far as the source says."""
    reading = Reading(source.snapshot)
    veil = Veil(reading, source.masking, source.least)
    rest = [] if veil.masking == Masking.ALL else _completeness(reading)
    into_work = 0 if veil.hides_finding else kept_total(reading)
    kept = reading.snapshot
    name = f"{kept['project']} · {kept['title']}"
    return Paper(
        house=kept["organisation"],
        title=reading.finding_with(into_work),
        under=f"{name} · {reading.rule_set.name} · {reading.between}",
        running=f"{kept['project']} · {reading.rule_set.name}",
        blocks=[
            *_seal(source),
            *_figures(reading, veil),
            *_hours(reading),
            *rest,
            *_method(reading, veil),
            *_back(source),
        ],
        at=source.at,
        keywords=[kept["project"], reading.rule_set.code],
    )


def kept_total(reading: Reading) -> int:
    """How many left for work in the period."""
    return int(reading.snapshot["indicators"][reading.rule_set.into_work]["total"])


def _back(source: Source) -> list[Block]:
    if not source.address:
        return []
    return [Back(source.address, _("Ce rapport dans Levier, avec les lignes derrière chaque chiffre :"))]


def _seal(source: Source) -> list[Block]:
    if not source.sha256:
        return []
    words = {"who": source.frozen_by, "when": formats.moment(source.at, style="long")}
    lines = [_("Rapport figé par %(who)s, le %(when)s. Ses chiffres ne bougent plus.") % words]
    lines.append(_("Empreinte SHA-256 : %(seal)s") % {"seal": source.sha256})
    if not source.is_intact:
        lines.append(_("Attention : chiffres ou liste ne correspondent plus à cette empreinte."))
    return [Text(lines)]


def _figures(reading: Reading, veil: Veil) -> list[Block]:
    minutes = reading.snapshot["minutes"]
    facts = [
        (formats.number(reading.complete), ngettext("fiche complète", "fiches complètes", reading.complete)),
        (formats.number(reading.incomplete), ngettext("fiche incomplète", "fiches incomplètes", reading.incomplete)),
        (formats.minutes(minutes["done"]), _("heures-stagiaires faites")),
        (formats.minutes(reading.not_proven), _("non prouvées")),
    ]
    genders = [_("Femmes"), _("Hommes"), _("Non bin."), _("Inconnu")]
    head = [_("Code"), _("Indicateur"), *genders, _("Total"), _("Cumul")]
    numbers, widths = range(2, 8), [0, 5, 0, 0, 0, 0, 0, 0, 4]
    return [
        Facts(facts),
        Table(
            [*head, _("Promis, atteint")],
            [[*_cells(row, veil), _target(row, veil)] for row in reading.outputs],
            numbers,
            widths,
            _("Réalisations, selon la date d'entrée"),
            _note(reading, reading.outputs, veil),
        ),
        Table(
            [*head, _("Part du cumul de référence")],
            [[*_cells(row, veil), _part(row, veil)] for row in reading.results],
            numbers,
            widths,
            _("Résultats, selon la date de sortie"),
            _note(reading, reading.results, veil),
        ),
    ]


def _cells(row: Row, veil: Veil) -> list[Cell]:
    one = row.indicator
    notes = [row.silence] if row.silence and not veil.hides(row) else []
    notes += [] if one.certain else [_("à confirmer")]
    notes += [_("sensible")] if one.sensitive else []
    *genders, total = (str(value) for value in veil.values(row, _value))
    cumulated = str(veil.cumulated(row, _value))
    return [Quiet(one.code), Noted(one.label, ", ".join(notes)), *genders, Strong(total), cumulated]


def _value(value: int | None) -> str:
    return "–" if value is None else formats.number(value)


def _target(row: Row, veil: Veil) -> Cell:
    if row.share_of_target is None or row.target is None:
        return "–"
    if veil.hides_since_start(row):
        return HIDDEN
    reached = formats.part_of(row.cumulated or 0, row.target)
    return Bar(f"{row.share_of_target}{formats.NARROW}%", row.share_of_target, reached)


def _part(row: Row, veil: Veil) -> Cell:
    share = HIDDEN if veil.hides(row) else row.share_of_whole or "–"
    notes = [" + ".join(_("fiches complètes") if code == "complete" else code for code in row.indicator.reference)]
    if row.target and row.cumulated is not None and not veil.hides_since_start(row):
        notes.append(_("promis : %(share)s") % {"share": formats.percent(row.cumulated, row.target)})
    return Noted(share, " · ".join(notes))


def _note(reading: Reading, rows: Sequence[Row], veil: Veil) -> str:
    notes = [_("– : pas de donnée, ce qui n'est pas zéro.")]
    if any(veil.hides(row) for row in rows):
        sentence = _("× : chiffre plus petit que %(least)s, ou qui permettrait de le retrouver.")
        notes.append(sentence % {"least": veil.least})
    if reading.has_sample and any(row.indicator.sampled for row in rows):
        codes = ", ".join(row.indicator.code for row in rows if row.indicator.sampled)
        words = {"codes": codes, "share": formats.number(reading.snapshot["share"])}
        notes.append(_("%(codes)s : sur un échantillon de %(share)s %% des personnes.") % words)
    return " ".join(notes)


def _hours(reading: Reading) -> list[Block]:
    minutes = reading.snapshot["minutes"]
    rows: list[list[Cell]] = [
        [f"{month:%m/%Y}", formats.minutes(done), formats.minutes(done - missing), formats.minutes(missing)]
        for month, done, missing in reading.months
    ]
    whole = (minutes["done"], minutes["proven"], reading.not_proven)
    rows.append([Strong(_("Total")), *(Strong(formats.minutes(value)) for value in whole)])
    note = ""
    if minutes["promised"]:
        note = _("Promises sur tout le projet : %(hours)s.") % {"hours": formats.minutes(minutes["promised"])}
    head = [_("Mois"), _("Faites"), _("Prouvées"), _("Non prouvées")]
    blocks: list[Block] = [Table(head, rows, (1, 2, 3), (2, 2, 2, 2), _("Heures-stagiaires"), note)]
    asked = [one for one in minutes["agreements"] if one["conditions"]]
    if asked:
        blocks.append(Listing([_agreement(one, minutes["done"]) for one in asked]))
    return blocks


def _agreement(one: dict[str, object], done: int) -> str:
    conditions = one["conditions"] if isinstance(one["conditions"], list) else []
    words = {
        "reference": one["reference"],
        "funder": one["funder"],
        "conditions": ", ".join(conditions),
        "proven": formats.minutes(int(str(one["proven"]))),
        "done": formats.minutes(done),
    }
    return (
        _("%(reference)s (%(funder)s) : %(proven)s prouvées sur %(done)s. Conditions à l'entrée : %(conditions)s.")
        % words
    )


def _completeness(reading: Reading) -> list[Block]:
    entered = _("Fiches complètes : %(share)s.") % {"share": formats.percent(reading.complete, reading.entered)}
    news = [
        _("Nouvelles %(when)s, dans le délai : %(share)s.") % {"when": when, "share": share}
        for when, share in reading.news
    ]
    reasons = [_("%(sentence)s : %(n)s") % {"sentence": sentence, "n": count} for sentence, count in reading.reasons]
    blocks: list[Block] = [Text([entered, *news], _("Complétude"))]
    if reasons:
        blocks.append(Listing(reasons, _("Laissés de côté, et pourquoi")))
    return blocks


def _method(reading: Reading, veil: Veil) -> list[Block]:
    words = "bare" if veil.masking == Masking.ALL else "sentence"
    rules: list[list[Cell]] = [
        [rule["code"], str(rule[words]), _("respectée") if rule["holds"] else Strong(_("non respectée"))]
        for rule in reading.rules
    ]
    lines = [
        _("Règles %(name)s, version %(version)s. Sources : %(sources)s.")
        % {
            "name": reading.rule_set.name,
            "version": reading.snapshot["version"],
            "sources": ", ".join(reading.rule_set.sources),
        },
        _("Une personne compte une fois par projet, même entrée plusieurs fois ; sa situation à l'entrée est figée."),
        _("Les réalisations vont à la période de l'entrée, les résultats à celle de la dernière sortie."),
    ]
    parameters = [
        _("%(meaning)s : %(value)s") % {"meaning": meaning, "value": value} + ("" if certain else _(" (à confirmer)"))
        for meaning, value, certain in reading.parameters
    ]
    parameters += [_("%(reading)s (à confirmer)") % {"reading": one} for one in reading.rule_set.readings]
    return [
        Table([_("Règle"), _("Ce qui doit être vrai"), _("Verdict")], rules, (), (0, 5, 0), _("Règles de validation")),
        Text(lines, _("Méthode")),
        Listing(parameters),
    ]
