"""The logos that stand on the sheets of a format: shown, put, taken off."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.sheets.actions import put_logo, take_logo_off
from levier.activity.sheets.around import trail
from levier.activity.sheets.enums import Format
from levier.activity.sheets.formats import formats
from levier.activity.sheets.forms import LogoForm
from levier.activity.sheets.logos import logos_shown
from levier.foundation.accounts.rules import SET_ORGANISATION
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.screens import HouseRequest, screen


@screen(SET_ORGANISATION)
def logos(request: HouseRequest) -> HttpResponse:
    """Each format with its places, and what stands there."""
    shown = [
        (Format(code).label, code, [(f"{code}-{n}", *one) for n, one in enumerate(_places(request, code))])
        for code, form in formats().items()
        if form.logos
    ]
    return render(request, "sheets/logos.html", {"formats": shown, "trail": trail()})


@screen(SET_ORGANISATION, methods=("GET", "POST"))
def put(request: HouseRequest, slot: str) -> HttpResponse:
    """The picture of one place."""
    form, place, words = _slot(slot)

    def save(valid: LogoForm) -> str:
        put_logo(by=request.actor, form=form, place=place, upload=valid.cleaned_data["file"], at=timezone.now())
        say(request, _("Le logo est rangé : les prochaines feuilles de ce format le portent."))
        return reverse("sheets:logos")

    return form_page(
        request,
        LogoForm(request.POST or None, request.FILES or None),
        title=_("Logo : %(words)s") % {"words": words},
        submit=_("Ranger le logo"),
        on_valid=save,
        trail=trail((_("Logos"), reverse("sheets:logos"))),
        back=reverse("sheets:logos"),
    )


@screen(SET_ORGANISATION, methods=("GET", "POST"))
def take_off(request: HouseRequest, slot: str) -> HttpResponse:
    """The place is empty again."""
    form, place, words = _slot(slot)

    def away() -> str:
        take_logo_off(by=request.actor, form=form, place=place, at=timezone.now())
        say(request, _("Le logo est retiré."))
        return reverse("sheets:logos")

    return confirm_page(
        request,
        title=_("Retirer le logo : %(words)s") % {"words": words},
        sentence=_("Son nom sera imprimé dans un cadre, à sa place."),
        submit=_("Retirer le logo"),
        on_yes=away,
        back=reverse("sheets:logos"),
        trail=trail((_("Logos"), reverse("sheets:logos"))),
    )


def _places(request: HouseRequest, code: str) -> list[tuple[str, str]]:
    """(name, address of the picture within the page or "") of each place."""
    return logos_shown(request.actor.organisation_id, formats()[code])


def _slot(slot: str) -> tuple[str, int, str]:
    """("esf", 0, its words) of "esf-0", or 404."""
    code, _dash, number = slot.rpartition("-")
    known, place = formats().get(code), whole(number)
    if known is None or place is None or place >= len(known.logos):
        raise Http404
    return code, place, known.logos[place]
