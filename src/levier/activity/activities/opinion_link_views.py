"""The page on which people touch a face, on a tablet at the door or on their own phone; nothing of them is kept."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.actions import give_opinion
from levier.activity.activities.models import Survey
from levier.activity.activities.opinion_forms import OpinionForm
from levier.activity.activities.opinion_views import PURPOSE
from levier.foundation.accounts.linked import LinkRequest, linked_screen
from levier.foundation.kit.actors import house
from levier.foundation.kit.forms import form_page
from levier.foundation.kit.numbers import whole


@linked_screen(PURPOSE, methods=("GET", "POST"), for_participants=True)
def answer(request: LinkRequest) -> HttpResponse:
    """A face for each question; then thanks, and the next person."""
    number, _dash, code = request.link.key.partition("-")
    rows = Survey.objects.filter(organisation=request.link.organisation_id).select_related("activity")
    found: Survey = get_object_or_404(rows, pk=whole(number), code=code)
    if request.method == "GET" and request.GET.get("merci") == "1":
        return render(request, "activities/opinion_thanks.html", {"activity": found.activity, "again": request.path})

    def save(form: OpinionForm) -> str:
        by = house(found.organisation_id, on_behalf_of=f"link:{PURPOSE}:{found.pk}")
        give_opinion(by=by, survey=found, faces=form.faces, at=timezone.now())
        return f"{request.path}?merci=1"

    return form_page(
        request,
        OpinionForm(found.asked, request.POST or None),
        title=_("Votre avis nous aide"),
        submit=_("Envoyer mon avis"),
        on_valid=save,
        template="activities/opinion_link.html",
        activity=found.activity,
    )
