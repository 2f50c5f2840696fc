"""Caseloads, the load of the team, and a hand-over."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.kit.charts import Series, lying
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.screens import HouseRequest, screen
from levier.support.pathways.actions import hand_over as give_all
from levier.support.pathways.caseload import ALL, MINE, back_to, chosen, named
from levier.support.pathways.forms import HandOverForm
from levier.support.pathways.queries import lightened, load_of
from levier.support.pathways.rules import IMPORT_PATHWAYS, LEAD_PATHWAYS, SEE_PATHWAYS, WRITE_PATHWAYS

EXPECTED = 150
"""Open files of a full-time counsellor, as the profession counts (domain.md section 1)."""
YEAR = timedelta(days=365)


@screen(SEE_PATHWAYS)
def mine(request: HouseRequest) -> HttpResponse:
    """The people whose referent one is, with what comes next."""
    others = [
        (_("Toutes les personnes accompagnées"), reverse("pathways:pathways")),
        (_("Messages à plusieurs"), reverse("pathways:group_messages")),
    ]
    return MINE.answer(request, actions=_begin(), others=others)


@screen(SEE_PATHWAYS)
def pathways(request: HouseRequest) -> HttpResponse:
    """Everybody who is accompanied."""
    others = [
        (_("Mes accompagnements"), reverse("pathways:mine")),
        (_("L'équipe en chiffres"), reverse("pathways:team")),
    ]
    if IMPORT_PATHWAYS.allows(request.actor):
        others.append((_("Importer un classeur"), f"{reverse('imports:new')}?kind=caseload"))
    return ALL.answer(request, actions=_begin(), others=others)


def _begin() -> list[tuple[str, str]]:
    return [(_("Premier accueil"), reverse("pathways:intake"))]


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def hand_over(request: HouseRequest) -> HttpResponse:
    """Give the people chosen in the list to another colleague."""
    held = chosen(request)

    def save(valid: HandOverForm) -> str:
        given = give_all(by=request.actor, pathways=held, at=timezone.now(), **valid.cleaned_data)
        count = len(given)
        say(request, ngettext("%(n)s personne est confiée.", "%(n)s personnes sont confiées.", count) % {"n": count})
        return back_to(request)

    return form_page(
        request,
        HandOverForm(request.actor, request.POST or None),
        title=_("Confier à un·e collègue"),
        submit=_("Confier"),
        on_valid=save,
        intro=named(held) if held else _("Choisissez d'abord des personnes dans la liste."),
        trail=[(_("Accompagnements"), reverse("pathways:pathways"))],
        back=back_to(request),
    )


@screen(LEAD_PATHWAYS)
def load(request: HouseRequest) -> HttpResponse:
    """How many people each colleague accompanies, and which obstacles got lighter after what answers them."""
    rows, today = load_of(request.actor), timezone.localdate()
    chart = lying(
        "charge",
        _("Personnes accompagnées par référent·e"),
        _("Un dossier ouvert, une personne. La profession en compte 150 pour un temps plein."),
        [row["user__name"] for row in rows],
        [
            Series(_("envoyées par Actiris"), [row["sent_by_actiris"] for row in rows]),
            Series(_("autres"), [row["people"] - row["sent_by_actiris"] for row in rows]),
        ],
    )
    context = {
        "rows": [(row, f"{reverse('pathways:pathways')}?reference={row['user']}") for row in rows],
        "expected": EXPECTED,
        "chart": chart if rows else None,
        "shares": lightened(request.actor, since=today - YEAR, until=today),
        "trail": [(_("Accompagnements"), reverse("pathways:pathways"))],
    }
    return render(request, "pathways/load.html", context)
