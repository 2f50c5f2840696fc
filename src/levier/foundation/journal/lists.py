"""The journal as an administrator searches it."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from levier.foundation.journal.models import Line
from levier.foundation.journal.sentences import acts, found, tell, who_acted
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import start_of_day
from levier.foundation.kit.lists import Choice, Column, ListPage, Search


def _verbs(actor: Actor) -> list[tuple[str, Any]]:
    return sorted(((verb, str(acts[verb])) for verb in acts.names()), key=lambda pair: pair[1])


def journal_of(actor: Actor) -> ListPage:
    """The list page for this reader: names are those that they may read."""
    return ListPage(
        title=_("Journal"),
        intro=_(
            "Qui a fait quoi, et qui a lu quelle fiche. Rien ne s'y efface et rien ne s'y corrige : "
            "chaque ligne est liée à celle d'avant."
        ),
        rows=lambda one: Line.objects.filter(organisation_id=one.organisation_id),
        columns=(
            Column("moment", _("Moment"), lambda line: formats.moment(line.at, style="table"), sort=("number",)),
            Column("qui", _("Qui"), lambda line: getattr(line, "who", line.actor)),
            Column("quoi", _("Ce qui a été fait"), lambda line: getattr(line, "what", line.verb)),
            Column(
                "objet",
                _("Sur quoi"),
                lambda line: getattr(line, "whom", "") or line.object,
                lambda line: getattr(line, "link", None),
            ),
            Column("numero", _("N°"), lambda line: line.number, is_number=True, sort=("number",)),
        ),
        default_sort=("-number",),
        filters=(
            Choice("qui", _("Qui"), who_acted, lambda rows, who: rows.filter(actor=who)),
            Choice("quoi", _("Ce qui a été fait"), _verbs, lambda rows, verb: rows.filter(verb=verb)),
            Search(_("Sur qui ou quoi"), lambda rows, words: rows.filter(object__in=found(actor, words)), name="sur"),
            Search(_("Depuis le (jj/mm/aaaa)"), lambda rows, words: _since(rows, words), name="depuis"),
            Search(_("Jusqu'au (jj/mm/aaaa)"), lambda rows, words: _until(rows, words), name="jusque"),
        ),
        empty=_("Ce qui est fait et lu dans Levier s'inscrira ici."),
        export_name="journal",
        after_page=lambda lines: tell(lines, actor),
    )


def _since(rows: Any, words: str) -> Any:
    day = _day(words)
    return rows.filter(at__gte=start_of_day(day)) if day else rows


def _until(rows: Any, words: str) -> Any:
    day = _day(words)
    return rows.filter(at__lt=start_of_day(day + timedelta(days=1))) if day else rows


def _day(words: str) -> date | None:
    """The day of "3 2 2026", as a filter hands over "03/02/2026"; None when it is none."""
    try:
        day, month, year = map(int, words.split())
        return date(year, month, day)
    except ValueError:
        return None
