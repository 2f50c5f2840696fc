"""What the pages of the room have in common."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from levier.activity.sheets.models import Certificate
from levier.foundation.accounts.links import link_token
from levier.foundation.kit.paper import PDF
from levier.foundation.kit.screens import HouseRequest
from levier.register.people.models import Person

CERTIFICATE = "certificate"
"""Purpose of the link that a certificate carries."""
YEARS = timedelta(days=3653)
"""How long a certificate can be verified."""


def found(request: HouseRequest, model: Any, pk: int, *related: str) -> Any:
    """A row of this organisation, or 404."""
    rows = model.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related(*related) if related else rows, pk=pk)


def person_of(request: HouseRequest, pk: int) -> Person:
    """A person whom this colleague may meet, or 404."""
    row: Person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    return row


def trail(*more: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Breadcrumb down from the list of sheets."""
    return [(_("Feuilles de présences"), reverse("sheets:sheets")), *more]


def address_of(request: HouseRequest, certificate: Certificate, since: datetime) -> str:
    """The whole address by which a certificate is verified, for ten years from its making."""
    token = link_token(certificate.organisation_id, CERTIFICATE, certificate.pk, since + YEARS)
    return request.build_absolute_uri(reverse("sheets:verify", args=[token]))


def pdf(content: bytes, name: str) -> HttpResponse:
    headed = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, content_type=PDF, headers=headed)
