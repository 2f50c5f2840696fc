"""Spaces as they are settled: hours, stations, what the label asks."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.epn.actions import (
    add_hours,
    add_minimum,
    add_space,
    add_station,
    change_minimum,
    change_space,
    change_station,
)
from levier.activity.epn.actions import (
    withdraw_hours as withdraw,
)
from levier.activity.epn.around import A_YEAR, QUEUE, found, linked, trail_of
from levier.activity.epn.enums import Weekday
from levier.activity.epn.forms import (
    MINIMUM_COLUMNS,
    SPACE_COLUMNS,
    STATION_COLUMNS,
    EditMinimumForm,
    EditSpaceForm,
    EditStationForm,
    HoursForm,
    MinimumForm,
    SpaceForm,
    StationForm,
    values_of,
)
from levier.activity.epn.models import LabelMinimum, OpeningHours, Space, Station
from levier.activity.epn.queries import board_of, is_open_now, measured_against_label
from levier.activity.epn.rules import RUN_SPACES, SEE_SPACES, SET_SPACES
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, screen


@screen(SEE_SPACES)
def spaces(request: HouseRequest) -> HttpResponse:
    """Each space, whether it is open now, and the way to its desk."""
    now = timezone.now()
    rows = Space.objects.visible_to(request.actor).select_related("place").prefetch_related("hours", "stations")
    context = {
        "spaces": [(one, is_open_now(one.hours.all(), now), len(one.stations.all())) for one in rows],
        "may_run": RUN_SPACES.allows(request.actor),
        "may_set": SET_SPACES.allows(request.actor),
    }
    return render(request, "epn/spaces.html", context)


@screen(SEE_SPACES)
def space(request: HouseRequest, pk: int) -> HttpResponse:
    """The week of a space, held against the label; its stations."""
    row: Space = found(request, Space, pk, "place")
    now = timezone.now()
    hours = list(row.hours.all())
    context = {
        "space": row,
        "week": [(label, [one for one in hours if one.weekday == day]) for day, label in Weekday.choices],
        "has_hours": bool(hours),
        "measured": measured_against_label(request.actor, hours, timezone.localdate(now)),
        "stations": board_of(request.actor, row, now).stations,
        "queue_address": linked(request, QUEUE, row.pk, now, A_YEAR),
        "may_run": RUN_SPACES.allows(request.actor),
        "may_set": SET_SPACES.allows(request.actor),
        "trail": [(_("Espace numérique"), reverse("epn:spaces"))],
    }
    return render(request, "epn/space.html", context)


@screen(SET_SPACES, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """Open a space."""

    def save(valid: SpaceForm) -> str:
        row = add_space(by=request.actor, values=_said(valid, SPACE_COLUMNS), at=timezone.now())
        say(request, _("L'espace est créé. Ajoutez ses heures et ses postes."))
        return reverse("epn:space", args=[row.pk])

    back = reverse("epn:spaces")
    form = SpaceForm(request.actor, request.POST or None)
    trail = [(_("Espace numérique"), back)]
    title = _("Ajouter un espace numérique")
    return form_page(request, form, title=title, submit=_("Ajouter"), on_valid=save, trail=trail, back=back)


@screen(SET_SPACES, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Settle it otherwise."""
    row: Space = found(request, Space, pk)
    before = values_of(row, SPACE_COLUMNS)

    def save(valid: EditSpaceForm) -> str:
        change_space(by=request.actor, space=row, values=_said(valid, SPACE_COLUMNS), at=timezone.now())
        say(request, _("L'espace est à jour."))
        return _page(row)

    return form_page(
        request,
        EditSpaceForm(request.actor, request.POST or None, initial=before),
        title=_("Régler l'espace"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (row.version, before),
        **_around(row),
    )


@screen(SET_SPACES, methods=("GET", "POST"))
def new_hours(request: HouseRequest, pk: int) -> HttpResponse:
    """Open at hours of each week."""
    row: Space = found(request, Space, pk)

    def save(valid: HoursForm) -> str:
        add_hours(by=request.actor, space=row, at=timezone.now(), **valid.cleaned_data)
        say(request, _("Les heures sont ajoutées."))
        return _page(row)

    form = HoursForm(request.POST or None)
    title = _("Ajouter des heures d'ouverture")
    return form_page(request, form, title=title, submit=_("Ajouter"), on_valid=save, **_around(row))


@screen(SET_SPACES, methods=("GET", "POST"))
def withdraw_hours(request: HouseRequest, pk: int) -> HttpResponse:
    """Close at these hours."""
    row: OpeningHours = found(request, OpeningHours, pk, "space")

    def yes() -> str:
        withdraw(by=request.actor, hours=row, at=timezone.now())
        say(request, _("Ces heures sont retirées."))
        return _page(row.space)

    return confirm_page(
        request,
        title=_("Retirer ces heures d'ouverture ?"),
        sentence=_("L'espace n'est plus ouvert à ces heures. Les visites déjà notées restent."),
        things=[row],
        submit=_("Retirer"),
        on_yes=yes,
        **_around(row.space),
    )


@screen(SEE_SPACES)
def minima(request: HouseRequest) -> HttpResponse:
    """What the label asks, kind by kind and day by day."""
    rows = list(LabelMinimum.objects.visible_to(request.actor))
    trail = [(_("Espace numérique"), reverse("epn:spaces"))]
    context = {"minima": rows, "may_set": SET_SPACES.allows(request.actor), "trail": trail}
    return render(request, "epn/minima.html", context)


@screen(SET_SPACES, methods=("GET", "POST"))
def new_minimum(request: HouseRequest) -> HttpResponse:
    """Another minimum, from a day on."""

    def save(valid: MinimumForm) -> str:
        add_minimum(by=request.actor, values=_said(valid, MINIMUM_COLUMNS), at=timezone.now())
        say(request, _("Le minimum est ajouté."))
        return reverse("epn:minima")

    form = MinimumForm(request.POST or None)
    title = _("Ajouter un minimum du label")
    return form_page(request, form, title=title, submit=_("Ajouter"), on_valid=save, **_around_minima())


@screen(SET_SPACES, methods=("GET", "POST"))
def edit_minimum(request: HouseRequest, pk: int) -> HttpResponse:
    """Correct it, or say that it was checked."""
    row: LabelMinimum = found(request, LabelMinimum, pk)
    before = values_of(row, MINIMUM_COLUMNS)

    def save(valid: EditMinimumForm) -> str:
        change_minimum(by=request.actor, minimum=row, values=_said(valid, MINIMUM_COLUMNS), at=timezone.now())
        say(request, _("Le minimum est à jour."))
        return reverse("epn:minima")

    return form_page(
        request,
        EditMinimumForm(request.POST or None, initial=before),
        title=_("Corriger un minimum du label"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (row.version, before),
        **_around_minima(),
    )


@screen(SET_SPACES, methods=("GET", "POST"))
def new_station(request: HouseRequest, pk: int) -> HttpResponse:
    """Put a station in it."""
    row: Space = found(request, Space, pk)

    def save(valid: StationForm) -> str:
        add_station(by=request.actor, space=row, at=timezone.now(), **valid.cleaned_data)
        say(request, _("Le poste est ajouté."))
        return _page(row)

    form = StationForm(request.POST or None)
    title = _("Ajouter un poste")
    return form_page(request, form, title=title, submit=_("Ajouter"), on_valid=save, **_around(row))


@screen(SET_SPACES, methods=("GET", "POST"))
def edit_station(request: HouseRequest, pk: int) -> HttpResponse:
    """Number a station otherwise."""
    row: Station = found(request, Station, pk, "space")
    before = values_of(row, STATION_COLUMNS)

    def save(valid: EditStationForm) -> str:
        change_station(by=request.actor, station=row, at=timezone.now(), **_said(valid, STATION_COLUMNS))
        say(request, _("Le poste est à jour."))
        return reverse("epn:station", args=[row.pk])

    return form_page(
        request,
        EditStationForm(request.POST or None, initial=before),
        title=_("Modifier le poste"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (row.version, before),
        **_around(row.space),
    )


def _said(form: Any, columns: tuple[str, ...]) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in columns}


def _page(row: Space) -> str:
    return reverse("epn:space", args=[row.pk])


def _around(row: Space) -> dict[str, Any]:
    return {"trail": trail_of(row), "back": _page(row)}


def _around_minima() -> dict[str, Any]:
    back = reverse("epn:minima")
    return {"trail": [(_("Espace numérique"), reverse("epn:spaces")), (_("Minima du label"), back)], "back": back}
