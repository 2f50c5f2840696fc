"""Settings of the association."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.actions import change_organisation
from levier.foundation.accounts.actions.organisations import PUBLIC_FIELDS
from levier.foundation.accounts.forms import OrganisationForm
from levier.foundation.accounts.keeping import choice_in
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.numbers import number_in, numbers
from levier.foundation.accounts.phrases import kept_in_words
from levier.foundation.accounts.rules import SET_ORGANISATION
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.registers import keepings, settings
from levier.foundation.kit.screens import HouseRequest, screen


@screen(SET_ORGANISATION, methods=("GET", "POST"))
def settings_page(request: HouseRequest) -> HttpResponse:
    """Name, address and language of the association; two people at once see both texts."""
    house = get_object_or_404(Organisation, pk=request.actor.organisation_id)

    def values() -> dict[str, Any]:
        return {name: getattr(house, name) for name in PUBLIC_FIELDS}

    def current() -> tuple[int, dict[str, Any]]:
        house.refresh_from_db()
        return house.version, values()

    def save(form: OrganisationForm) -> str:
        change_organisation(
            by=request.actor, at=timezone.now(), **{name: form.cleaned_data[name] for name in PUBLIC_FIELDS}
        )
        say(request, _("Les réglages de l'association sont enregistrés."))
        return reverse("accounts:settings")

    return form_page(
        request,
        OrganisationForm(request.POST or None, initial=values() | {"version": house.version}),
        title=_("Réglages de l'association"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=current,
        intro=_("Ces mots figurent sur les lettres, les rapports et les mails."),
        template="accounts/settings.html",
        lines=_lines(request, house),
    )


def _lines(request: HouseRequest, house: Organisation) -> list[tuple[Any, Any, Any, str]]:
    """What else the association chooses: (label, value as of now, text of the link, address)."""
    actor = request.actor
    mine = [one for one in settings if one.permission.allows(actor)]
    pages = [(one.label, one.value(actor), one.verb, reverse(one.url_name)) for one in mine]
    chosen = [
        (
            numbers[name].label,
            numbers[name].said(number_in(house.settings, name)),
            _("Choisir"),
            reverse("accounts:number", args=[name]),
        )
        for name in numbers.names()
    ]
    kept = [
        f"{keepings[name].label}\u202f: {kept_in_words(choice_in(house.settings, name))}" for name in keepings.names()
    ]
    return [
        *pages,
        *chosen,
        (_("Durées de conservation"), ", ".join(kept), _("Choisir"), reverse("accounts:keeping")),
    ]
