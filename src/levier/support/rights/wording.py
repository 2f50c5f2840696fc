"""A computation told in plain words: the rule, what it was counted from, both dates when it moves."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from levier.foundation.kit import formats
from levier.support.rights.counting import Countable, count
from levier.support.rights.enums import Start, Unit
from levier.support.rights.models import Deadline

CHECKED_WITH = gettext_lazy(
    "À faire vérifier : syndicat, organisme de paiement, bureau d'aide juridique. Levier informe, il ne conseille pas."
)
_FROM = {
    Start.NOTIFICATION: gettext_lazy("après la réception de la décision, le %(day)s"),
    Start.POSTING: gettext_lazy("après l'envoi du recommandé, le %(day)s"),
    Start.REQUEST: gettext_lazy("après la demande, le %(day)s"),
    Start.RECEIPT: gettext_lazy("après la réception du dossier complet, le %(day)s"),
    Start.REGISTRATION: gettext_lazy("après l'inscription, le %(day)s"),
    Start.FIRST_DAY: gettext_lazy("(premier jour : %(day)s)"),
    Start.MONTH: gettext_lazy("(mois du %(day)s)"),
    Start.ABSENCE: gettext_lazy("après l'absence, le %(day)s"),
    Start.PAPER: gettext_lazy("après la date du papier, le %(day)s"),
}


def rule_in_words(rule: Countable) -> str:
    """How a rule counts, whatever the day: "12 jours ouvrables, samedis compris"."""
    if rule.unit == Unit.WRITTEN:
        return _("la date écrite sur le papier, jamais calculée")
    return ", ".join([_length(rule), *_remarks(rule)])


def steps_of(rule: Countable, base: date) -> list[str]:
    """The computation, one sentence a step. Empty for a written date."""
    if rule.unit == Unit.WRITTEN:
        return []
    worked = count(rule, base)
    start = str(_FROM[Start(rule.counted_from)]) % {"day": formats.day(base, style="full")}
    told = [
        _("%(length)s %(start)s.") % {"length": _upper(", ".join([_length(rule), *_saturdays(rule)])), "start": start}
    ]
    if worked.begins_on:
        words = {"day": formats.day(worked.begins_on, style="full")}
        told.append(_("Le premier jour compté est le premier jour ouvrable qui suit l'envoi : %(day)s.") % words)
    told.append(_("Dernier jour calculé : %(day)s.") % {"day": formats.day(worked.last_on, style="full")})
    if worked.shifted_on:
        words = {"day": formats.day(worked.shifted_on, style="full")}
        told.append(
            _("C'est un jour fermé : le délai va jusqu'au %(day)s. Levier rappelle la première des deux dates.") % words
        )
    return told


def told(deadline: Deadline) -> list[str]:
    """How the day of a deadline was found, one sentence a step."""
    steps = steps_of(deadline.rule, deadline.counted_on) if deadline.counted_on and deadline.computed_on else []
    if deadline.printed_on and steps:
        return [_("La date écrite sur le papier l'emporte : %(day)s.") % _day(deadline.printed_on), *steps]
    if deadline.printed_on:
        return [_("Date recopiée du papier : %(day)s.") % _day(deadline.printed_on)]
    return steps


def _day(day: date) -> dict[str, Any]:
    return {"day": formats.day(day, style="full")}


def _length(rule: Countable) -> str:
    amount = rule.amount or 0
    if rule.unit == Unit.END_OF_MONTH:
        if amount == 0:
            return _("à la fin du mois")
        return ngettext("à la fin du mois suivant", "à la fin du mois, %(n)s mois plus tard", amount) % {"n": amount}
    if amount < 0:
        return ngettext("au plus tard la veille", "au plus tard %(n)s jours avant", -amount) % {"n": -amount}
    if amount == 0:
        return _("le jour même")
    sentences = {
        Unit.DAYS: ngettext("%(n)s jour", "%(n)s jours", amount),
        Unit.WORKING_DAYS: ngettext("%(n)s jour ouvrable", "%(n)s jours ouvrables", amount),
        Unit.MONTHS: ngettext("%(n)s mois", "%(n)s mois", amount),
    }
    return sentences[Unit(rule.unit)] % {"n": amount}


def _saturdays(rule: Countable) -> list[str]:
    if rule.unit != Unit.WORKING_DAYS:
        return []
    return [_("samedis compris") if rule.saturday_counts else _("sans les samedis")]


def _remarks(rule: Countable) -> list[str]:
    moves = [_("jusqu'au prochain jour ouvert")] if rule.shifts_if_closed else []
    return [*_saturdays(rule), *moves]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
