"""Certificates of a course: for one person, for everybody in it."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.courses.actions import certify, certify_all
from levier.activity.courses.around import around, around_course, candidate_of, found, page_of
from levier.activity.courses.models import Course
from levier.activity.courses.rules import RUN_COURSES
from levier.foundation.kit.forms import confirm_page, say
from levier.foundation.kit.screens import HouseRequest, screen


@screen(RUN_COURSES, methods=("GET", "POST"))
def certificate(request: HouseRequest, pk: int) -> HttpResponse:
    """The certificate of one person."""
    row = candidate_of(request, pk)

    def make() -> str:
        made = certify(by=request.actor, candidate=row, at=timezone.now())
        return reverse("sheets:certificate", args=[made.pk])

    return confirm_page(
        request,
        title=_("Attestation de formation : %(who)s") % {"who": row.person},
        sentence=_("Elle dit les heures suivies, les modules avec leur résultat, les stages, comme ils sont notés."),
        submit=_("Faire l'attestation"),
        on_yes=make,
        **around(row),
    )


@screen(RUN_COURSES, methods=("GET", "POST"))
def certificates(request: HouseRequest, pk: int) -> HttpResponse:
    """The certificates of everybody in the course."""
    row: Course = found(request, Course, pk, "activity")

    def make() -> str:
        n = len(certify_all(by=request.actor, course=row, at=timezone.now()))
        words = ngettext("%(n)s attestation est faite.", "%(n)s attestations sont faites.", n) % {"n": n}
        say(request, words if n else _("Chaque personne a déjà son attestation, et elle est à jour."))
        return f"{reverse('sheets:certificates')}?quoi=course&etat=valid" if n else page_of(row)

    return confirm_page(
        request,
        title=_("Attestations de la formation"),
        sentence=_("Une attestation pour chaque personne qui a suivi la formation. Celles qui sont à jour restent."),
        submit=_("Faire les attestations"),
        on_yes=make,
        **around_course(row),
    )
