"""The page on which a partner answers, by the link of the mail and without an account."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from levier.foundation.accounts.linked import LinkRequest, linked_screen
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.actors import house
from levier.foundation.kit.forms import form_page
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.screens import note_reading
from levier.support.pathways.actions import answer_referral
from levier.support.pathways.letters import PURPOSE
from levier.support.pathways.models import Referral
from levier.support.pathways.models.referrals import LANGUAGES
from levier.support.pathways.referral_forms import ReplyForm
from levier.support.pathways.referral_queries import told_today
from levier.support.pathways.rules import may_answer


@linked_screen(PURPOSE, reads="referral.shown", methods=("GET", "POST"))
def answer(request: LinkRequest) -> HttpResponse:
    """What is asked and what the person allows to tell; then yes, no, or a day. Once answered, only that."""
    rows = Referral.objects.filter(organisation=request.link.organisation_id).exclude(partner=None)
    found = get_object_or_404(rows.select_related("person", "partner", "asked_by"), pk=whole(request.link.key))
    page = _around(request, found)
    if not may_answer(found):
        status = 410 if found.withdrawn_at else 409 if request.method == "POST" else 200
        return render(request, "pathways/referral_answered.html", page, status=status)
    told = told_today(found, timezone.localdate())
    if told is None:
        return render(request, "pathways/referral_closed.html", page, status=410)
    note_reading(request, found.person)

    def save(valid: ReplyForm) -> str:
        by = house(found.organisation_id, on_behalf_of=request.link.reference)
        answer_referral(by=by, referral=found, reply=valid.reply(), at=timezone.now())
        return request.get_full_path()

    return form_page(
        request,
        ReplyForm(request.POST or None),
        title=page["title"],
        submit=page["submit"],
        on_valid=save,
        template="pathways/referral_link.html",
        told=told,
        **{name: value for name, value in page.items() if name not in ("title", "submit")},
    )


def _around(request: LinkRequest, referral: Referral) -> dict[str, Any]:
    """What each state of the page shows: who asks, how to reach them, the other languages."""
    here = get_language()
    return {
        "referral": referral,
        "house": Organisation.objects.get(pk=referral.organisation_id),
        "languages": [(code, name, code == here) for code, name in LANGUAGES],
        "title": _("Une personne vous est adressée"),
        "submit": _("Envoyer ma réponse"),
    }
