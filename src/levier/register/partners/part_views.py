"""What hangs on a partner: contacts, programmes, places."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.lists import Column, ListPage, Search
from levier.foundation.kit.screens import HouseRequest, screen
from levier.register.partners.actions import (
    add_contact,
    change_contact,
    end_contact,
    keep_place,
    keep_programme,
    remove_unused,
)
from levier.register.partners.forms import ContactForm, EndForm, PlaceForm, ProgrammeForm, values_of
from levier.register.partners.models import Contact, Partner, Place, Programme
from levier.register.partners.rules import CHANGE_PARTNERS, SEE_PARTNERS


def page_of(partner: Partner) -> str:
    return reverse("partners:partner", args=[partner.pk])


def trail(partner: Partner | None = None) -> list[tuple[str, str]]:
    """Breadcrumb down to a partner."""
    return [
        (_("Partenaires"), reverse("partners:partners")),
        *([(partner.name, page_of(partner))] if partner else []),
    ]


@screen(CHANGE_PARTNERS, methods=("GET", "POST"))
def new_contact(request: HouseRequest, pk: int) -> HttpResponse:
    """Somebody to speak with at a partner."""
    found = get_object_or_404(Partner.objects.visible_to(request.actor), pk=pk)

    def add(form: ContactForm) -> str:
        add_contact(by=request.actor, partner=found, values=form.values(), at=timezone.now())
        say(request, _("Le contact est ajouté."))
        return page_of(found)

    return form_page(
        request,
        ContactForm(request.POST or None),
        title=_("Ajouter un contact"),
        submit=_("Ajouter le contact"),
        on_valid=add,
        trail=trail(found),
        back=page_of(found),
    )


def _contact(request: HouseRequest, pk: int) -> Contact:
    found: Contact = get_object_or_404(Contact.objects.visible_to(request.actor).select_related("partner"), pk=pk)
    return found


@screen(CHANGE_PARTNERS, methods=("GET", "POST"))
def edit_contact(request: HouseRequest, pk: int) -> HttpResponse:
    """Change a contact."""
    found = _contact(request, pk)
    before = values_of(found, ContactForm)

    def save(form: ContactForm) -> str:
        change_contact(by=request.actor, contact=found, values=form.values(), at=timezone.now())
        say(request, _("Les modifications sont enregistrées."))
        return page_of(found.partner)

    return form_page(
        request,
        ContactForm(request.POST or None, initial=before),
        title=_("Modifier le contact"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        trail=trail(found.partner),
        back=page_of(found.partner),
    )


@screen(CHANGE_PARTNERS, methods=("GET", "POST"))
def finish_contact(request: HouseRequest, pk: int) -> HttpResponse:
    """Say that somebody is no longer our contact; the name stays among the former ones."""
    found = _contact(request, pk)

    def end(form: EndForm) -> str:
        end_contact(by=request.actor, contact=found, on=form.cleaned_data["on"], at=timezone.now())
        say(request, _("Le contact est terminé ; son nom reste parmi les anciens contacts."))
        return page_of(found.partner)

    return form_page(
        request,
        EndForm(request.POST or None, initial={"on": timezone.localdate()}),
        title=_("Terminer le contact avec %(name)s") % {"name": found.name},
        submit=_("Terminer le contact"),
        on_valid=end,
        trail=trail(found.partner),
        back=page_of(found.partner),
    )


@screen(CHANGE_PARTNERS, methods=("GET", "POST"))
def new_programme(request: HouseRequest, pk: int) -> HttpResponse:
    """A programme of this funder."""
    found = get_object_or_404(Partner.objects.visible_to(request.actor), pk=pk)
    return _programme(request, Programme(funder=found), _("Ajouter un programme"), _("Le programme est ajouté."))


@screen(CHANGE_PARTNERS, methods=("GET", "POST"))
def edit_programme(request: HouseRequest, pk: int) -> HttpResponse:
    """Change a programme."""
    found = get_object_or_404(Programme.objects.visible_to(request.actor).select_related("funder"), pk=pk)
    return _programme(request, found, _("Modifier le programme"), _("Les modifications sont enregistrées."))


def _programme(request: HouseRequest, programme: Programme, title: str, said: str) -> HttpResponse:
    before = values_of(programme, ProgrammeForm)

    def keep(form: ProgrammeForm) -> str:
        keep_programme(by=request.actor, programme=programme, values=form.values(), at=timezone.now())
        say(request, said)
        return page_of(programme.funder)

    return form_page(
        request,
        ProgrammeForm(request.POST or None, initial=before),
        title=title,
        submit=_("Enregistrer le programme"),
        on_valid=keep,
        current=(lambda: (before["version"], before)) if programme.pk else None,
        removal=reverse("partners:remove_programme", args=[programme.pk]) if programme.pk else "",
        trail=trail(programme.funder),
        back=page_of(programme.funder),
    )


PLACES = ListPage(
    title=gettext_lazy("Lieux"),
    rows=lambda actor: Place.objects.visible_to(actor).select_related("partner"),
    columns=(
        Column(
            "nom",
            gettext_lazy("Lieu"),
            lambda one: one.name,
            lambda one: reverse("partners:edit_place", args=[one.pk]),
            ("name",),
        ),
        Column(
            "adresse",
            gettext_lazy("Adresse"),
            lambda one: ", ".join(filter(None, [one.street, f"{one.postcode} {one.commune}".strip()])) or "–",
        ),
        Column("places", gettext_lazy("Places"), lambda one: one.capacity or "–", None, ("capacity",), is_number=True),
        Column("partenaire", gettext_lazy("Chez"), lambda one: one.partner or _("nos locaux")),
    ),
    default_sort=("name",),
    filters=(Search(gettext_lazy("Nom"), lambda rows, words: rows.filter(name__icontains=words)),),
    empty=gettext_lazy("Vos salles et les adresses de vos partenaires seront ici : là où se passent les activités."),
    export_name="lieux",
)


@screen(SEE_PARTNERS)
def places(request: HouseRequest) -> HttpResponse:
    """All places, ours and those of partners."""
    return PLACES.answer(request, actions=[(_("Ajouter un lieu"), reverse("partners:new_place"))])


@screen(CHANGE_PARTNERS, methods=("GET", "POST"))
def new_place(request: HouseRequest) -> HttpResponse:
    """A new place; `?chez=12` proposes the partner it belongs to."""
    near = request.GET.get("chez", "")
    initial = {"partner": int(near)} if near.isdecimal() and len(near) < 12 else {}
    return _place(request, Place(), initial, _("Ajouter un lieu"), _("Le lieu est ajouté."))


@screen(CHANGE_PARTNERS, methods=("GET", "POST"))
def edit_place(request: HouseRequest, pk: int) -> HttpResponse:
    """Change a place."""
    found = get_object_or_404(Place.objects.visible_to(request.actor).select_related("partner"), pk=pk)
    initial = values_of(found, PlaceForm)
    return _place(request, found, initial, _("Modifier le lieu"), _("Les modifications sont enregistrées."))


def _place(request: HouseRequest, place: Place, initial: dict[str, Any], title: str, said: str) -> HttpResponse:
    def keep(form: PlaceForm) -> str:
        kept = keep_place(by=request.actor, place=place, values=form.values(), at=timezone.now())
        say(request, said)
        return page_of(kept.partner) if kept.partner else reverse("partners:places")

    return form_page(
        request,
        PlaceForm(request.actor, request.POST or None, initial=initial),
        title=title,
        submit=_("Enregistrer le lieu"),
        on_valid=keep,
        current=(lambda: (initial["version"], initial)) if place.pk else None,
        removal=reverse("partners:remove_place", args=[place.pk]) if place.pk else "",
        trail=[(_("Lieux"), reverse("partners:places"))],
        back=reverse("partners:places"),
    )


@screen(CHANGE_PARTNERS, methods=("GET", "POST"))
def remove_partner(request: HouseRequest, pk: int) -> HttpResponse:
    """A partner written by mistake."""
    found = get_object_or_404(Partner.objects.visible_to(request.actor), pk=pk)
    return _remove(request, found, page_of(found), reverse("partners:partners"))


@screen(CHANGE_PARTNERS, methods=("GET", "POST"))
def remove_place(request: HouseRequest, pk: int) -> HttpResponse:
    """A place written by mistake."""
    found = get_object_or_404(Place.objects.visible_to(request.actor), pk=pk)
    places = reverse("partners:places")
    return _remove(request, found, places, places)


@screen(CHANGE_PARTNERS, methods=("GET", "POST"))
def remove_programme(request: HouseRequest, pk: int) -> HttpResponse:
    """A programme written by mistake."""
    found = get_object_or_404(Programme.objects.visible_to(request.actor).select_related("funder"), pk=pk)
    return _remove(request, found, page_of(found.funder), page_of(found.funder))


def _remove(request: HouseRequest, row: Partner | Place | Programme, back: str, after: str) -> HttpResponse:
    name = row.name

    def remove() -> str:
        remove_unused(by=request.actor, row=row, at=timezone.now())
        say(request, _("« %(name)s » est retiré.") % {"name": name})
        return after

    return confirm_page(
        request,
        title=_("Retirer « %(name)s » ?") % {"name": name},
        sentence=_("Pour ce qui a été noté par erreur. Si une autre fiche en parle, rien n'est retiré."),
        submit=_("Retirer"),
        on_yes=remove,
        back=back,
        is_danger=True,
        trail=trail(),
    )
