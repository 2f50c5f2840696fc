"""Reports: choose, read, open each figure down to its lines, freeze."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from levier.development.projects.models import Project
from levier.evidence.outcomes.queries import participations_for_lines
from levier.evidence.reports.engine.rule_set import RuleSet
from levier.evidence.reports.exports import FORMATS, MEDIA
from levier.evidence.reports.figures import Cells
from levier.evidence.reports.freezing import adjustments, freeze_report, is_intact, reopen_report, report_again
from levier.evidence.reports.lines import line_ids
from levier.evidence.reports.models import FrozenReport
from levier.evidence.reports.phrases import reason_sentence
from levier.evidence.reports.queries import Report, report_of, scope_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.rules import FREEZE_REPORTS, SEE_REPORTS
from levier.evidence.reports.standing import standing_of
from levier.foundation.kit.calendar import Period, add_months
from levier.foundation.kit.forms import say, warn
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen

PAGE = 100


@screen(SEE_REPORTS)
def reports(request: HouseRequest) -> HttpResponse:
    """Projects with rules of counting, and reports frozen lately."""
    projects = Project.objects.visible_to(request.actor).exclude(rule_set="")[:200]
    frozen = FrozenReport.objects.visible_to(request.actor).select_related("project", "made_by")[:20]
    return render(request, "reports/reports.html", {"projects": projects, "frozen": frozen})


def _asked(request: HouseRequest, pk: int, code: str) -> tuple[Project, RuleSet, Period]:
    project: Project = get_object_or_404(Project.objects.visible_to(request.actor), pk=pk)
    if code not in rule_sets():
        raise Http404
    return project, rule_sets()[code], _period(request, project)


def _period(request: HouseRequest, project: Project) -> Period:
    """The period of the address; when it says none, or nonsense, the current year within the project."""
    asked = _asked_period(request)
    if asked:
        return asked
    year = min(timezone.localdate().year, (project.ends_on or date.max).year)
    return Period(date(year, 1, 1), date(year, 12, 31))


def _asked_period(request: HouseRequest) -> Period | None:
    first, last = (_day(request.GET.get(name, "")) for name in ("du", "au"))
    return Period(first, last) if first and last and first <= last else None


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and 1990 <= day.year <= 2100 else None


@screen(SEE_REPORTS)
def report(request: HouseRequest, pk: int, code: str) -> HttpResponse:
    """The report of one project and period, computed now."""
    project, rule_set, period = _asked(request, pk, code)
    made = report_of(request.actor, project, rule_set, period)
    if request.GET.get("format") in FORMATS:
        return _file(made, request.GET["format"])
    return render(request, "reports/report.html", _context(request, made))


def _file(made: Report, kind: str) -> HttpResponse:
    period = made.figures.period
    name = f"{made.figures.rule_set.code}-{period.first}-{period.last}.{kind}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(FORMATS[kind](made), content_type=MEDIA[kind], headers=disposition)


def _context(request: HouseRequest, made: Report) -> dict[str, Any]:
    figures, project = made.figures, made.project
    targets = dict(project.targets.values_list("code", "value"))
    failed = {check.code for check in figures.failed_checks()}
    return {
        "project": project,
        "rule_set": figures.rule_set,
        "period": figures.period,
        "periods": _periods(figures.period, project),
        "query": f"du={figures.period.first}&au={figures.period.last}",
        "outputs": [
            _row(figures.cells, figures.cumulated, one, targets)
            for one in figures.rule_set.indicators
            if not one.is_result
        ],
        "results": [
            _row(figures.cells, figures.cumulated, one, targets) for one in figures.rule_set.indicators if one.is_result
        ],
        "entered": figures.complete + figures.incomplete,
        "figures": figures,
        "checks": [(check, check.code not in failed) for check in figures.rule_set.checks],
        "failed": failed,
        "excluded": [(one, reason_sentence(one.reason)) for one in made.excluded[:200]],
        "excluded_count": len(made.excluded),
        "months": list(figures.minutes.items()),
        "may_freeze": FREEZE_REPORTS.allows(request.actor),
        "trail": [(_("Rapports"), reverse("reports:reports"))],
        "parameters": [
            (one, figures.rule_set.values(figures.period.last)[one.name]) for one in figures.rule_set.parameters
        ],
    }


def _row(cells: dict[str, Cells], cumulated: dict[str, Cells], one: Any, targets: dict[str, int]) -> dict[str, Any]:
    found, target = cells[one.code], targets.get(one.code)
    return {
        "indicator": one,
        "cells": [("W", found.women), ("M", found.men), ("N", found.non_binary), ("unknown", found.unknown)],
        "total": found.total,
        "cumulated": cumulated[one.code].total,
        "target": target,
        "share": min(100, round(100 * cumulated[one.code].total / target)) if target else None,
    }


def _periods(period: Period, project: Project) -> list[tuple[str, str]]:
    """Links to the periods that people ask for: the year, its halves and quarters, the years beside."""
    year = period.first.year
    whole = [(str(value), Period(date(value, 1, 1), date(value, 12, 31))) for value in (year - 1, year, year + 1)]
    halves = [(_("1er semestre"), 1, 6), (_("2e semestre"), 7, 6)]
    quarters = [
        (_("1er trimestre"), 1, 3),
        (_("2e trimestre"), 4, 3),
        (_("3e trimestre"), 7, 3),
        (_("4e trimestre"), 10, 3),
    ]
    parts = []
    for label, month, length in (*halves, *quarters):
        first = date(year, month, 1)
        parts.append((f"{label} {year}", Period(first, date.fromordinal(add_months(first, length).toordinal() - 1))))
    return [(label, f"?du={one.first}&au={one.last}") for label, one in (*whole, *parts)]


@screen(SEE_REPORTS)
def lines(request: HouseRequest, pk: int, code: str, indicator: str) -> HttpResponse:
    """The participations behind one figure."""
    project, rule_set, period = _asked(request, pk, code)
    if indicator not in {one.code for one in rule_set.indicators}:
        raise Http404
    gender = request.GET.get("genre", "")
    cumulated = request.GET.get("cumul") == "1"
    ids = line_ids(
        scope_of(project, rule_set), rule_set, rule_set.indicator(indicator), period, gender=gender, cumulated=cumulated
    )
    number = int(text) if (text := request.GET.get("page", "1")).isdecimal() and 0 < int(text) < 100_000 else 1
    context = {
        "project": project,
        "rule_set": rule_set,
        "period": period,
        "query": f"du={period.first}&au={period.last}",
        "indicator": rule_set.indicator(indicator),
        "count": len(ids),
        "rows": participations_for_lines(request.actor, ids[(number - 1) * PAGE : number * PAGE]),
        "number": number,
        "next": number + 1 if len(ids) > number * PAGE else None,
        "previous": number - 1 if number > 1 else None,
        "trail": [
            (_("Rapports"), reverse("reports:reports")),
            (project.title, f"{reverse('reports:report', args=[pk, code])}?du={period.first}&au={period.last}"),
        ],
    }
    return render(request, "reports/lines.html", context)


@screen(FREEZE_REPORTS, methods=("POST",))
def freeze(request: HouseRequest, pk: int, code: str) -> HttpResponse:
    """Keep the report of this period as it is now."""
    project, rule_set, period = _asked(request, pk, code)
    frozen = freeze_report(by=request.actor, project=project, rule_set=rule_set, period=period, at=timezone.now())
    say(request, _("Le rapport est figé. Ses chiffres ne bougeront plus."))
    return HttpResponseRedirect(reverse("reports:frozen", args=[frozen.pk]), status=303)


@screen(SEE_REPORTS)
def frozen(request: HouseRequest, pk: int) -> HttpResponse:
    """A report as it was given, and what later corrections would change."""
    found = get_object_or_404(
        FrozenReport.objects.visible_to(request.actor).select_related("project", "made_by", "reopened_by"), pk=pk
    )
    rule_set = rule_sets()[found.rule_set]
    cells = found.figures["indicators"]
    context = {
        "frozen": found,
        "rule_set": rule_set,
        "rows": [(rule_set.indicator(code), cells[code]) for code in cells],
        "adjustments": adjustments(found, report_again(request.actor, found)),
        "is_intact": is_intact(found),
        "may_freeze": FREEZE_REPORTS.allows(request.actor),
        "trail": [(_("Rapports"), reverse("reports:reports"))],
    }
    return render(request, "reports/frozen.html", context)


@screen(FREEZE_REPORTS, methods=("POST",))
def reopen(request: HouseRequest, pk: int) -> HttpResponse:
    """Reopen a frozen report, with the reason."""
    found = get_object_or_404(FrozenReport.objects.visible_to(request.actor), pk=pk)
    try:
        reopen_report(by=request.actor, frozen=found, reason=request.POST.get("raison", ""), at=timezone.now())
        say(request, _("Le rapport est rouvert ; la raison est gardée avec lui."))
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(reverse("reports:frozen", args=[pk]), status=303)


def standings(request: HouseRequest, participation: Any) -> dict[str, Any] | None:
    """Panel of a participation: in which figures it counts, and why not in the others."""
    rule_set = rule_sets().get(participation.project.rule_set)
    if rule_set is None:
        return None
    last = participation.exit_on or max(timezone.localdate(), participation.entry_on)
    whole = Period(date(participation.entry_on.year, 1, 1), date(last.year, 12, 31))
    period = _asked_period(request) or whole
    found = standing_of(scope_of(participation.project, rule_set), rule_set, period, participation.pk)
    return {"standings": found, "period": period, "rule_set": rule_set}
