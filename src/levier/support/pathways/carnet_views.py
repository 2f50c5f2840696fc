"""The carnet of one person: asked, then printed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from levier.foundation.kit.languages import read_by
from levier.foundation.kit.paper import as_pdf
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.support.pathways.carnet import carnet_of
from levier.support.pathways.forms import CarnetForm
from levier.support.pathways.person_views import person_of, trail
from levier.support.pathways.rules import SEE_PATHWAYS, meets_restricted


@screen(SEE_PATHWAYS)
def carnet(request: HouseRequest, pk: int) -> HttpResponse:
    """What the carnet holds, and whether the person wants what is restricted in it."""
    person = person_of(request, pk)
    may_ask = bool(meets_restricted(request.actor, person))
    form = CarnetForm(initial={"language": read_by(person.language)}, may_ask=may_ask)
    return render(request, "pathways/carnet.html", {"person": person, "form": form, "trail": trail(person)})


@screen(SEE_PATHWAYS, reads="carnet.printed")
def carnet_paper(request: HouseRequest, pk: int) -> HttpResponse:
    """The PDF. Who may not read what is restricted gets a carnet without it, whatever is asked."""
    person = person_of(request, pk)
    note_reading(request, person)
    form = CarnetForm(request.GET, may_ask=bool(meets_restricted(request.actor, person)))
    asked = form.cleaned_data if form.is_valid() else {}
    paper = carnet_of(
        request.actor,
        person,
        timezone.now(),
        with_restricted=asked.get("with_restricted", False),
        language=asked.get("language", ""),
    )
    headed = {"Content-Disposition": f'inline; filename="carnet-{person.pk}.pdf"'}
    return HttpResponse(as_pdf(paper), content_type="application/pdf", headers=headed)
