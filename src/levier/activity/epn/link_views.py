"""Pages without an account: the queue on the wall, the station's button, the rules of the house. They name nobody."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.epn.actions import accept_rules, ask_help
from levier.activity.epn.around import QUEUE, RULES, STATION
from levier.activity.epn.models import RulesAcceptance, Space, Station, Visit
from levier.activity.epn.queries import board_of
from levier.foundation.accounts.linked import LinkRequest, linked_screen
from levier.foundation.kit.actors import house
from levier.foundation.kit.numbers import whole

SECONDS = 20
CALLED = 3
"""How many of those called last stay on the wall."""
NEXT = 8


@linked_screen(QUEUE, for_participants=True)
def queue(request: LinkRequest) -> HttpResponse:
    """Numbers called with their station, who waits and about how long; comes back by itself (`?fixe` stops)."""
    rows = Space.objects.filter(organisation=request.link.organisation_id)
    space: Space = get_object_or_404(rows, pk=whole(request.link.key))
    now = timezone.now()
    board = board_of(house(space.organisation_id), space, now)
    at_stations = [one for one in board.seated if one.station]
    called = sorted(at_stations, key=lambda one: (one.seated_at or now, one.ticket), reverse=True)
    context = {
        "space": space,
        "called": [(one.ticket, one.station.number) for one in called[:CALLED] if one.station],
        "waiting": [(one.ticket, wait) for one, wait in board.waiting[:NEXT]],
        "more": max(len(board.waiting) - NEXT, 0),
        "free": len(board.free),
        "now": now,
        "is_fixed": "fixe" in request.GET,
    }
    answer = render(request, "epn/queue.html", context)
    if not context["is_fixed"]:
        answer.headers["Refresh"] = str(SECONDS)
    return answer


@linked_screen(STATION, methods=("GET", "POST"), for_participants=True)
def station(request: LinkRequest) -> HttpResponse:
    """Until when one may stay, and a button that calls somebody."""
    rows = Station.objects.filter(organisation=request.link.organisation_id).select_related("space")
    row: Station = get_object_or_404(rows, pk=whole(request.link.key))
    if request.method == "POST":
        by = house(row.organisation_id, on_behalf_of=request.link.reference)
        ask_help(by=by, station=row, at=timezone.now())
        return HttpResponseRedirect(request.get_full_path(), status=303)
    now = timezone.now()
    inside = Visit.objects.filter(organisation=row.organisation_id, on=timezone.localdate(now), ended_at=None)
    visit = inside.filter(station=row).first()
    return render(request, "epn/station_link.html", {"station": row, "visit": visit, "now": now})


@linked_screen(RULES, methods=("GET", "POST"), for_participants=True)
def rules(request: LinkRequest) -> HttpResponse:
    """The rules by their pictograms; who was noted with a name says yes once."""
    rows = Visit.objects.filter(organisation=request.link.organisation_id).select_related("space", "person")
    visit: Visit = get_object_or_404(rows, pk=whole(request.link.key))
    person = visit.person if visit.person and not (visit.person.erased_at or visit.person.merged_into_id) else None
    if request.method == "POST" and person:
        by = house(visit.organisation_id, on_behalf_of=request.link.reference)
        accept_rules(by=by, person=person, at=timezone.now())
        return HttpResponseRedirect(request.get_full_path(), status=303)
    known = person and RulesAcceptance.objects.filter(organisation=visit.organisation_id, person=person).exists()
    context = {"space": visit.space, "rules": house_rules(), "may_say_yes": bool(person and not known), "said": known}
    return render(request, "epn/rules_link.html", context)


def house_rules() -> list[tuple[str, str]]:
    """(pictogram, words) of each rule."""
    return [
        ("clock", _("Vous avez une place pour un temps. Personne n'attend ? Vous pouvez rester.")),
        ("help", _("Vous voulez de l'aide ? Demandez-la.")),
        ("locked", _("Votre mot de passe est à vous. Ne le dites à personne.")),
        ("heart", _("Parlez doucement. Respectez les autres.")),
        ("warning", _("Pas d'images violentes, sexuelles ou racistes.")),
        ("error", _("Ne mangez pas et ne buvez pas près des ordinateurs.")),
        ("leave", _("Vous partez ? Fermez votre session.")),
    ]
