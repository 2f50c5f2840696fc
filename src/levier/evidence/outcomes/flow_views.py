"""What follows what: one page, one workbook."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.evidence.outcomes.flows import Flow, Leaving, Proposed, flows_of, leavings_of, proposed_of
from levier.evidence.outcomes.following_queries import Answered, answers_in
from levier.evidence.outcomes.rules import SEE_PARTICIPATIONS
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.charts import Series, lying
from levier.foundation.kit.screens import HouseRequest, screen
from levier.foundation.kit.spreadsheets import XLSX, write_xlsx

LENGTHS = {"365": 365, "1095": 1_095}
USUAL = "365"
SHOWN, DRAWN = 40, 12


@screen(SEE_PARTICIPATIONS)
def flows(request: HouseRequest) -> HttpResponse:
    """Where those who left a project or an activity went, where they stopped, and what plans proposed."""
    length = request.GET.get("jours", "")
    length = length if length in LENGTHS else USUAL
    today = timezone.localdate()
    period = Period(today - timedelta(days=LENGTHS[length] - 1), today)
    leavings = leavings_of(request.actor, period)
    ways, proposed, answers = flows_of(leavings), proposed_of(request.actor, period), answers_in(request.actor, period)
    if request.GET.get("export") == "xlsx":
        return _sheet(leavings, ways, proposed, answers, period)
    labels = {"365": _("12 mois"), "1095": _("3 ans")}
    context = {
        "period": period,
        "leavings": leavings[:SHOWN],
        "ways": ways[:SHOWN],
        "proposed": proposed[:SHOWN],
        "answers": answers[:SHOWN],
        "chart": _chart(leavings[:DRAWN]) if leavings else None,
        "tabs": [(label, f"?jours={code}", code == length) for code, label in labels.items()],
        "sheet": f"?jours={length}&export=xlsx",
        "trail": [(_("Participations"), reverse("outcomes:participations"))],
    }
    return render(request, "outcomes/flows.html", context)


def _chart(leavings: list[Leaving]) -> object:
    return lying(
        "suites",
        _("Ce qui suit une sortie"),
        _("Personnes sorties dans la période : celles qui sont allées ailleurs dans la maison, et les autres."),
        [one.name.partition(" · ")[0][:30] for one in leavings],
        [
            Series(_("vont ailleurs chez nous"), [one.went for one in leavings]),
            Series(_("sans suite chez nous"), [one.stops for one in leavings]),
        ],
    )


def _sheet(
    leavings: list[Leaving], ways: list[Flow], proposed: list[Proposed], answers: list[Answered], period: Period
) -> HttpResponse:
    sheets = [
        (
            _("Passages"),
            [_("De"), _("Vers"), _("Personnes"), _("Délai médian, jours")],
            [[one.source, one.target, one.people, one.days] for one in ways],
        ),
        (
            _("Sorties"),
            [_("Projet ou activité"), _("Sorties"), _("Vont ailleurs chez nous"), _("Sans suite chez nous")],
            [[one.name, one.left, one.went, one.stops] for one in leavings],
        ),
        (
            _("Étapes proposées"),
            [_("Activité"), _("Proposées"), _("Faites"), _("Abandonnées"), _("En attente")],
            [[one.name, one.proposed, one.done, one.refused, one.waiting] for one in proposed],
        ),
        (
            _("Suites proposées"),
            [
                _("Projet ou activité"),
                _("Proposées"),
                _("Acceptées"),
                _("Refusées"),
                _("En attente"),
                _("Raisons des refus"),
            ],
            [[one.name, one.proposed, one.accepted, one.refused, one.waiting, _told(one.reasons)] for one in answers],
        ),
    ]
    name = f"parcours-{period.first:%Y-%m-%d}-{period.last:%Y-%m-%d}.xlsx"
    headed = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write_xlsx(sheets), content_type=XLSX, headers=headed)


def _told(reasons: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{reason} ({count})" for reason, count in reasons)
