"""A station or a thing that is lent: its log, its loans."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.epn.actions import add_equipment, change_equipment, note_upkeep, take_back
from levier.activity.epn.around import A_YEAR, STATION, found, linked, trail_of
from levier.activity.epn.forms import (
    EQUIPMENT_COLUMNS,
    EditEquipmentForm,
    EquipmentForm,
    TakeBackForm,
    UpkeepForm,
    values_of,
)
from levier.activity.epn.lists import EQUIPMENT
from levier.activity.epn.models import Equipment, Loan, Station
from levier.activity.epn.rules import RUN_SPACES, SEE_SPACES, SET_SPACES
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.screens import HouseRequest, screen

MOST_LINES = 50


@screen(SEE_SPACES)
def station(request: HouseRequest, pk: int) -> HttpResponse:
    """A station: its log, and the address of the page that stands open on it."""
    row: Station = found(request, Station, pk, "space")
    context = {
        "thing": row,
        "log": list(row.upkeep.select_related("noted_by")[:MOST_LINES]),
        "link": linked(request, STATION, row.pk, timezone.now(), A_YEAR),
        "note": reverse("epn:station_upkeep", args=[row.pk]),
        "change": reverse("epn:edit_station", args=[row.pk]),
        "may_run": RUN_SPACES.allows(request.actor),
        "may_set": SET_SPACES.allows(request.actor),
        "trail": trail_of(row.space),
    }
    return render(request, "epn/station.html", context)


@screen(SEE_SPACES)
def thing(request: HouseRequest, pk: int) -> HttpResponse:
    """A thing that is lent: where it is, who had it, its log."""
    row: Equipment = found(request, Equipment, pk, "space")
    context = {
        "thing": row,
        "loans": list(
            row.loans.filter(person__erased_at=None).select_related("person").order_by("-lent_on", "-pk")[:MOST_LINES]
        ),
        "log": list(row.upkeep.select_related("noted_by")[:MOST_LINES]),
        "note": reverse("epn:thing_upkeep", args=[row.pk]),
        "change": reverse("epn:edit_equipment", args=[row.pk]),
        "may_run": RUN_SPACES.allows(request.actor),
        "may_set": SET_SPACES.allows(request.actor),
        "trail": _trail(),
    }
    return render(request, "epn/thing.html", context)


@screen(SEE_SPACES)
def equipment(request: HouseRequest) -> HttpResponse:
    """What is lent, and where it is."""
    return EQUIPMENT.answer(request, actions=[(_("Ajouter un objet"), reverse("epn:new_equipment"))])


@screen(SET_SPACES, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """Another thing that may be lent."""

    def save(valid: EquipmentForm) -> str:
        row = add_equipment(by=request.actor, values=_said(valid), at=timezone.now())
        say(request, _("L'objet est ajouté."))
        return reverse("epn:thing", args=[row.pk])

    back = reverse("epn:equipment")
    form = EquipmentForm(request.actor, request.POST or None)
    title = _("Ajouter un objet à prêter")
    return form_page(request, form, title=title, submit=_("Ajouter"), on_valid=save, trail=_trail(), back=back)


@screen(SET_SPACES, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Name it otherwise."""
    row: Equipment = found(request, Equipment, pk)
    before = values_of(row, EQUIPMENT_COLUMNS)

    def save(valid: EditEquipmentForm) -> str:
        change_equipment(by=request.actor, equipment=row, values=_said(valid), at=timezone.now())
        say(request, _("L'objet est à jour."))
        return reverse("epn:thing", args=[row.pk])

    return form_page(
        request,
        EditEquipmentForm(request.actor, request.POST or None, initial=before),
        title=_("Modifier l'objet"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (row.version, before),
        trail=_trail(),
        back=reverse("epn:thing", args=[row.pk]),
    )


@screen(RUN_SPACES, methods=("GET", "POST"))
def station_upkeep(request: HouseRequest, pk: int) -> HttpResponse:
    """A line of the log of a station."""
    row: Station = found(request, Station, pk, "space")
    back = reverse("epn:station", args=[row.pk])
    return _upkeep(request, back, trail_of(row.space, (str(row), back)), station=row)


@screen(RUN_SPACES, methods=("GET", "POST"))
def thing_upkeep(request: HouseRequest, pk: int) -> HttpResponse:
    """A line of the log of a thing that is lent."""
    row: Equipment = found(request, Equipment, pk)
    back = reverse("epn:thing", args=[row.pk])
    return _upkeep(request, back, [*_trail(), (str(row), back)], equipment=row)


@screen(RUN_SPACES, methods=("GET", "POST"))
def take_back_loan(request: HouseRequest, pk: int) -> HttpResponse:
    """The thing is back."""
    rows = Loan.objects.visible_to(request.actor).filter(returned_on=None, person__merged_into=None)
    row: Loan = get_object_or_404(rows.select_related("equipment", "person"), pk=pk)
    back = reverse("epn:thing", args=[row.equipment_id])

    def save(valid: TakeBackForm) -> str:
        take_back(by=request.actor, loan=row, at=timezone.now(), **valid.cleaned_data)
        say(request, _("Le retour est noté."))
        return back

    form = TakeBackForm(request.POST or None)
    title = _("Noter le retour : %(thing)s") % {"thing": row.equipment}
    return form_page(request, form, title=title, submit=_("Noter le retour"), on_valid=save, trail=_trail(), back=back)


def _upkeep(request: HouseRequest, back: str, trail: Any, **of: Any) -> HttpResponse:
    def save(valid: UpkeepForm) -> str:
        note_upkeep(by=request.actor, at=timezone.now(), **valid.cleaned_data, **of)
        say(request, _("La ligne est ajoutée au carnet."))
        return back

    form = UpkeepForm(request.POST or None)
    title = _("Noter dans le carnet d'entretien")
    return form_page(request, form, title=title, submit=_("Noter"), on_valid=save, trail=trail, back=back)


def _said(form: Any) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in EQUIPMENT_COLUMNS}


def _trail() -> list[tuple[Any, str]]:
    return [(_("Espace numérique"), reverse("epn:spaces")), (_("Matériel à prêter"), reverse("epn:equipment"))]
