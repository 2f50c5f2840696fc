"""The periods that people ask reports for."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from levier.development.projects.models import Project
from levier.evidence.outcomes.models import Participation
from levier.foundation.kit.calendar import Period, add_months


@dataclass(frozen=True, slots=True)
class Preset:
    """A period with its name, and whether it is the one on the page."""

    label: str
    period: Period
    is_current: bool

    @property
    def query(self) -> str:
        return query_of(self.period)


def query_of(period: Period) -> str:
    return f"du={period.first}&au={period.last}"


def asked_period(request: HttpRequest) -> Period | None:
    """The period of the address; None when it says none, or nonsense."""
    first, last = (_day(request.GET.get(name, "")) for name in ("du", "au"))
    return Period(first, last) if first and last and first <= last else None


def usual_period(project: Project) -> Period:
    """The current year, or the last one of a project that is over."""
    return _year(min(timezone.localdate().year, (project.ends_on or date.max).year))


def presets(shown: Period, project: Project) -> list[tuple[Any, list[Preset]]]:
    """Groups of periods around the one shown: years, halves and quarters of its year, since the start."""
    year = shown.first.year
    years = [(str(one), _year(one)) for one in (year - 1, year, year + 1)]
    halves = [(_("1er semestre"), _months(year, 1, 6)), (_("2e semestre"), _months(year, 7, 6))]
    ordinals = [_("1er trimestre"), _("2e trimestre"), _("3e trimestre"), _("4e trimestre")]
    quarters = [(label, _months(year, 1 + 3 * place, 3)) for place, label in enumerate(ordinals)]
    groups: list[tuple[Any, list[tuple[str, Period]]]] = [
        (_("Année"), years),
        (_("Semestre de %(year)s") % {"year": year}, halves),
        (_("Trimestre de %(year)s") % {"year": year}, quarters),
        (_("Tout"), [(_("depuis le début du projet"), _whole(project))]),
    ]
    return [(name, [Preset(label, one, one == shown) for label, one in found]) for name, found in groups]


def _whole(project: Project) -> Period:
    """From the start of the project, or its first entry if earlier, to today or its end if earlier."""
    entries = Participation.objects.filter(organisation_id=project.organisation_id, project=project)
    entered = entries.order_by("entry_on").values_list("entry_on", flat=True).first()
    starts = [day for day in (project.starts_on, entered) if day]
    first = min(starts, default=date(timezone.localdate().year, 1, 1))
    return Period(first, max(first, min(timezone.localdate(), project.ends_on or date.max)))


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def _months(year: int, month: int, count: int) -> Period:
    first = date(year, month, 1)
    return Period(first, add_months(first, count) - timedelta(days=1))


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and 1990 <= day.year <= 2100 else None
