"""Hours of a project as a workbook: by month, by activity, by partner."""

from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from levier.activity.activities.queries import ActivityHours
from levier.development.projects.models import Project
from levier.evidence.ledger.queries import MonthRow, TraineeHours
from levier.foundation.kit.numbers import hours
from levier.foundation.kit.spreadsheets import XLSX, write_xlsx


def minutes_by_partner(activities: list[ActivityHours]) -> list[tuple[str, int]]:
    """(name, minutes) by partner, most hours first; what we do alone has no name."""
    found: dict[str, int] = defaultdict(int)
    for one in activities:
        found[one.partner] += one.minutes
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def hours_file(
    project: Project, by_agreement: list[TraineeHours], months: list[MonthRow], activities: list[ActivityHours]
) -> HttpResponse:
    """The page of a project's hours, a sheet a table; hours with two decimals."""
    by_month: list[list[Any]] = [
        [f"{row.month:%m/%Y}", hours(row.done), *map(hours, row.asked), hours(row.left)] for row in months
    ]
    by_activity = [[one.title, one.partner, one.people, hours(one.minutes)] for one in activities]
    by_partner = [[name or _("sans partenaire"), hours(minutes)] for name, minutes in minutes_by_partner(activities)]
    asked = [f"{one.agreement.reference}, {one.agreement.funder}" for one in by_agreement]
    held = [
        [
            name,
            hours(one.promised) if one.promised else "",
            _("par le projet") if one.is_of_project else "",
            hours(one.present),
            "" if one.excused is None else hours(one.excused),
            hours(one.done),
        ]
        for name, one in zip(asked, by_agreement, strict=True)
    ]
    counted = [_("Promises"), _("Promesse"), _("Présences"), _("Absences justifiées"), _("Heures faites")]
    data = write_xlsx(
        [
            (_("Heures par mois"), [_("Mois"), _("Faites"), *asked, _("Reste")], by_month),
            (_("Conventions"), [_("Convention"), *counted], held),
            (_("Activités"), [_("Activité"), _("Partenaire"), _("Personnes"), _("Heures faites")], by_activity),
            (_("Partenaires"), [_("Partenaire"), _("Heures faites")], by_partner),
        ]
    )
    name = f"heures-{project.code}.xlsx".replace('"', "")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)
