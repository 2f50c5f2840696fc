"""One visit: its pages, its time, its prints, the help given; and the list of all of them."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.epn.actions import accept_rules, end_visit, extend_visit, note_help, note_prints, seat_visit
from levier.activity.epn.around import A_DAY, RULES, found, linked, trail_of
from levier.activity.epn.forms import PrintsForm
from levier.activity.epn.helping_forms import HelpForm
from levier.activity.epn.lists import VISITS
from levier.activity.epn.models import HelpGiven, Visit
from levier.activity.epn.queries import free_pages_left, without_rules
from levier.activity.epn.rules import RUN_SPACES, SEE_SPACES
from levier.activity.epn.views import done
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.screens import HouseRequest, screen


@screen(SEE_SPACES)
def visits(request: HouseRequest) -> HttpResponse:
    """Visits of all spaces, the latest first."""
    return VISITS.answer(request)


@screen(RUN_SPACES)
def visit(request: HouseRequest, pk: int) -> HttpResponse:
    """A visit with what can be noted about it."""
    row: Visit = _visit(request, pk)
    now = timezone.now()
    helps = HelpGiven.objects.visible_to(request.actor).filter(visit=row).select_related("topic")
    context = {
        "visit": row,
        "now": now,
        "prints_form": PrintsForm(),
        "help_form": HelpForm(request.actor),
        "free_left": free_pages_left(request.actor, row),
        "helps": list(helps),
        "needs_rules": bool(without_rules(request.actor, [row])),
        "rules_address": linked(request, RULES, row.pk, now, A_DAY),
        "trail": trail_of(row.space, (_("Accueil"), _board(row))),
    }
    return render(request, "epn/visit.html", context)


@screen(RUN_SPACES, methods=("POST",))
def end(request: HouseRequest, pk: int) -> HttpResponse:
    """They leave."""
    row = _visit(request, pk)
    said = _("%(ticket)s : la visite est terminée.") % {"ticket": str(row).capitalize()}
    return done(request, lambda: end_visit(by=request.actor, visit=row, at=timezone.now()), said, _board(row))


@screen(RUN_SPACES, methods=("POST",))
def extend(request: HouseRequest, pk: int) -> HttpResponse:
    """A stretch more."""
    row = _visit(request, pk)
    said = _("%(ticket)s : le temps est prolongé.") % {"ticket": str(row).capitalize()}
    return done(request, lambda: extend_visit(by=request.actor, visit=row, at=timezone.now()), said, _board(row))


@screen(RUN_SPACES, methods=("POST",))
def seat(request: HouseRequest, pk: int) -> HttpResponse:
    """Who waits is called."""
    row = _visit(request, pk)
    said = _("%(ticket)s est appelé. Le numéro et le poste sont à l'écran.") % {"ticket": str(row).capitalize()}
    return done(request, lambda: seat_visit(by=request.actor, visit=row, at=timezone.now()), said, _board(row))


@screen(RUN_SPACES, methods=("POST",))
def rules(request: HouseRequest, pk: int) -> HttpResponse:
    """The person was shown the rules and says yes."""
    row = _visit(request, pk)
    if row.person is None:
        warn(request, _("Sans nom, il n'y a rien à noter : les règles sont affichées."))
        return HttpResponseRedirect(_page(row), status=303)
    person = row.person
    said = _("Les règles sont acceptées.")
    return done(request, lambda: accept_rules(by=request.actor, person=person, at=timezone.now()), said, _page(row))


@screen(RUN_SPACES, methods=("GET", "POST"))
def prints(request: HouseRequest, pk: int) -> HttpResponse:
    """Pages printed."""
    row = _visit(request, pk)

    def save(valid: PrintsForm) -> str:
        note_prints(by=request.actor, visit=row, pages=valid.cleaned_data["pages"], at=timezone.now())
        say(request, _("Les pages sont notées."))
        return _page(row)

    form = PrintsForm(request.POST or None)
    return form_page(request, form, title=_("Noter des impressions"), submit=_("Noter"), on_valid=save, **_around(row))


@screen(RUN_SPACES, methods=("GET", "POST"))
def new_help(request: HouseRequest, pk: int) -> HttpResponse:
    """Help given during a visit."""
    row = _visit(request, pk)

    def save(valid: HelpForm) -> str:
        note_help(by=request.actor, draft=valid.draft(), space=row.space, visit=row, at=timezone.now())
        say(request, _("L'aide est notée."))
        return _page(row)

    form = HelpForm(request.actor, request.POST or None)
    return form_page(request, form, title=_("Noter l'aide donnée"), submit=_("Noter"), on_valid=save, **_around(row))


def _visit(request: HouseRequest, pk: int) -> Visit:
    row: Visit = found(request, Visit, pk, "space", "person", "station")
    return row


def _board(row: Visit) -> str:
    return reverse("epn:board", args=[row.space_id])


def _page(row: Visit) -> str:
    return reverse("epn:visit", args=[row.pk])


def _around(row: Visit) -> dict[str, Any]:
    here = (str(row).capitalize(), _page(row))
    return {"trail": trail_of(row.space, (_("Accueil"), _board(row)), here), "back": _page(row)}
