"""A social file opened for some hours: asked with a reason, read, ended, read over."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.accounts.numbers import number_of
from levier.foundation.accounts.post import full_address
from levier.foundation.kit import formats
from levier.foundation.kit.actors import house
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.support.pathways.actions import end_access, open_exceptionally, review_access
from levier.support.pathways.actions.exceptional import HOURS
from levier.support.pathways.enums import GoalState
from levier.support.pathways.exceptional_forms import AskForm, ReviewForm
from levier.support.pathways.exceptional_lists import ACCESSES, accesses
from levier.support.pathways.models import ExceptionalAccess
from levier.support.pathways.person_views import person_of, trail
from levier.support.pathways.queries import diagnosis_of, notes_of, open_pathway_of, plan_of, referents_of
from levier.support.pathways.rules import (
    OPEN_EXCEPTIONALLY,
    REVIEW_ACCESS,
    may_end_access,
    may_open_exceptionally,
    may_review_access,
)

NOTES = 50
"""Notes shown, the latest: an emergency is not the place to read ten years."""


@screen(OPEN_EXCEPTIONALLY, methods=("GET", "POST"))
def ask(request: HouseRequest, pk: int) -> HttpResponse:
    """Say why; the file opens at once. Whoever has it open already is led to it."""
    person, now = person_of(request, pk), timezone.now()
    mine = ExceptionalAccess.objects.visible_to(request.actor).running(now).filter(user=request.actor.user_id)
    if running := mine.filter(person=person).first():
        return HttpResponseRedirect(reverse("pathways:opened_file", args=[running.pk]), status=303)
    may = may_open_exceptionally(request.actor, person)

    def save(valid: AskForm) -> str:
        site = full_address(request, "/").rstrip("/")
        reason = valid.cleaned_data["reason"]
        made = open_exceptionally(by=request.actor, person=person, reason=reason, site=site, at=timezone.now())
        return reverse("pathways:opened_file", args=[made.pk])

    return form_page(
        request,
        AskForm(request.POST or None),
        title=_("Accès exceptionnel au dossier"),
        submit=_("Ouvrir le dossier"),
        on_valid=save,
        template="pathways/access_ask.html",
        person=person,
        may=may,
        hours=number_of(request.actor.organisation_id, HOURS),
        trail=trail(person),
        back=reverse("people:person", args=[person.pk]),
    )


@screen(OPEN_EXCEPTIONALLY, reads="exceptional.read")
def opened(request: HouseRequest, pk: int) -> HttpResponse:
    """The social file, to read only, while one's access opens it; notes for their author only stay closed."""
    rows = ExceptionalAccess.objects.visible_to(request.actor).filter(user=request.actor.user_id)
    found = get_object_or_404(rows.filter(person__merged_into=None, person__erased_at=None), pk=pk)
    person = found.person
    if not found.opens_at(timezone.now()):
        warn(request, _("Votre accès s'est terminé : %(end)s.") % {"end": formats.moment(found.closed_at)})
        return HttpResponseRedirect(reverse("people:person", args=[person.pk]), status=303)
    note_reading(request, person)
    # Read as the house: what is restricted is met, and a note that is its author's only is nobody's here.
    by = house(request.actor.organisation_id, on_behalf_of=request.actor.reference)
    pathway, diagnosis = open_pathway_of(by, person), diagnosis_of(by, person)
    context = {
        "access": found,
        "person": person,
        "pathway": pathway,
        "colleagues": [one for one in referents_of(pathway) if one.ended_on is None] if pathway else [],
        "themes": [one for one in diagnosis.themes if one.holds or one.helps or one.facts or one.lifted],
        "goals": [one for one in plan_of(by, person) if one.state == GoalState.OPEN],
        "notes": list(notes_of(by, person)[:NOTES]),
        "today": timezone.localdate(),
        "trail": trail(person),
    }
    return render(request, "pathways/access_file.html", context)


@screen(REVIEW_ACCESS)
def listed(request: HouseRequest) -> HttpResponse:
    """Who opened whose file, when, why, until when, and who read it over."""
    return ACCESSES.answer(request)


@screen(OPEN_EXCEPTIONALLY)
def access(request: HouseRequest, pk: int) -> HttpResponse:
    """One access, for who opened it, who accompanies the person, and who leads."""
    found, now = _access(request, pk), timezone.now()
    may_review = REVIEW_ACCESS.allows(request.actor) and bool(may_review_access(request.actor, found))
    context = {
        "access": found,
        "is_running": found.opens_at(now),
        "is_mine": found.user_id == request.actor.user_id,
        "may_end": found.opens_at(now) and bool(may_end_access(request.actor, found)),
        "may_review": may_review,
        "trail": _trail(request),
    }
    return render(request, "pathways/access.html", context)


@screen(OPEN_EXCEPTIONALLY, methods=("POST",))
def end(request: HouseRequest, pk: int) -> HttpResponse:
    """Close a file before its time."""
    found = _access(request, pk)
    try:
        end_access(by=request.actor, access=found, at=timezone.now())
        say(request, _("L'accès est terminé : le dossier est refermé."))
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(reverse("pathways:access", args=[found.pk]), status=303)


@screen(REVIEW_ACCESS, methods=("GET", "POST"))
def review(request: HouseRequest, pk: int) -> HttpResponse:
    """Say that one has read over why a file was opened."""
    found = _access(request, pk)

    def save(valid: ReviewForm) -> str:
        review_access(by=request.actor, access=found, remark=valid.cleaned_data["remark"], at=timezone.now())
        say(request, _("L'accès est relu."))
        return reverse("pathways:accesses")

    page = reverse("pathways:access", args=[found.pk])
    return form_page(
        request,
        ReviewForm(request.POST or None),
        title=_("Relire cet accès"),
        submit=_("C'est relu"),
        on_valid=save,
        intro=_("%(who)s, pour le dossier de %(person)s : « %(reason)s »")
        % {"who": found.user, "person": found.person, "reason": found.reason},
        trail=_trail(request),
        back=page,
    )


def _access(request: HouseRequest, pk: int) -> ExceptionalAccess:
    found: ExceptionalAccess = get_object_or_404(accesses(request.actor), pk=pk)
    return found


def _trail(request: HouseRequest) -> list[tuple[Any, str]]:
    if REVIEW_ACCESS.allows(request.actor):
        return [(gettext_lazy("Accès exceptionnels"), reverse("pathways:accesses"))]
    return []
