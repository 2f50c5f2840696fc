"""The desk of a space: one screen on which visits are noted, called, lengthened and ended."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.epn.actions import begin_visit, count_crowd
from levier.activity.epn.around import A_YEAR, QUEUE, found, linked, trail_of
from levier.activity.epn.enums import SIGNS, Crowd, Purpose
from levier.activity.epn.forms import ArrivalForm, CountForm
from levier.activity.epn.models import Space
from levier.activity.epn.queries import board_of, counts_of, is_open_now, without_rules
from levier.activity.epn.rules import RUN_SPACES
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen


@screen(RUN_SPACES, methods=("GET", "POST"))
def board(request: HouseRequest, pk: int) -> HttpResponse:
    """Who comes in, in one line; below, who is there and who waits."""
    space: Space = found(request, Space, pk)
    now = timezone.now()
    shown = board_of(request.actor, space, now)
    form = ArrivalForm(request.actor, shown.free, request.POST or None)

    def save(valid: ArrivalForm) -> str:
        visit = begin_visit(by=request.actor, space=space, arrival=valid.arrival(), at=timezone.now())
        if visit.station:
            said = _("%(ticket)s : %(station)s.") % {"ticket": str(visit).capitalize(), "station": visit.station}
        elif visit.seated_at:
            said = _("%(ticket)s : noté, sans poste.") % {"ticket": str(visit).capitalize()}
        else:
            said = _("%(ticket)s : dans la file d'attente.") % {"ticket": str(visit).capitalize()}
        say(request, said)
        return request.path

    unknown = without_rules(request.actor, [*shown.seated, *(one for one, _wait in shown.waiting)])
    context: dict[str, Any] = {
        "space": space,
        "board": shown,
        "now": now,
        "opened": is_open_now(space.hours.all(), now),
        "unruled": unknown,
        "purposes": [(place, one, SIGNS[one]) for place, one in enumerate(Purpose, start=1)],
        "crowd": [(one, counts_of_day.get(one, 0)) for counts_of_day in [_counts(request, space)] for one in Crowd],
        "queue_address": linked(request, QUEUE, space.pk, now, A_YEAR),
        "trail": trail_of(space),
    }
    return form_page(
        request,
        form,
        title=_("Accueil : %(space)s") % {"space": space},
        submit=_("Noter"),
        on_valid=save,
        template="epn/board.html",
        **context,
    )


@screen(RUN_SPACES, methods=("POST",))
def count(request: HouseRequest, pk: int) -> HttpResponse:
    """One more, without a name."""
    space: Space = found(request, Space, pk)
    form = CountForm(request.POST)
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        row = count_crowd(by=request.actor, space=space, kind=kind, at=timezone.now())
        say(
            request,
            _("Compté : %(kind)s, %(count)s aujourd'hui.") % {"kind": row.get_kind_display(), "count": row.count},
        )
    else:
        warn(request, _("Choisissez ce qui est compté."))
    return HttpResponseRedirect(reverse("epn:board", args=[space.pk]), status=303)


def done(request: HouseRequest, act: Any, sentence: str, back: str) -> HttpResponse:
    """Do one thing and go back; what a rule refuses is said there."""
    try:
        act()
        say(request, sentence)
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(back, status=303)


def _counts(request: HouseRequest, space: Space) -> dict[str, int]:
    return counts_of(request.actor, space, timezone.localdate())
