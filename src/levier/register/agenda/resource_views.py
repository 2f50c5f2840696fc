"""Rooms and equipment: the list, when one is taken, booked, given back; named and retired."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.kit import formats
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.lists import Choice, Column, ListPage
from levier.foundation.kit.screens import HouseRequest, screen
from levier.register.agenda.actions import add_resource, change_resource, give_back, retire_resource, take_resource
from levier.register.agenda.enums import ResourceKind
from levier.register.agenda.models import Resource, ResourceBooking
from levier.register.agenda.resource_forms import BookForm, ResourceForm, values_of_resource
from levier.register.agenda.rules import BOOK_RESOURCES, KEEP_RESOURCES, SEE_RESOURCES

MOST = 60
STATES = (("usage", gettext_lazy("en usage")), ("retires", gettext_lazy("retirés")))


def page_of(resource: Resource) -> str:
    return reverse("agenda:resource", args=[resource.pk])


def _in_state(rows: Any, value: str) -> Any:
    return rows.filter(retired_on=None) if value == "usage" else rows.exclude(retired_on=None)


def _next_uses(resources: list[Resource]) -> None:
    """What is next in each room of one page: two queries."""
    of_one = ResourceBooking.objects.live().filter(resource=OuterRef("pk"), ends_at__gt=timezone.now())
    first = Subquery(of_one.order_by("starts_at", "pk").values("pk")[:1])
    keys = dict(Resource.objects.filter(pk__in=[one.pk for one in resources]).values_list("pk", first))
    found = ResourceBooking.objects.in_bulk([pk for pk in keys.values() if pk])
    for one in resources:
        one.next_use = found.get(keys.get(one.pk))  # type: ignore[attr-defined]


def _next(resource: Resource) -> str:
    found = getattr(resource, "next_use", None)
    return f"{formats.moment(found.starts_at, style='near')} – {found.title}" if found else "–"


RESOURCES = ListPage(
    title=gettext_lazy("Salles et matériel"),
    intro=gettext_lazy("Une chose à la fois : une séance planifiée dans une salle la réserve."),
    rows=lambda actor: Resource.objects.visible_to(actor).select_related("place"),
    columns=(
        Column("nom", gettext_lazy("Nom"), str, page_of, ("name",)),
        Column("quoi", gettext_lazy("Quoi"), lambda one: one.get_kind_display(), None, ("kind", "name")),
        Column("lieu", gettext_lazy("Lieu"), lambda one: str(one.place or "–")),
        Column("prochain", gettext_lazy("Prochain usage"), _next),
        Column("note", gettext_lazy("Bon à savoir"), lambda one: one.note or "–"),
    ),
    default_sort=("-kind", "name"),
    filters=(
        Choice("quoi", gettext_lazy("Quoi"), lambda actor: ResourceKind.choices, lambda rows, v: rows.filter(kind=v)),
        Choice("etat", gettext_lazy("État"), lambda actor: STATES, _in_state),
    ),
    empty=gettext_lazy("Les salles et le matériel à réserver seront ici : une salle, un projecteur, des portables."),
    export_name="salles-et-materiel",
    after_page=_next_uses,
)


def _trail() -> list[tuple[Any, str]]:
    return [(_("Salles et matériel"), reverse("agenda:resources"))]


def _resource(request: HouseRequest, pk: int) -> Resource:
    rows = Resource.objects.visible_to(request.actor).select_related("place")
    found: Resource = get_object_or_404(rows, pk=pk)
    return found


@screen(SEE_RESOURCES)
def resources(request: HouseRequest) -> HttpResponse:
    """All of them, with what is next in each."""
    begin = [(_("Ajouter une salle ou du matériel"), reverse("agenda:new_resource"))]
    return RESOURCES.answer(request, actions=begin)


@screen(SEE_RESOURCES)
def resource(request: HouseRequest, pk: int) -> HttpResponse:
    """One of them, and when it is taken."""
    found = _resource(request, pk)
    rows = found.bookings.live().filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")[:MOST]
    context = {
        "resource": found,
        "bookings": rows,
        "may_book": BOOK_RESOURCES.allows(request.actor) and found.retired_on is None,
        "may_keep": KEEP_RESOURCES.allows(request.actor),
        "trail": _trail(),
    }
    return render(request, "agenda/resource.html", context)


@screen(KEEP_RESOURCES, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """A room or equipment that is booked from now on."""

    def save(form: ResourceForm) -> str:
        made = add_resource(by=request.actor, values=form.values(), at=timezone.now())
        say(request, _("C'est ajouté : on peut le réserver."))
        return page_of(made)

    form = ResourceForm(request.actor, request.POST or None)
    title, submit = _("Ajouter une salle ou du matériel"), _("Ajouter")
    back = reverse("agenda:resources")
    return form_page(request, form, title=title, submit=submit, on_valid=save, trail=_trail(), back=back)


@screen(KEEP_RESOURCES, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Say it otherwise."""
    found = _resource(request, pk)
    before = values_of_resource(found)

    def save(form: ResourceForm) -> str:
        change_resource(by=request.actor, resource=found, values=form.values(), at=timezone.now())
        say(request, _("Les modifications sont enregistrées."))
        return page_of(found)

    return form_page(
        request,
        ResourceForm(request.actor, request.POST or None, initial=before),
        title=_("Modifier : %(name)s") % {"name": found},
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        trail=_trail(),
        back=page_of(found),
    )


@screen(KEEP_RESOURCES, methods=("GET", "POST"))
def retire(request: HouseRequest, pk: int) -> HttpResponse:
    """It is booked no more."""
    found = _resource(request, pk)

    def yes() -> str:
        retire_resource(by=request.actor, resource=found, on=timezone.localdate(), at=timezone.now())
        say(request, _("C'est retiré. Ce qui est réservé le reste."))
        return reverse("agenda:resources")

    return confirm_page(
        request,
        title=_("Ne plus réserver ceci ?"),
        sentence=_("« %(name)s » ne se réservera plus. Ce qui est déjà réservé le reste.") % {"name": found},
        submit=_("Ne plus le réserver"),
        on_yes=yes,
        back=page_of(found),
        trail=_trail(),
    )


@screen(BOOK_RESOURCES, methods=("GET", "POST"))
def book(request: HouseRequest, pk: int) -> HttpResponse:
    """Book it for something that is no session."""
    found = _resource(request, pk)

    def save(form: BookForm) -> str:
        take_resource(by=request.actor, claim=form.claim(found), at=timezone.now())
        say(request, _("C'est réservé."))
        return page_of(found)

    return form_page(
        request,
        BookForm(request.POST or None, initial={"on": timezone.localdate()}),
        title=_("Réserver : %(name)s") % {"name": found},
        submit=_("Réserver"),
        on_valid=save,
        trail=_trail(),
        back=page_of(found),
    )


@screen(BOOK_RESOURCES, methods=("GET", "POST"))
def free(request: HouseRequest, pk: int) -> HttpResponse:
    """It is not needed after all."""
    rows = ResourceBooking.objects.visible_to(request.actor).live().select_related("resource")
    found: ResourceBooking = get_object_or_404(rows, pk=pk)

    def yes() -> str:
        give_back(by=request.actor, booking=found, at=timezone.now())
        say(request, _("C'est de nouveau libre."))
        return page_of(found.resource)

    return confirm_page(
        request,
        title=_("Rendre cette réservation ?"),
        sentence=_("« %(title)s » n'aura plus %(name)s.") % {"title": found.title, "name": found.resource},
        submit=_("Rendre"),
        on_yes=yes,
        back=page_of(found.resource),
        trail=_trail(),
    )
