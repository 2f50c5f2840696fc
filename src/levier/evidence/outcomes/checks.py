"""What an entry, an exit or an answer must not contradict. Each check raises with the sentence the user reads."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from levier.evidence.outcomes.enums import Answer, Horizon, Reach, Work
from levier.evidence.outcomes.models import Episode
from levier.evidence.outcomes.situation import AGES, ANSWERS, EntrySituation
from levier.evidence.outcomes.stays import overlapping
from levier.foundation.kit.calendar import age_on
from levier.foundation.kit.formats import day
from levier.foundation.kit.permissions import Refused
from levier.register.people.enums import Gender
from levier.register.vocabulary.lists import (
    countries,
    exit_reasons,
    improvements,
    situations,
    statuses,
    studies,
)

OLDEST = date(1990, 1, 1)
AHEAD = timedelta(days=366)


class StayRefused(Refused):
    """A stay that contradicts the others, or the calendar."""


class SituationRefused(Refused):
    """An entry situation that contradicts itself or the reference lists."""


class ObservationRefused(Refused):
    """An answer that cannot be kept as given."""


def check_stay(starts_on: date, ends_on: date | None, reason: str, at: datetime) -> None:
    """Raise StayRefused when a stay contradicts the calendar or the list of reasons."""
    today = timezone.localdate(at)
    if not OLDEST <= starts_on <= today + AHEAD:
        raise StayRefused(_("Cette date d'entrée n'est pas possible : vérifiez l'année."))
    if ends_on and ends_on < starts_on:
        raise StayRefused(_("La sortie tombe avant l'entrée du %(day)s.") % {"day": day(starts_on)})
    if ends_on and ends_on > today:
        raise StayRefused(_("Notez la sortie le jour même ou après, pas à l'avance."))
    if reason and reason not in exit_reasons():
        raise StayRefused(_("Ce motif de sortie n'est pas dans la liste."))


def check_overlap(stays: list[Episode]) -> None:
    """Raise StayRefused when two stays of one participation share a day."""
    for before, after in overlapping(stays):
        if before.ends_on is None:
            sentence = _("Cette personne est dans le projet depuis le %(day)s : notez d'abord sa sortie.")
            raise StayRefused(sentence % {"day": day(before.starts_on)})
        sentence = _("Deux passages se chevauchent : l'un finit le %(end)s, l'autre commence le %(start)s.")
        raise StayRefused(sentence % {"end": day(before.ends_on), "start": day(after.starts_on)})


def check_situation(situation: EntrySituation, entry_on: date) -> None:
    """Raise SituationRefused for a code that no list has, an impossible age, or work lost after the entry."""
    born, since = situation.birth_date, situation.unemployed_since
    if born and age_on(born, entry_on) not in AGES:
        raise SituationRefused(_("La date de naissance donne un âge impossible à l'entrée : vérifiez-la."))
    if since and since > entry_on:
        raise SituationRefused(_("« Sans emploi depuis » tombe après la date d'entrée."))
    codes = [code for code in situation.nationalities.split(",") if code]
    known = (
        situation.gender in Gender.values
        and (not situation.status or situation.status in statuses())
        and all(not code or code in studies() for code in (situation.studies, situation.recognised))
        and all(code in countries() for code in codes)
        and set(situation.answers) <= set(ANSWERS)
        and set(situation.answers.values()) <= set(Answer.values)
    )
    if not known:
        raise SituationRefused(_("Une réponse n'est pas dans les listes de Levier : choisissez-la dans la liste."))


def check_answer(
    horizon: str,
    observed_on: date | None,
    situation: str,
    work: str,
    training: str,
    qualification: str,
    improvement: str,
    reach: str,
) -> None:
    """Raise ObservationRefused for a word that no list has, or a day that no agenda has."""
    known = (
        horizon in Horizon.values
        and reach in ("", *Reach.values)
        and (not situation or situation in situations())
        and work in Work.values
        and {training, qualification} <= set(Answer.values)
        and (not improvement or improvement in improvements())
    )
    if not known:
        raise ObservationRefused(_("Une réponse n'est pas dans les listes de Levier : choisissez-la dans la liste."))
    if observed_on and observed_on < OLDEST:
        raise ObservationRefused(_("Ce jour n'est pas possible : vérifiez l'année."))


def one_voice(columns: dict[str, Any] | None, at: datetime) -> dict[str, Any]:
    """The columns of an answer that says one thing of a day that has come.

    Raises ObservationRefused when nothing is said, or when "not reached" and an answer are said together.
    """
    if columns is None:
        raise ObservationRefused(_("Dites ce que la personne a répondu, ou qu'elle n'a pas été jointe."))
    said = [columns[name] for name in ("work", "training", "qualification", "improvement")]
    if columns["reach"] != Reach.ANSWERED:
        if any(said):
            raise ObservationRefused(_("Pas jointe, ou une réponse : choisissez l'un des deux."))
    elif not any(said):
        raise ObservationRefused(_("Dites ce que la personne a répondu, ou qu'elle n'a pas été jointe."))
    if columns["observed_on"] is None:
        raise ObservationRefused(_("Donnez le jour dont parle la réponse : sans lui, elle ne compte pas."))
    if columns["observed_on"] > timezone.localdate(at):
        raise ObservationRefused(_("Le jour dont parle la réponse est encore à venir."))
    return columns
