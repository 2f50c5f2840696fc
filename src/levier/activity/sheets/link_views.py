"""The public page of a certificate: does it stand, and for what? Of the person, a first name and an initial."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from levier.activity.sheets.around import CERTIFICATE
from levier.activity.sheets.enums import CertificateKind
from levier.activity.sheets.models import Certificate
from levier.foundation.accounts.linked import LinkRequest, linked_screen
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.screens import note_reading

PASSED = ("acquired", "exempt")
"""Results that anybody may read: who did not pass a module is not told so here."""


@linked_screen(CERTIFICATE, reads="sheets.certificate_verified", for_participants=True)
def verify(request: LinkRequest) -> HttpResponse:
    """What was certified, and whether it was replaced since."""
    rows = Certificate.objects.filter(organisation=request.link.organisation_id)
    rows = rows.exclude(kind=CertificateKind.MONTH)
    row: Certificate = get_object_or_404(rows.select_related("person"), pk=whole(request.link.key))
    if row.person.erased_at or not row.said.get("lines"):
        raise Http404
    note_reading(request, row)
    lines = row.said["lines"]
    there = [date.fromisoformat(line[0]) for line in lines if line[3]] or [row.first_on]
    context = {
        "certificate": row,
        "who": _short(row.person.first_name, row.person.last_name),
        "what": lines[0][1],
        "days": sorted(set(there)),
        "minutes": row.said.get("minutes", 0),
        "modules": [title for title, _minutes, result in row.said.get("modules", []) if result in PASSED],
    }
    return render(request, "sheets/verify.html", context)


def _short(first: str, last: str) -> str:
    """ "Mariam D."; of one name only, its initial."""
    initial = f"{last[:1]}." if last else ""
    return f"{first} {initial}".strip()
