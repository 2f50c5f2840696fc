"""What other rooms ask of documents."""

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from levier.foundation.accounts.numbers import number_of
from levier.foundation.documents import storage
from levier.foundation.documents.enums import Kind
from levier.foundation.documents.models import Document
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import REGISTER, Refused

MEGABYTES = "documents_megabytes"
"""Name of the number that says how many millions of bytes an organisation may keep."""


def content_of(document: Document) -> bytes:
    """Bytes of a file, checked against its hash. Raises Refused when the file is gone or is no longer the same."""
    if document.emptied_at is not None:
        sentence = _("Ce fichier n'est plus gardé depuis le %(day)s : %(why)s.")
        raise Refused(sentence % {"day": formats.day(document.emptied_at), "why": document.get_emptied_for_display()})
    return storage.read(document.place, document.sha256)


def may_open(actor: Actor, document: Document) -> bool:
    """Does the permission that this document names allow it? A permission that is no more allows nobody."""
    needed = REGISTER.get(document.permission)
    return needed is not None and needed.allows(actor)


def documents_of(actor: Actor, about: str) -> QuerySet[Document]:
    """Documents of one object, last added first; the files that were imported have their own page."""
    mine: QuerySet[Document] = Document.objects.visible_to(actor).filter(about=about).exclude(kind=Kind.IMPORT)
    return mine.select_related("made_by")


def have_documents(actor: Actor, about: list[str]) -> bool:
    """Does one of these objects hold a document?"""
    return Document.objects.visible_to(actor).filter(about__in=about).exclude(kind=Kind.IMPORT).exists()


def names_of(actor: Actor, ids: set[int]) -> dict[int, str]:
    """Names of the documents that this actor may open, for the journal."""
    found = Document.objects.visible_to(actor).filter(pk__in=ids)
    return {one.pk: str(one) for one in found if may_open(actor, one)}


def documents_to_open(actor: Actor) -> QuerySet[Document]:
    """Every document whose permission this actor holds."""
    held = [code for code, one in REGISTER.items() if one.allows(actor)]
    mine: QuerySet[Document] = Document.objects.visible_to(actor).filter(permission__in=held)
    return mine.select_related("made_by")


def room_used(organisation_id: int) -> tuple[int, int]:
    """Bytes that an organisation keeps, and bytes that it may keep."""
    kept = Document.objects.filter(organisation_id=organisation_id, emptied_at=None)
    used = kept.aggregate(used=Sum("size"))["used"] or 0
    return used, number_of(organisation_id, MEGABYTES) * 1_000_000


def room_left(organisation_id: int) -> int:
    """Bytes that an organisation may still add. Two files at the same moment may pass it by the smaller one."""
    used, most = room_used(organisation_id)
    return most - used
