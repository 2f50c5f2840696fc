"""The page on who comes, and the list of who does not."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.activity.activities.effects import effects_of
from levier.activity.activities.enums import ActivityKind
from levier.activity.activities.missing import MISSING
from levier.activity.activities.participation import Row, participation_of
from levier.activity.activities.rules import SEE_PRESENCES
from levier.activity.activities.trails import trail
from levier.foundation.accounts.numbers import number_of
from levier.foundation.kit.calendar import Period, add_months
from levier.foundation.kit.forms import HouseForm
from levier.foundation.kit.screens import HouseRequest, screen
from levier.foundation.kit.spreadsheets import XLSX, write_xlsx
from levier.foundation.kit.suppression import SMALL_FIGURES
from levier.support.pathways.rules import SEE_PATHWAYS

HIDDEN = "…"


class PeriodForm(HouseForm):
    """From when to when, and of which kind of activity."""

    du = forms.DateField(label=gettext_lazy("Du"))
    au = forms.DateField(label=gettext_lazy("Au"))
    type = forms.ChoiceField(
        label=gettext_lazy("Type"), choices=[("", gettext_lazy("tous")), *ActivityKind.choices], required=False
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("du") and data.get("au") and data["au"] < data["du"]:
            self.add_error("au", gettext_lazy("La fin tombe avant le début."))
        return data


@screen(SEE_PRESENCES)
def participation(request: HouseRequest) -> HttpResponse:
    """Rates of a period, each with its numerator and denominator; as a sheet with `export=xlsx`."""
    usual = usual_period()
    typed = {"du": f"{usual.first:%d/%m/%Y}", "au": f"{usual.last:%d/%m/%Y}", "type": ""}
    form = PeriodForm({name: request.GET.get(name, value) for name, value in typed.items()})
    is_valid = form.is_valid()
    period = Period(form.cleaned_data["du"], form.cleaned_data["au"]) if is_valid else usual
    least = number_of(request.actor.organisation_id, SMALL_FIGURES)
    kind = form.cleaned_data["type"] if is_valid else ""
    whole, tables = participation_of(request.actor, period, kind, least)
    if is_valid and request.GET.get("export") == "xlsx":
        return _file(whole, tables, period)
    asked = request.GET.copy()
    asked["export"] = "xlsx"
    may_see_effects = SEE_PATHWAYS.allows(request.actor)
    shows_effects = is_valid and may_see_effects and request.GET.get("freins") == "oui"
    effects = request.GET.copy()
    effects["freins"] = "oui"
    context = {
        "form": form,
        "period": period,
        "whole": whole,
        "tables": [one for one in tables if one.rows],
        "hidden": HIDDEN,
        "least": least,
        "xlsx": f"?{asked.urlencode()}",
        "may_see_effects": may_see_effects,
        "shows_effects": shows_effects,
        "effects": effects_of(request.actor, period, kind, least) if shows_effects else (),
        "to_effects": f"?{effects.urlencode()}#freins",
        "trail": trail(),
    }
    return render(request, "activities/participation.html", context, status=200 if is_valid else 422)


@screen(SEE_PRESENCES)
def missing(request: HouseRequest) -> HttpResponse:
    """Who is enrolled and never came, or comes no more."""
    others = [(_("Participation"), reverse("activities:participation"))]
    return MISSING.answer(request, trail=trail(), others=others)


def usual_period() -> Period:
    """Three months: long enough to see something, short enough to be answered at once."""
    today = timezone.localdate()
    return Period(add_months(today, -3), today)


def _file(whole: Row, tables: list[Any], period: Period) -> HttpResponse:
    heads = [_("Tableau"), _("Ligne"), _("Personnes"), _("Attendues"), _("Venues"), _("Taux, %")]
    rows = [["", *_cells(whole)], *([one.title, *_cells(row)] for one in tables for row in one.rows)]
    name = f"participation-{period.first:%Y%m%d}-{period.last:%Y%m%d}.xlsx"
    headed = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write_xlsx([(_("Participation"), heads, rows)]), content_type=XLSX, headers=headed)


def _cells(row: Row) -> list[Any]:
    return [row.label, *([HIDDEN] * 4 if row.is_hidden else [row.people, row.expected, row.came, row.rate])]
