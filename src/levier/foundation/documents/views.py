"""Files go out and come in: opened through their own permission, added to an object, taken away with a reason."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from levier.foundation.documents.actions import attach, remove_document
from levier.foundation.documents.enums import Kind
from levier.foundation.documents.forms import DocumentForm, RemovalForm
from levier.foundation.documents.holders import Holder, held_by
from levier.foundation.documents.lists import documents_of_house
from levier.foundation.documents.models import Document
from levier.foundation.documents.queries import content_of, may_open
from levier.foundation.documents.rules import CHANGE_DOCUMENTS, OPEN_DOCUMENTS, SEE_LIST
from levier.foundation.journal.actions import record
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, reference, screen


@screen(SEE_LIST)
def documents(request: HouseRequest) -> HttpResponse:
    """Every document that one may open."""
    return documents_of_house(request.actor).answer(request)


@screen(OPEN_DOCUMENTS, reads="document.read")
def document(request: HouseRequest, pk: int) -> HttpResponse:
    """The file itself, to keep: no browser opens it as a page of ours, whatever it holds."""
    found = _document(request, pk)
    if not may_open(request.actor, found):
        record(by=request.actor, verb="access.refused", object=reference(found))
        raise PermissionDenied
    note_reading(request, found)
    try:
        data = content_of(found)
    except Refused as error:
        context = {"title": _("Document indisponible"), "sentence": str(error), "status": 409}
        return render(request, "kit/error.html", context, status=409)
    return HttpResponse(
        data,
        content_type=found.media_type,
        headers={
            "Content-Disposition": str(content_disposition_header(True, found.name)),
            "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )


@screen(CHANGE_DOCUMENTS, methods=("GET", "POST"))
def add(request: HouseRequest, table: str, pk: int) -> HttpResponse:
    """Add a file to an object of a room above."""
    holder, about = _held(request, f"{table}:{pk}")

    def save(form: DocumentForm) -> str:
        data = form.cleaned_data
        attach(
            by=request.actor,
            to=about,
            upload=data["file"],
            kind=data["kind"],
            title=data["title"],
            at=timezone.now(),
        )
        say(request, _("Le document est ajouté."))
        return holder.page_of(about)

    return form_page(
        request,
        DocumentForm(request.POST or None, request.FILES or None),
        title=_("Ajouter un document"),
        submit=_("Ajouter le document"),
        on_valid=save,
        trail=_trail(holder, about),
        back=holder.page_of(about),
    )


@screen(CHANGE_DOCUMENTS, methods=("GET", "POST"))
def remove(request: HouseRequest, pk: int) -> HttpResponse:
    """Take a document away."""
    found = _document(request, pk)
    if found.kind == Kind.IMPORT:
        raise Http404
    holder, about = _held(request, found.about)

    def save(form: RemovalForm) -> str:
        remove_document(by=request.actor, document=found, reason=form.cleaned_data["reason"], at=timezone.now())
        say(request, _("Le document est retiré ; le journal garde son nom et la raison."))
        return holder.page_of(about)

    return form_page(
        request,
        RemovalForm(request.POST or None),
        title=_("Retirer « %(name)s »") % {"name": found},
        submit=_("Retirer le document"),
        on_valid=save,
        trail=_trail(holder, about),
        back=holder.page_of(about),
    )


def _document(request: HouseRequest, pk: int) -> Document:
    found: Document = get_object_or_404(Document.objects.visible_to(request.actor), pk=pk)
    return found


def _held(request: HouseRequest, about: str) -> tuple[Holder, Any]:
    """What a document is about, for who may change its documents; 404 for what this actor may not know."""
    found = held_by(request.actor, about)
    if found is None:
        raise Http404
    if not found[0].change.allows(request.actor):
        raise PermissionDenied
    return found


def _trail(holder: Holder, about: Any) -> list[tuple[str, str]]:
    return [(str(about), holder.page_of(about))]
