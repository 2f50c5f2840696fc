"""Figures of a period on one page, and as a sheet."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.activity.epn.figures import Table, figures_of, for_outside
from levier.activity.epn.rules import SEE_FIGURES
from levier.foundation.accounts.numbers import number_of
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.forms import HouseForm
from levier.foundation.kit.screens import HouseRequest, screen
from levier.foundation.kit.spreadsheets import XLSX, csv_lines, write_xlsx
from levier.foundation.kit.suppression import SMALL_FIGURES

HIDDEN = "…"


class PeriodForm(HouseForm):
    """From when to when."""

    du = forms.DateField(label=gettext_lazy("Du"))
    au = forms.DateField(label=gettext_lazy("Au"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("du") and data.get("au") and data["au"] < data["du"]:
            self.add_error("au", gettext_lazy("La fin tombe avant le début."))
        return data


@screen(SEE_FIGURES)
def figures(request: HouseRequest) -> HttpResponse:
    """Every table of a period; `dehors` hides what must not leave the house."""
    form = PeriodForm(_asked(request))
    is_valid = form.is_valid()
    period = _period(form) if is_valid else _this_year()
    is_outside = request.GET.get("dehors") == "oui"
    tables = figures_of(request.actor, period)
    if is_outside:
        least = number_of(request.actor.organisation_id, SMALL_FIGURES)
        tables = [for_outside(one, least) for one in tables]
    if is_valid and request.GET.get("export") in ("xlsx", "csv"):
        return _file(request.GET["export"], tables, period)
    words = {"du": f"{period.first:%d/%m/%Y}", "au": f"{period.last:%d/%m/%Y}"}
    context = {
        "form": form,
        "period": period,
        "tables": tables,
        "hidden": HIDDEN,
        "is_outside": is_outside,
        "presets": [(label, _address(_days(one), is_outside)) for label, one in _presets()],
        "tabs": [
            (_("Pour la maison"), _address(words, False), not is_outside),
            (_("À partager au dehors"), _address(words, True), is_outside),
        ],
        "xlsx": f"{_address(words, is_outside)}&export=xlsx",
        "csv": f"{_address(words, is_outside)}&export=csv",
    }
    return render(request, "epn/figures.html", context, status=200 if is_valid else 422)


def _asked(request: HttpRequest) -> dict[str, str]:
    usual = _days(_this_year())
    return {name: request.GET.get(name, usual[name]) for name in ("du", "au")}


def _period(form: PeriodForm) -> Period:
    return Period(form.cleaned_data["du"], form.cleaned_data["au"])


def _this_year() -> Period:
    today = timezone.localdate()
    return Period(date(today.year, 1, 1), today)


def _presets() -> list[tuple[str, Period]]:
    today = timezone.localdate()
    last = Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    month = Period(today.replace(day=1), today)
    return [(_("ce mois"), month), (_("cette année"), _this_year()), (_("l'année passée"), last)]


def _days(period: Period) -> dict[str, str]:
    return {"du": f"{period.first:%d/%m/%Y}", "au": f"{period.last:%d/%m/%Y}"}


def _address(words: dict[str, str], is_outside: bool) -> str:
    return f"{reverse('epn:figures')}?{urlencode(words | ({'dehors': 'oui'} if is_outside else {}))}"


def _file(kind: str, tables: list[Table], period: Period) -> HttpResponse:
    name = f"epn-{period.first:%Y%m%d}-{period.last:%Y%m%d}.{kind}"
    headed = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == "xlsx":
        sheets = [(one.title[:31], ["", *one.heads], _rows(one)) for one in tables]
        return HttpResponse(write_xlsx(sheets), content_type=XLSX, headers=headed)
    rows = [
        [one.title, line[0], head, value]
        for one in tables
        for line in _rows(one)
        for head, value in zip(one.heads, line[1:], strict=True)
    ]
    heads = [_("Tableau"), _("Ligne"), _("Mesure"), _("Nombre")]
    return HttpResponse("".join(csv_lines(heads, rows)), content_type="text/csv; charset=utf-8", headers=headed)


def _rows(table: Table) -> list[list[Any]]:
    lines = [[line.label, *(HIDDEN if v is None else v for v in line.values)] for line in table.lines]
    return [*lines, [_("Total"), *(HIDDEN if v is None else v for v in table.total)]]
