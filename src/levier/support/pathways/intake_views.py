"""A first talk on one screen: the person, their request, what blocks, the next step."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.screens import HouseRequest, screen
from levier.register.people.duplicates import known_like
from levier.support.pathways.actions import receive
from levier.support.pathways.intake_forms import IntakeForm
from levier.support.pathways.rules import WRITE_PATHWAYS


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def intake(request: HouseRequest) -> HttpResponse:
    """A first talk, noted in five minutes; who looks alike is shown before a second file is made."""
    form = IntakeForm(request.actor, request.POST or None)
    trail = [(_("Accompagnements"), reverse("pathways:pathways"))]

    def save(valid: IntakeForm) -> str:
        made = receive(by=request.actor, identity=valid.identity(), talk=valid.talk(), at=timezone.now())
        say(request, _("L'accompagnement commence."))
        return reverse("pathways:diagnosis", args=[made.pk])

    if request.method == "POST" and "certain" not in request.POST and form.is_valid():
        found = known_like(request.actor, form.cleaned_data)
        if found:
            return render(request, "people/alike.html", {"form": form, "alike": found, "trail": trail}, status=422)
    return form_page(
        request,
        form,
        title=_("Premier accueil"),
        submit=_("Commencer l'accompagnement"),
        on_valid=save,
        template="pathways/intake.html",
        trail=trail,
        back=reverse("pathways:mine"),
    )
