"""Keeping files, adding them to an object, taking them away."""

import hashlib
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils.translation import gettext as _

from levier.foundation.documents import storage
from levier.foundation.documents.checks import Upload
from levier.foundation.documents.enums import Gone, Kind
from levier.foundation.documents.holders import held_by, holders
from levier.foundation.documents.models import Document
from levier.foundation.documents.names import safe_name
from levier.foundation.documents.queries import room_left
from levier.foundation.documents.uploading import MOST_UPLOADED
from levier.foundation.journal.actions import forget_details, record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Permission, Refused, demand_permission
from levier.foundation.kit.screens import reference

_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-office"),
)


def keep_file(
    *,
    by: Actor,
    kind: str,
    name: str,
    data: bytes,
    permission: Permission,
    about: str = "",
    title: str = "",
    type_known: str = "",
    at: datetime,
) -> Document:
    """Store a file under a name of our own; `permission` is what one needs to open it again.

    In the caller's transaction, which writes the journal; undone with it, the file is swept away a day later. Raises
    Refused when it is empty or too large, when the association's place is used up, or when the disk does not take it.
    """
    if not data:
        raise Refused(_("Le fichier est vide."))
    if len(data) > MOST_UPLOADED:
        raise Refused(_("Le fichier dépasse 50 Mo."))
    if len(data) > room_left(by.organisation_id):
        raise Refused(
            _(
                "La place de votre association est pleine. Retirez d'anciens documents, ou choisissez plus de place"
                " dans les réglages."
            )
        )
    return Document.objects.create(
        organisation_id=by.organisation_id,
        kind=kind,
        name=safe_name(name),
        title=title.strip()[:150],
        media_type=type_known or media_type(data),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        place=storage.put(by.organisation_id, data),
        about=about,
        permission=permission.code,
        made_by_id=by.user_id,
        made_at=at,
    )


@transaction.atomic
def attach(*, by: Actor, to: Any, upload: Upload, kind: str = Kind.OTHER, title: str = "", at: datetime) -> Document:
    """Add a file that was looked at to an object whose table signed in as a holder. Raises Refused."""
    holder = holders[to._meta.label_lower]
    demand_permission(by, holder.change)
    if to.organisation_id != by.organisation_id:
        raise Refused(_("Ce que ce document concerne n'existe pas."))
    document = keep_file(
        by=by,
        kind=kind,
        name=upload.name,
        data=upload.data,
        permission=holder.see,
        about=reference(to),
        title=title,
        type_known=upload.media_type.value,
        at=at,
    )
    change = {"about": document.about, "name": document.name, "sha256": document.sha256}
    record(by=by, verb="document.added", object=reference(document), change=change, at=at)
    return document


@transaction.atomic
def remove_document(*, by: Actor, document: Document, reason: str, at: datetime) -> Any:
    """Take a document away, with a reason; its file goes after the commit. Returns the object it was about.

    Raises Refused without a reason, and when something rests on it: a proof, an import.
    """
    found = held_by(by, document.about)
    if found is None:
        raise Refused(_("Ce que ce document concerne n'existe pas."))
    holder, about = found
    demand_permission(by, holder.change)
    if not reason.strip():
        raise Refused(_("Dites pourquoi ce document est retiré."))
    pk, place = document.pk, document.place
    change = {"about": document.about, "name": document.name, "sha256": document.sha256, "reason": reason.strip()[:300]}
    try:
        with transaction.atomic():
            document.delete()
    except ProtectedError as error:
        raise Refused(_("Une preuve s'appuie sur ce document : retirez d'abord la preuve.")) from error
    transaction.on_commit(partial(storage.remove, place), robust=True)
    record(by=by, verb="document.removed", object=f"documents.document:{pk}", change=change, at=at)
    return about


def empty_documents(documents: QuerySet[Document], *, why: Gone, at: datetime) -> int:
    """Let the bytes of these documents go after the commit and remember that there were some; how many.

    Their rows stay, on which others rest: `content_of` says why they no longer open. After an erasure not even the hash
    of what they held stays. In the transaction of an act that says so in the journal.
    """
    found = dict(documents.filter(emptied_at=None).values_list("pk", "place"))
    told: dict[str, Any] = {"emptied_at": at, "emptied_for": why}
    if why is Gone.ERASURE:
        told["sha256"] = ""
    Document.objects.filter(pk__in=found).update(**told)
    for place in found.values():
        transaction.on_commit(partial(storage.remove, place), robust=True)
    return len(found)


def move_documents(*, by: Actor, documents: list[int], to: str) -> None:
    """Let documents speak of another object; in the transaction of an act that says so in the journal (a merge)."""
    Document.objects.visible_to(by).filter(pk__in=documents).update(about=to)


def forget_documents(*, by: Actor, about: str) -> None:
    """Take away the files of an object for good, in the transaction of a person's erasure. Nothing may rest on them."""
    for document in Document.objects.visible_to(by).filter(about=about):
        forget_details(by=by, objects=[reference(document)])
        transaction.on_commit(partial(storage.remove, document.place), robust=True)
        document.delete()


def restrict_documents(*, by: Actor, about: str, permission: Permission) -> None:
    """From now on only this permission opens the files of an object: proofs of somebody who was erased."""
    Document.objects.visible_to(by).filter(about=about).update(permission=permission.code)


def media_type(data: bytes) -> str:
    """Type by content of a file that another room reads: what is not recognised is text when it is, else bytes."""
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            return found
    return "text/plain" if b"\x00" not in data[:4096] else "application/octet-stream"
