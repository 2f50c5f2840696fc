"""The paper of a certificate, from what it said when it was made."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from levier.activity.activities.enums import Presence
from levier.activity.sheets.enums import CertificateKind
from levier.activity.sheets.models import Certificate
from levier.foundation.kit import formats
from levier.foundation.kit.paper import Back, Block, Facts, Paper, Table, Text


def certificate_paper(row: Certificate, address: str) -> Paper:
    """A month with each of its lines, or an activity with the address at which anybody verifies it."""
    said, is_month = row.said, row.kind == CertificateKind.MONTH
    words = {
        "house": row.organisation.name,
        "name": row.person,
        "days": _days(row),
        "title": row.activity.title if row.activity else "",
    }
    declared = (
        _("%(house)s atteste que %(name)s était présent·e comme suit, %(days)s.")
        if is_month
        else _("%(house)s atteste que %(name)s a participé à « %(title)s », %(days)s.")
    )
    facts = [
        (formats.number(said.get("days", 0)), _("jours de présence")),
        (formats.number(said.get("half_days", 0)), _("demi-jours")),
        (formats.minutes(said.get("minutes", 0)), _("de présence")),
    ]
    blocks: list[Block] = [Text([declared % words, *_born(row)]), Facts(facts)]
    if is_month:
        blocks.append(_table(said.get("lines", [])))
    else:
        blocks += _learnt(said)
        blocks.append(Back(address, _("Vérifier cette attestation :"), heading=_("Vérification")))
    on = _("%(house)s, le %(day)s") % {"house": row.organisation.name, "day": formats.day(row.issued_at)}
    blocks.append(Text([on, _("Signature et cachet :")], heading=_("Fait pour servir et valoir")))
    title = {
        CertificateKind.MONTH: _("Attestation de présences"),
        CertificateKind.COURSE: _("Attestation de formation"),
    }.get(CertificateKind(row.kind), _("Attestation de participation"))
    under = _("N° %(number)s · %(name)s") % {"number": row, "name": row.person}
    return Paper(row.organisation.name, title, under, str(row), blocks, row.issued_at)


def _days(row: Certificate) -> str:
    first, last = formats.day(row.first_on), formats.day(row.last_on)
    if first == last:
        return _("le %(day)s") % {"day": first}
    return _("du %(first)s au %(last)s") % {"first": first, "last": last}


def _born(row: Certificate) -> list[str]:
    born = row.person.birth_date
    return [_("Date de naissance : %(day)s") % {"day": formats.day(born)}] if born else []


def _learnt(said: dict[str, Any]) -> list[Block]:
    """Modules with their results, internships with their days: what the room of courses said."""
    blocks: list[Block] = []
    if modules := said.get("modules"):
        rows = [
            [title, formats.minutes(minutes) if minutes else "", result_of(word)] for title, minutes, word in modules
        ]
        head = [_("Module"), _("Durée"), _("Résultat")]
        blocks.append(Table(head, rows, numbers=[1], widths=[1, 0, 0], heading=_("Modules")))
    if internships := said.get("internships"):
        rows = [
            [where, *(formats.day(date.fromisoformat(day), style="table") for day in (first, last)), _done(minutes)]
            for where, first, last, minutes in internships
        ]
        head = [_("Chez"), _("Du"), _("Au"), _("Heures faites")]
        blocks.append(Table(head, rows, numbers=[3], widths=[1, 0, 0, 0], heading=_("Stages")))
    return blocks


def result_of(word: str) -> str:
    """The words of a result: a module that is not acquired was followed, and no paper says more."""
    words = {
        "acquired": _("acquis"),
        "not_acquired": _("suivi"),
        "under_way": _("en cours"),
        "exempt": _("dispensé·e"),
    }
    return words.get(word, _("suivi"))


def _done(minutes: int) -> str:
    return formats.minutes(minutes) if minutes else "–"


def _table(lines: list[list[object]]) -> Table:
    """A day, what, how, how long: absences are said as they were noted."""
    rows = [
        [
            formats.day(date.fromisoformat(str(on)), style="table"),
            str(what),
            str(Presence(str(presence)).label),
            formats.minutes(int(str(minutes))),
        ]
        for on, what, presence, minutes, _halves in lines
    ]
    head = [_("Jour"), _("Activité"), _("Présence"), _("Durée")]
    return Table(head, rows, numbers=[3], widths=[0, 1, 0, 0], heading=_("Jour par jour"))
