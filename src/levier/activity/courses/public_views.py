"""The public page of a collective: what its members show, and how it is opened and taken back."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.models import Session
from levier.activity.courses.actions import publish, withdraw
from levier.activity.courses.around import around_collective, found
from levier.activity.courses.collective_forms import PageForm
from levier.activity.courses.models import Collective
from levier.activity.courses.rules import RUN_COLLECTIVES
from levier.foundation.accounts.linked import LinkRequest, linked_screen
from levier.foundation.accounts.links import link_token
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.screens import HouseRequest, screen

PURPOSE = "collective"
SHOWN = 5


def address_of(request: HouseRequest, row: Collective) -> str:
    """The address to publish, "" while the page is not open. It changes with the year, and the old one opens on."""
    if not row.page_code:
        return ""
    until = datetime(timezone.localdate().year + 2, 1, 1, tzinfo=BRUSSELS)
    token = link_token(row.organisation_id, PURPOSE, f"{row.pk}-{row.page_code}", until)
    return request.build_absolute_uri(reverse("courses:collective_page", args=[token]))


@screen(RUN_COLLECTIVES, methods=("GET", "POST"))
def public_page(request: HouseRequest, pk: int) -> HttpResponse:
    """What the members decided to show."""
    row: Collective = found(request, Collective, pk, "activity")
    before = {
        "decided_on": row.page_decided_on or timezone.localdate(),
        "words": row.page_words or row.activity.summary,
        "shows_sessions": row.page_sessions,
        "shows_contact": row.page_contact,
        "members": [one.pk for one in row.members.filter(is_shown=True, left_on=None)],
        "version": row.version,
    }

    def save(valid: PageForm) -> str:
        publish(by=request.actor, collective=row, draft=valid.draft(), at=timezone.now())
        say(request, _("La page publique est ouverte. Son adresse est sur la page du collectif."))
        return reverse("courses:collective", args=[row.pk])

    return form_page(
        request,
        PageForm(row, request.POST or None, initial=before),
        title=_("Page publique du collectif"),
        submit=_("Ouvrir la page") if not row.page_code else _("Enregistrer"),
        intro=_("Ce sont les membres qui décident. La page montre seulement ce qui est coché ou écrit ici."),
        on_valid=save,
        current=lambda: (row.version, before),
        **around_collective(row),
    )


@screen(RUN_COLLECTIVES, methods=("GET", "POST"))
def take_back(request: HouseRequest, pk: int) -> HttpResponse:
    """The page opens no more."""
    row: Collective = found(request, Collective, pk, "activity")

    def away() -> str:
        withdraw(by=request.actor, collective=row, at=timezone.now())
        say(request, _("La page publique est retirée : son adresse n'ouvre plus rien."))
        return reverse("courses:collective", args=[row.pk])

    return confirm_page(
        request,
        title=_("Retirer la page publique"),
        sentence=_("Son adresse n'ouvrira plus rien, tout de suite. Ce qui est écrit reste pour une autre fois."),
        submit=_("Retirer la page"),
        on_yes=away,
        **around_collective(row),
    )


@linked_screen(PURPOSE, for_participants=True)
def collective_page(request: LinkRequest) -> HttpResponse:
    """What a collective shows to everybody: its name, and what its members chose."""
    number, _dash, code = request.link.key.partition("-")
    rows = Collective.objects.filter(organisation=request.link.organisation_id)
    row: Collective = get_object_or_404(rows.select_related("activity", "organisation"), pk=whole(number))
    if not code or code != row.page_code or row.handed_on:
        return render(request, "courses/collective_over.html", status=410)
    sessions = Session.objects.filter(activity=row.activity_id, cancelled_at=None, starts_at__gte=timezone.now())
    shown = row.members.filter(is_shown=True, left_on=None).select_related("person")
    context = {
        "collective": row,
        "house": row.organisation,
        "names": [one.person.first_name if one.person else one.first_name for one in shown],
        "sessions": list(sessions.select_related("place").order_by("starts_at")[:SHOWN]) if row.page_sessions else [],
    }
    return render(request, "courses/collective_page.html", context)
