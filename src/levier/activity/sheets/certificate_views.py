"""Certificates: of a month, of an activity; their list; the public page that says whether one stands."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.models import Activity
from levier.activity.activities.rules import NOTE_PRESENCES, SEE_PRESENCES
from levier.activity.sheets.actions import issue_certificate
from levier.activity.sheets.around import address_of, pdf, person_of, trail
from levier.activity.sheets.certificate_papers import certificate_paper, result_of
from levier.activity.sheets.certifying import changed_since
from levier.activity.sheets.enums import CertificateKind
from levier.activity.sheets.forms import CertificateForm
from levier.activity.sheets.lists import CERTIFICATES, validity
from levier.activity.sheets.models import Certificate
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.paper import as_pdf
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.models import Person

MOST_ACTIVITIES = 100


@screen(SEE_PRESENCES)
def certificates(request: HouseRequest) -> HttpResponse:
    """All of them, and whether each still says what is noted."""
    return CERTIFICATES.answer(request, trail=trail())


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def new(request: HouseRequest, pk: int) -> HttpResponse:
    """Certify what somebody attended."""
    person = person_of(request, pk)
    attended = Activity.objects.visible_to(request.actor).filter(
        sessions__attendances__person=person, sessions__attendances__minutes__gt=0
    )
    activities = list(attended.distinct().order_by("-starts_on", "pk")[:MOST_ACTIVITIES])

    def save(form: CertificateForm) -> str:
        said = form.cleaned_data
        activity = form.activities.get(said["what"])
        row = issue_certificate(
            by=request.actor, person=person, month=said["month"], activity=activity, at=timezone.now()
        )
        return _page(row)

    back = reverse("people:person", args=[person.pk])
    form = CertificateForm(request.POST or None, activities=activities, initial={"month": timezone.localdate()})
    return form_page(
        request,
        form,
        title=_("Attestation de présence"),
        submit=_("Faire l'attestation"),
        intro=_("Elle dit exactement ce qui est noté : jours, demi-jours, heures, et les absences d'un mois."),
        on_valid=save,
        trail=[(_("Personnes"), reverse("people:people")), (str(person), back)],
        back=back,
    )


@screen(SEE_PRESENCES, reads="sheets.certificate_read")
def certificate(request: HouseRequest, pk: int) -> HttpResponse:
    """One certificate, as it was made."""
    row = _certificate(request, pk)
    note_reading(request, row)
    row.is_changed = row.revoked_at is None and bool(changed_since(request.actor, [row]))  # type: ignore[attr-defined]
    is_public = row.kind != CertificateKind.MONTH
    context = {
        "certificate": row,
        "state": validity(row),
        "address": address_of(request, row, row.issued_at) if is_public else "",
        "modules": [(title, result_of(word)) for title, _minutes, word in row.said.get("modules", [])],
        "may_note": NOTE_PRESENCES.allows(request.actor),
        "trail": trail((_("Attestations"), reverse("sheets:certificates"))),
    }
    return render(request, "sheets/certificate.html", context)


@screen(SEE_PRESENCES, reads="sheets.certificate_printed")
def paper(request: HouseRequest, pk: int) -> HttpResponse:
    """Its PDF: what was said then, whatever is noted now."""
    row = _certificate(request, pk)
    note_reading(request, row)
    made = certificate_paper(row, address_of(request, row, row.issued_at))
    return pdf(as_pdf(made), f"attestation-{row}")


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def redo(request: HouseRequest, pk: int) -> HttpResponse:
    """Make it again from what is noted now; this one is valid no more."""
    row = _certificate(request, pk)

    def again() -> str:
        month = row.first_on if row.activity is None else None
        made = issue_certificate(
            by=request.actor,
            person=row.person,
            month=month,
            activity=row.activity,
            kind="" if row.activity is None else row.kind,
            at=timezone.now(),
        )
        say(request, _("L'attestation %(number)s remplace celle d'avant.") % {"number": made})
        return _page(made)

    return confirm_page(
        request,
        title=_("Refaire l'attestation %(number)s") % {"number": row},
        sentence=_("Une nouvelle attestation dira ce qui est noté maintenant. Celle-ci ne sera plus valable."),
        submit=_("Refaire l'attestation"),
        on_yes=again,
        back=_page(row),
        trail=trail((_("Attestations"), reverse("sheets:certificates"))),
    )


def _certificate(request: HouseRequest, pk: int) -> Certificate:
    rows = Certificate.objects.visible_to(request.actor).filter(person__in=Person.objects.visible_to(request.actor))
    row: Certificate = get_object_or_404(rows.select_related("person", "activity", "organisation"), pk=pk)
    return row


def _page(row: Certificate) -> str:
    return reverse("sheets:certificate", args=[row.pk])
