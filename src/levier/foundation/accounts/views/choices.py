"""Pages of the settings: one number that a rule reads, and how long things are kept, with what would go."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.actions.choices import choose_keeping, choose_number
from levier.foundation.accounts.forms import KeepingForm, NumberForm
from levier.foundation.accounts.keeping import choice_in, dry_run
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.numbers import number_in, numbers
from levier.foundation.accounts.phrases import kept_in_words
from levier.foundation.accounts.rules import SET_ORGANISATION
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.registers import keepings
from levier.foundation.kit.screens import HouseRequest, screen


@screen(SET_ORGANISATION, methods=("GET", "POST"))
def choose(request: HouseRequest, number: str) -> HttpResponse:
    """Choose one number."""
    if number not in numbers:
        raise Http404
    house = _house(request)

    def current() -> tuple[int, dict[str, Any]]:
        house.refresh_from_db()
        return house.version, {"value": number_in(house.settings, number)}

    def save(form: NumberForm) -> str:
        choose_number(by=request.actor, name=number, value=form.cleaned_data["value"], at=timezone.now())
        say(request, _("Le choix est enregistré."))
        return reverse("accounts:settings")

    initial = {"value": number_in(house.settings, number), "version": house.version}
    return form_page(
        request,
        NumberForm(numbers[number], request.POST or None, initial=initial),
        title=numbers[number].label,
        submit=_("Enregistrer"),
        on_valid=save,
        current=current,
        trail=[(_("Réglages"), reverse("accounts:settings"))],
        back=reverse("accounts:settings"),
    )


@screen(SET_ORGANISATION)
def keeping(request: HouseRequest) -> HttpResponse:
    """How long each thing is kept, and what of it would go the next night."""
    house, now = _house(request), timezone.now()
    lines = []
    for name in keepings.names():
        choice = choice_in(house.settings, name)
        lines.append((name, keepings[name], kept_in_words(choice), dry_run(house.pk, keepings[name], choice, now)))
    context = {"lines": lines, "trail": [(_("Réglages"), reverse("accounts:settings"))]}
    return render(request, "accounts/keeping.html", context)


@screen(SET_ORGANISATION, methods=("GET", "POST"))
def keep(request: HouseRequest, kept: str) -> HttpResponse:
    """Choose how long one thing is kept."""
    if kept not in keepings:
        raise Http404
    house = _house(request)

    def current() -> tuple[int, dict[str, Any]]:
        house.refresh_from_db()
        return house.version, {"months": choice_in(house.settings, kept).months}

    def save(form: KeepingForm) -> str:
        choose_keeping(by=request.actor, name=kept, months=form.cleaned_data["months"], at=timezone.now())
        say(request, _("Le choix est enregistré. Il agit à partir de la nuit prochaine : voyez ici ce qui partira."))
        return reverse("accounts:keeping")

    initial = {"months": choice_in(house.settings, kept).months, "version": house.version}
    return form_page(
        request,
        KeepingForm(request.POST or None, initial=initial),
        title=keepings[kept].label,
        submit=_("Enregistrer"),
        on_valid=save,
        current=current,
        intro=keepings[kept].what,
        trail=[
            (_("Réglages"), reverse("accounts:settings")),
            (_("Durées de conservation"), reverse("accounts:keeping")),
        ],
        back=reverse("accounts:keeping"),
    )


def _house(request: HouseRequest) -> Organisation:
    return get_object_or_404(Organisation, pk=request.actor.organisation_id)
