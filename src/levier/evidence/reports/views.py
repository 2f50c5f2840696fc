"""Reports: choose, read, open each figure down to its lines."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.development.projects.models import Project
from levier.evidence.outcomes.queries import participations_for_lines
from levier.evidence.outcomes.rules import SEE_PARTICIPATIONS
from levier.evidence.reports import exports
from levier.evidence.reports.engine.rule_set import Indicator, RuleSet
from levier.evidence.reports.freezing import standing_report
from levier.evidence.reports.lines import line_ids
from levier.evidence.reports.models import FrozenReport
from levier.evidence.reports.page import hours_chart, left_out_rows, linked, outputs_chart
from levier.evidence.reports.periods import asked_period, presets, query_of, usual_period
from levier.evidence.reports.queries import report_of, scope_of
from levier.evidence.reports.reading import Reading
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.rules import FREEZE_REPORTS, SEE_REPORTS
from levier.evidence.reports.snapshot import snapshot_of
from levier.evidence.reports.standing import left_out, standings_of
from levier.evidence.reports.suppression import Masking
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.screens import HouseRequest, note_reading, screen

PAGE = 100
GENDERS = {
    "W": gettext_lazy("femmes"),
    "M": gettext_lazy("hommes"),
    "N": gettext_lazy("non binaires"),
    "unknown": gettext_lazy("genre inconnu"),
}


@screen(SEE_REPORTS)
def reports(request: HouseRequest) -> HttpResponse:
    """Projects with rules of counting, and reports frozen lately."""
    projects = Project.objects.visible_to(request.actor).exclude(rule_set="")[:200]
    frozen = FrozenReport.objects.visible_to(request.actor).select_related("project", "made_by")[:20]
    names = {code: one.name for code, one in rule_sets().items()}
    rows = [(one, names.get(one.rule_set, one.rule_set)) for one in projects if one.rule_set in names]
    return render(request, "reports/reports.html", {"projects": rows, "frozen": frozen})


def asked(request: HouseRequest, pk: int, code: str) -> tuple[Project, RuleSet, Period]:
    """The project, the rules and the period of an address; 404 when there is none."""
    project: Project = get_object_or_404(Project.objects.visible_to(request.actor), pk=pk)
    if code not in rule_sets():
        raise Http404
    return project, rule_sets()[code], asked_period(request) or usual_period(project)


@screen(SEE_REPORTS)
def report(request: HouseRequest, pk: int, code: str) -> HttpResponse:
    """The report of one project and period, computed now; as a file with `?format=`."""
    project, rule_set, period = asked(request, pk, code)
    made, now = report_of(request.actor, project, rule_set, period), timezone.now()
    if (kind := request.GET.get("format", "")) in exports.FORMATS:
        page = request.build_absolute_uri(f"{request.path}?{query_of(period)}")
        content = exports.report_file(made, kind, now, request.GET.get("petits", ""), page)
        return download(content, project.code, rule_set.code, period, kind)
    reading, query = Reading(snapshot_of(made, now)), query_of(period)

    def link(indicator: str) -> str:
        return f"{reverse('reports:lines', args=[pk, code, indicator])}?{query}"

    context = {
        "project": project,
        "reading": reading,
        "period": period,
        "groups": presets(period, project),
        "query": query,
        "outputs": linked(reading, reading.outputs, link),
        "results": linked(reading, reading.results, link),
        "charts": [chart for chart in (outputs_chart(reading), hours_chart(reading)) if chart],
        "excluded": left_out_rows(request.actor, made.excluded),
        "excluded_count": len(made.excluded),
        "now": now,
        "standing": standing_report(request.actor, project, rule_set, period),
        "maskings": Masking.choices,
        "may_freeze": FREEZE_REPORTS.allows(request.actor),
        "may_open": SEE_PARTICIPATIONS.allows(request.actor),
        "trail": [(_("Rapports"), reverse("reports:reports"))],
    }
    return render(request, "reports/report.html", context)


def download(content: bytes, project: str, code: str, period: Period, kind: str) -> HttpResponse:
    """A file of a report, under a name that sorts well."""
    name = exports.file_name(project, code, period.first, period.last, kind)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=exports.MEDIA[kind], headers=disposition)


@screen(SEE_REPORTS, reads="report.lines_read")
def lines(request: HouseRequest, pk: int, code: str, indicator: str) -> HttpResponse:
    """The participations behind one figure; with `?absents=1` the others, each with the reason."""
    project, rule_set, period = asked(request, pk, code)
    if indicator not in {one.code for one in rule_set.indicators}:
        raise Http404
    note_reading(request, project)
    found = rule_set.indicator(indicator)
    number = page_number(request)
    listing = _absent if request.GET.get("absents") == "1" else _present
    context = {
        "project": project,
        "rule_set": rule_set,
        "period": period,
        "query": query_of(period),
        "indicator": found,
        "number": number,
        "may_open": SEE_PARTICIPATIONS.allows(request.actor),
        "trail": [
            (_("Rapports"), reverse("reports:reports")),
            (project.title, f"{reverse('reports:report', args=[pk, code])}?{query_of(period)}"),
        ],
    }
    return render(request, "reports/lines.html", context | listing(request, project, rule_set, found, period, number))


def page_number(request: HouseRequest) -> int:
    number = whole(request.GET.get("page", ""))
    return number if number and number < 100_000 else 1


def pages(number: int, count: int) -> dict[str, Any]:
    """Numbers of the pages before and after."""
    return {
        "count": count,
        "next": number + 1 if count > number * PAGE else None,
        "previous": number - 1 if number > 1 else None,
    }


def _present(
    request: HouseRequest, project: Project, rule_set: RuleSet, indicator: Indicator, period: Period, number: int
) -> dict[str, Any]:
    gender, cumulated = request.GET.get("genre", ""), request.GET.get("cumul") == "1"
    scope = scope_of(project, rule_set)
    ids = line_ids(scope, rule_set, indicator, period, gender=gender, cumulated=cumulated)
    shown = participations_for_lines(request.actor, ids[(number - 1) * PAGE : number * PAGE])
    words = {"gender": GENDERS.get(gender, ""), "is_cumulated": cumulated, "is_absent": False}
    return words | {"rows": [(one, "") for one in shown]} | pages(number, len(ids))


def _absent(
    request: HouseRequest, project: Project, rule_set: RuleSet, indicator: Indicator, period: Period, number: int
) -> dict[str, Any]:
    scope = scope_of(project, rule_set)
    count, ids = left_out(scope, rule_set, indicator, period, first=(number - 1) * PAGE, count=PAGE)
    why = standings_of(scope, rule_set, period, ids, [indicator]) if ids else {}
    rows = [(one, why[one.pk][0].why_not) for one in participations_for_lines(request.actor, ids)]
    words = {"gender": "", "is_cumulated": False, "is_absent": True}
    return words | {"rows": rows} | pages(number, count)
