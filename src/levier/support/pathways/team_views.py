"""The team in figures: one page, one workbook."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.calendar import Period
from levier.foundation.kit.screens import HouseRequest, screen
from levier.foundation.kit.spreadsheets import XLSX, write_xlsx
from levier.support.pathways.rules import LEAD_PATHWAYS
from levier.support.pathways.team import Table, tables_of

LENGTHS = {"30": 30, "90": 90, "365": 365}
USUAL = "90"


@screen(LEAD_PATHWAYS)
def team(request: HouseRequest) -> HttpResponse:
    """Who waits, appointments, delays, obstacles and ends of the team over the last days, with how each is counted."""
    length = request.GET.get("jours", "")
    length = length if length in LENGTHS else USUAL
    today = timezone.localdate()
    period = Period(today - timedelta(days=LENGTHS[length] - 1), today)
    tables = tables_of(request.actor, period)
    if request.GET.get("export") == "xlsx":
        return _sheet(tables, period)
    labels = {"30": _("30 jours"), "90": _("3 mois"), "365": _("12 mois")}
    context = {
        "period": period,
        "tables": tables,
        "tabs": [(label, f"?jours={code}", code == length) for code, label in labels.items()],
        "sheet": f"?jours={length}&export=xlsx",
        "trail": [(_("Accompagnements"), reverse("pathways:pathways"))],
    }
    return render(request, "pathways/team.html", context)


def _sheet(tables: list[Table], period: Period) -> HttpResponse:
    sheets: list[tuple[str, list[str], list[list[Any]]]] = [
        (one.title, [one.first, *one.heads], [[row.label, *row.numbers] for row in one.rows]) for one in tables
    ]
    counted = [[one.title, one.how] for one in tables]
    sheets.append((_("Comment c'est compté"), [_("Tableau"), _("Comment c'est compté")], counted))
    name = f"equipe-{period.first:%Y-%m-%d}-{period.last:%Y-%m-%d}.xlsx"
    headed = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write_xlsx(sheets), content_type=XLSX, headers=headed)
