"""The page that the link of a partner opens: they propose somebody, and read what became of those they proposed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from levier.activity.activities.actions import Proposed, propose
from levier.activity.activities.actions.partnering import left_of
from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models import PartnerLink
from levier.activity.activities.partner_forms import ProposalForm
from levier.activity.activities.partner_links import PURPOSE, states_of
from levier.activity.activities.rules import may_join
from levier.foundation.accounts.linked import LinkRequest, linked_screen
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.actors import house
from levier.foundation.kit.forms import form_page
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.screens import note_reading


@linked_screen(PURPOSE, reads="partner_link.shown", methods=("GET", "POST"), for_participants=True)
def propose_by_link(request: LinkRequest) -> HttpResponse:
    """Propose somebody while the link has places; below, what this partner sent by it and nothing else."""
    number, _dash, code = request.link.key.partition("-")
    rows = PartnerLink.objects.filter(organisation=request.link.organisation_id, revoked_at=None)
    found: PartnerLink = get_object_or_404(rows.select_related("activity", "partner"), pk=whole(number), code=code)
    place = Organisation.objects.get(pk=found.organisation_id)
    page, today = _around(request, found, place), timezone.localdate()
    note_reading(request, found)
    if not found.is_open(today) or not may_join(found.activity, today) or left_of(found) <= 0:
        is_late = request.method == "POST"
        return render(request, "activities/partner_link_over.html", page, status=409 if is_late else 200)
    consent = _("La personne est d'accord : nous gardons ce qui est écrit ici et nous pouvons la contacter.")

    def save(valid: ProposalForm) -> str:
        data = valid.cleaned_data
        who = Proposed(data["first_name"], data["last_name"], data["reach"], data["language"], consent)
        by = house(found.organisation_id, on_behalf_of=f"link:{PURPOSE}:{found.pk}")
        propose(by=by, link=found, who=who, at=timezone.now())
        return f"{request.path}?envoye=1"

    return form_page(
        request,
        ProposalForm(consent, request.POST or None, initial={"language": get_language()}),
        title=_("Inscrire une personne"),
        submit=_("Envoyer la demande"),
        on_valid=save,
        template="activities/partner_link.html",
        left=left_of(found),
        **page,
    )


def _around(request: LinkRequest, found: PartnerLink, place: Organisation) -> dict[str, Any]:
    """What it is and when, how to call us, and what became of each person whom they proposed: an initial is enough."""
    sessions = found.activity.sessions.filter(kind=SessionKind.MOMENT, cancelled_at=None, starts_at__gt=timezone.now())
    coming = sessions.order_by("starts_at", "pk").first()
    sent = list(found.requests.filter(person__erased_at=None).exclude(first_name=""))
    states = states_of(found.activity, sent)
    return {
        "house": place.name,
        "phone": formats.phone(place.phone),
        "activity": found.activity,
        "partner": found.partner,
        "until": found.ends_on,
        "next": coming.starts_at if coming else None,
        "sent": [(f"{one.first_name} {one.last_name[:1].upper()}".strip(), states[one.pk], one.reason) for one in sent],
        "is_sent": request.GET.get("envoye") == "1",
    }
