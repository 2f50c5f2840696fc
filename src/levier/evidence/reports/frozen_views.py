"""Frozen reports: freeze, list, read as they were, reopen."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.evidence.outcomes.queries import participations_for_lines
from levier.evidence.outcomes.rules import SEE_PARTICIPATIONS
from levier.evidence.reports import exports
from levier.evidence.reports.forms import ReopenForm
from levier.evidence.reports.freezing import (
    AlreadyFrozen,
    adjustments,
    freeze_report,
    is_intact,
    minutes_since,
    reopen_report,
    report_again,
)
from levier.evidence.reports.models import FrozenReport
from levier.evidence.reports.page import hours_chart, linked, outputs_chart
from levier.evidence.reports.reading import Reading
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.rules import FREEZE_REPORTS, SEE_REPORTS
from levier.evidence.reports.sources import frozen_source
from levier.evidence.reports.suppression import Masking
from levier.evidence.reports.views import GENDERS, PAGE, asked, download, page_number, pages
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.lists import Choice, Column, ListPage
from levier.foundation.kit.screens import HouseRequest, note_reading, screen


def _rule_set_name(one: FrozenReport) -> str:
    found = rule_sets().get(one.rule_set)
    return str(found.name) if found else one.rule_set


FROZEN = ListPage(
    title=gettext_lazy("Rapports figés"),
    rows=lambda actor: FrozenReport.objects.visible_to(actor).select_related("project", "made_by").defer("figures"),
    columns=(
        Column("projet", gettext_lazy("Projet"), lambda one: one.project.title, lambda one: page_of(one), ("project",)),
        Column("regles", gettext_lazy("Règles"), _rule_set_name),
        Column("du", gettext_lazy("Du"), lambda one: formats.day(one.first_on, style="short"), None, ("first_on",)),
        Column("au", gettext_lazy("Au"), lambda one: formats.day(one.last_on, style="short"), None, ("last_on",)),
        Column(
            "fige", gettext_lazy("Figé le"), lambda one: formats.moment(one.made_at, style="table"), None, ("made_at",)
        ),
        Column("par", gettext_lazy("Par"), lambda one: str(one.made_by or "Levier")),
        Column(
            "etat",
            gettext_lazy("État"),
            lambda one: gettext_lazy("rouvert") if one.reopened_at else gettext_lazy("fait foi"),
        ),
    ),
    default_sort=("-made_at",),
    filters=(
        Choice(
            "etat",
            gettext_lazy("État"),
            lambda actor: [("figes", gettext_lazy("fait foi")), ("rouverts", gettext_lazy("rouvert"))],
            lambda rows, value: rows.filter(reopened_at__isnull=value == "figes"),
        ),
    ),
    empty=gettext_lazy("Un rapport remis à un bailleur se fige : ses chiffres ne bougent plus."),
    export_name="rapports-figes",
)


def page_of(frozen: FrozenReport) -> str:
    return reverse("reports:frozen", args=[frozen.pk])


@screen(SEE_REPORTS)
def frozen_reports(request: HouseRequest) -> HttpResponse:
    """All frozen reports, latest first."""
    return FROZEN.answer(request, trail=[(_("Rapports"), reverse("reports:reports"))])


@screen(FREEZE_REPORTS, methods=("POST",))
def freeze(request: HouseRequest, pk: int, code: str) -> HttpResponse:
    """Keep the report of this period as it is now; of two clicks, the second shows what the first kept."""
    project, rule_set, period = asked(request, pk, code)
    try:
        found = freeze_report(by=request.actor, project=project, rule_set=rule_set, period=period, at=timezone.now())
        say(request, _("Le rapport est figé. Ses chiffres ne bougeront plus."))
    except AlreadyFrozen as error:
        warn(request, str(error))
        found = error.report
    return HttpResponseRedirect(page_of(found), status=303)


@screen(SEE_REPORTS)
def frozen(request: HouseRequest, pk: int) -> HttpResponse:
    """A report as it was given, and what later corrections would change; as a file with `?format=`."""
    found = _loaded(request.actor, pk)
    reading = Reading(found.figures)
    if (kind := request.GET.get("format", "")) in exports.FORMATS:
        page = request.build_absolute_uri(request.path)
        content = exports.file_of(frozen_source(found), kind, request.GET.get("petits", ""), page)
        return download(content, found.project.code, found.rule_set, reading.period, kind)

    def link(indicator: str) -> str:
        return f"{reverse('reports:frozen_lines', args=[pk, indicator])}?"

    now = report_again(request.actor, found)
    context = {
        "frozen": found,
        "project": found.project,
        "reading": reading,
        "outputs": linked(reading, reading.outputs, link),
        "results": linked(reading, reading.results, link),
        "charts": [chart for chart in (outputs_chart(reading), hours_chart(reading)) if chart],
        "adjustments": [
            (reading.rule_set.indicator(code), then, today) for code, then, today in adjustments(found, now)
        ],
        "hours_since": minutes_since(found, now),
        "is_intact": is_intact(found),
        "maskings": Masking.choices,
        "may_freeze": FREEZE_REPORTS.allows(request.actor),
        "trail": [
            (_("Rapports"), reverse("reports:reports")),
            (_("Rapports figés"), reverse("reports:frozen_reports")),
        ],
    }
    return render(request, "reports/frozen.html", context)


def _loaded(actor: Actor, pk: int) -> FrozenReport:
    rows = FrozenReport.objects.visible_to(actor).select_related("project", "made_by", "reopened_by")
    found: FrozenReport = get_object_or_404(rows, pk=pk)
    return found


@screen(SEE_REPORTS, reads="report.lines_read")
def frozen_lines(request: HouseRequest, pk: int, indicator: str) -> HttpResponse:
    """The participations that a frozen figure counted on its day, even if they would not count today."""
    found = _loaded(request.actor, pk)
    reading = Reading(found.figures)
    if indicator not in found.figures["indicators"]:
        raise Http404
    note_reading(request, found)
    rows = found.lines.filter(codes__contains=f" {indicator} ")
    gender = request.GET.get("genre", "")
    if gender in GENDERS:
        rows = rows.filter(gender="" if gender == "unknown" else gender)
    number = page_number(request)
    ids = list(rows.values_list("participation_id", flat=True))
    shown = participations_for_lines(request.actor, ids[(number - 1) * PAGE : number * PAGE])
    context: dict[str, Any] = {
        "project": found.project,
        "rule_set": reading.rule_set,
        "period": reading.period,
        "query": "",
        "indicator": reading.rule_set.indicator(indicator),
        "number": number,
        "gender": GENDERS.get(gender, ""),
        "is_cumulated": False,
        "is_absent": False,
        "frozen": found,
        "may_open": SEE_PARTICIPATIONS.allows(request.actor),
        "rows": [(one, "") for one in shown],
        "trail": [(_("Rapports"), reverse("reports:reports")), (_("Rapport figé"), page_of(found))],
    }
    return render(request, "reports/lines.html", context | pages(number, len(ids)))


@screen(FREEZE_REPORTS, methods=("GET", "POST"))
def reopen(request: HouseRequest, pk: int) -> HttpResponse:
    """Reopen a frozen report, with the reason."""
    found = _loaded(request.actor, pk)

    def save(form: ReopenForm) -> str:
        reopen_report(by=request.actor, frozen=found, reason=form.cleaned_data["reason"], at=timezone.now())
        say(request, _("Le rapport est rouvert ; la raison est gardée avec lui."))
        return page_of(found)

    return form_page(
        request,
        ReopenForm(request.POST or None),
        title=_("Rouvrir un rapport figé"),
        submit=_("Rouvrir le rapport"),
        on_valid=save,
        intro=_(
            "Les chiffres de ce rapport restent tels quels. Un nouveau rapport de la même période pourra être figé."
        ),
        trail=[
            (_("Rapports"), reverse("reports:reports")),
            (_("Rapports figés"), reverse("reports:frozen_reports")),
            (found.project.title, page_of(found)),
        ],
        back=page_of(found),
    )
