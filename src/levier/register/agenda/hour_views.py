"""When one receives: the hours of a usual week, and what is otherwise on some days."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, Scope, screen
from levier.register.agenda.actions import add_change, add_opening, change_opening, end_opening, withdraw_change
from levier.register.agenda.forms import ChangeForm, EndOpeningForm, OpeningForm, values_of_opening
from levier.register.agenda.queries import own_changes, own_openings
from levier.register.agenda.rules import KEEP_HOURS


@screen(KEEP_HOURS, scope=Scope.OWN)
def openings(request: HouseRequest) -> HttpResponse:
    """The hours in which one receives, and the days when it is otherwise."""
    today = timezone.localdate()
    rows = list(own_openings(request.actor))
    context = {
        "openings": [one for one in rows if one.last_on is None or one.last_on >= today],
        "over": [one for one in rows if one.last_on is not None and one.last_on < today],
        "changes": list(own_changes(request.actor).filter(last_on__gte=today)),
        "trail": [(_("Ma semaine"), reverse("agenda:week"))],
    }
    return render(request, "agenda/openings.html", context)


@screen(KEEP_HOURS, scope=Scope.OWN, methods=("GET", "POST"))
def new_opening(request: HouseRequest) -> HttpResponse:
    """Receive at some hours of a weekday."""

    def save(valid: OpeningForm) -> str:
        add_opening(by=request.actor, draft=valid.draft(), at=timezone.now())
        say(request, _("La plage est ouverte."))
        return reverse("agenda:openings")

    form = OpeningForm(request.POST or None, initial={"first_on": timezone.localdate(), "version": 1})
    title, submit = _("Ouvrir une plage de rendez-vous"), _("Ouvrir cette plage")
    return form_page(request, form, title=title, submit=submit, on_valid=save, **_around())


@screen(KEEP_HOURS, scope=Scope.OWN, methods=("GET", "POST"))
def edit_opening(request: HouseRequest, pk: int) -> HttpResponse:
    """Other hours."""
    found = get_object_or_404(own_openings(request.actor), pk=pk)

    def save(valid: OpeningForm) -> str:
        change_opening(by=request.actor, opening=found, draft=valid.draft(), at=timezone.now())
        say(request, _("La plage est modifiée. Les rendez-vous déjà pris restent."))
        return reverse("agenda:openings")

    return form_page(
        request,
        OpeningForm(request.POST or None, initial=values_of_opening(found)),
        title=_("Modifier la plage"),
        submit=_("Enregistrer la plage"),
        on_valid=save,
        current=lambda: (found.version, values_of_opening(found)),
        **_around(),
    )


@screen(KEEP_HOURS, scope=Scope.OWN, methods=("GET", "POST"))
def stop_opening(request: HouseRequest, pk: int) -> HttpResponse:
    """Receive no more at these hours after a day."""
    found = get_object_or_404(own_openings(request.actor), pk=pk)

    def save(valid: EndOpeningForm) -> str:
        end_opening(by=request.actor, opening=found, on=valid.cleaned_data["on"], at=timezone.now())
        say(request, _("C'est noté. Les rendez-vous déjà pris restent."))
        return reverse("agenda:openings")

    form = EndOpeningForm(request.POST or None, initial={"on": timezone.localdate()})
    title, submit = _("Arrêter la plage : %(hours)s") % {"hours": found}, _("Arrêter")
    return form_page(request, form, title=title, submit=submit, on_valid=save, **_around())


@screen(KEEP_HOURS, scope=Scope.OWN, methods=("GET", "POST"))
def new_change(request: HouseRequest) -> HttpResponse:
    """Days without appointments, or hours more."""

    def save(valid: ChangeForm) -> str:
        add_change(by=request.actor, draft=valid.draft(), at=timezone.now())
        say(request, _("C'est noté. Les rendez-vous déjà pris restent : déplacez-les s'il le faut."))
        return reverse("agenda:openings")

    form = ChangeForm(request.POST or None)
    title, submit = _("Noter une absence, ou une plage en plus"), _("Noter ces jours")
    return form_page(request, form, title=title, submit=submit, on_valid=save, **_around())


@screen(KEEP_HOURS, scope=Scope.OWN, methods=("GET", "POST"))
def remove_change(request: HouseRequest, pk: int) -> HttpResponse:
    """Those days are like others after all."""
    found = get_object_or_404(own_changes(request.actor), pk=pk)

    def yes() -> str:
        withdraw_change(by=request.actor, change=found, at=timezone.now())
        say(request, _("Ces jours sont de nouveau comme les autres."))
        return reverse("agenda:openings")

    return confirm_page(
        request,
        title=_("Retirer ces jours ?"),
        sentence=_("Vos plages habituelles valent de nouveau pour ces jours."),
        submit=_("Retirer ces jours"),
        on_yes=yes,
        **_around(),
    )


def _around() -> dict[str, Any]:
    return {"trail": [(_("Mes plages"), reverse("agenda:openings"))], "back": reverse("agenda:openings")}
