"""The national number on screen: the switch of the house, noting it, reading it in full, which the journal tells."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.contact_views import page_of, trail
from levier.register.people.forms import AuthorisationForm, NationalForm
from levier.register.people.models import NationalNumber, Person
from levier.register.people.national import (
    authorisation,
    authorise,
    drop_number,
    note_number,
    open_number,
    with_number,
)
from levier.register.people.rules import NATIONAL_NUMBERS, SET_NATIONAL_NUMBERS

NOT_ALLOWED = gettext_lazy("Votre association n'a pas noté d'autorisation : le numéro national ne se garde pas.")


@screen(SET_NATIONAL_NUMBERS, methods=("GET", "POST"))
def national_setting(request: HouseRequest) -> HttpResponse:
    """May this house keep national numbers, and by which authorisation?"""
    back = reverse("accounts:settings")

    def keep(form: AuthorisationForm) -> str:
        authorise(by=request.actor, reference_of=form.cleaned_data["reference"], at=timezone.now())
        say(request, _("Le choix est enregistré."))
        return back

    return form_page(
        request,
        AuthorisationForm(request.POST or None, initial={"reference": authorisation(request.actor)}),
        title=_("Numéro national"),
        submit=_("Enregistrer"),
        on_valid=keep,
        intro=_("Sans autorisation, le numéro national ne se demande pas et ne se garde pas."),
        back=back,
    )


@screen(NATIONAL_NUMBERS, methods=("GET", "POST"))
def national(request: HouseRequest, pk: int) -> HttpResponse:
    """Note the number of a person, replace it or take it away; the one that is kept is not shown."""
    found = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    allowed = authorisation(request.actor)

    def keep(form: NationalForm) -> str:
        number = form.cleaned_data["number"]
        if number:
            note_number(by=request.actor, person=found, text=number, at=timezone.now())
            say(request, _("Le numéro est noté, et caché."))
        else:
            drop_number(by=request.actor, person=found, at=timezone.now())
            say(request, _("Aucun numéro n'est gardé."))
        return page_of(found)

    return form_page(
        request,
        NationalForm(request.POST or None),
        title=_("Numéro national"),
        submit=_("Enregistrer"),
        on_valid=keep,
        intro=_("Onze chiffres. Laissez vide pour n'en garder aucun.") if allowed else NOT_ALLOWED,
        trail=trail(found),
        back=page_of(found),
    )


@screen(NATIONAL_NUMBERS, reads="person.number_read")
def national_number(request: HouseRequest, pk: int) -> HttpResponse:
    """The whole number of a person."""
    found = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    held = get_object_or_404(NationalNumber.objects.visible_to(request.actor), person=found)
    note_reading(request, found)
    try:
        number = open_number(request.actor, held)
    except Refused as refusal:
        number = str(refusal)
    return render(request, "people/number.html", {"number": number, "person": found, "trail": trail(found)})


@screen(NATIONAL_NUMBERS, methods=("GET", "POST"))
def by_number(request: HouseRequest) -> HttpResponse:
    """Find a person by their exact number, which travels in no address."""

    def find(form: NationalForm) -> str:
        found = with_number(request.actor, form.cleaned_data["number"]).first()
        if found is None:
            raise Refused(_("Aucune fiche n'a ce numéro."))
        return page_of(found)

    return form_page(
        request,
        NationalForm(request.POST or None),
        title=_("Chercher par numéro national"),
        submit=_("Chercher"),
        on_valid=find,
        trail=[(_("Personnes"), reverse("people:people"))],
        back=reverse("people:people"),
    )
