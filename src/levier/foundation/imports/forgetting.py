"""What imports keep of a person who is erased: traces of rows, corrections typed by hand, and the file itself."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import Q

from levier.foundation.documents.actions import empty_documents
from levier.foundation.documents.enums import Gone
from levier.foundation.documents.models import Document
from levier.foundation.imports.models import ImportChange, ImportRun
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Permission


def runs_about(actor: Actor, objects: Mapping[str, Sequence[int]]) -> list[ImportRun]:
    """Imports that brought or changed one of these objects, {"people.person": [12]}, whose file is still there."""
    runs = ImportChange.objects.visible_to(actor).filter(_about(objects)).values("run")
    found = ImportRun.objects.visible_to(actor).filter(pk__in=runs, document__emptied_at=None)
    return list(found.select_related("document").order_by("pk"))


def forget_objects(
    *, by: Actor, objects: Mapping[str, Sequence[int]], until: date | None, keepers: Permission, at: datetime
) -> None:
    """Forget what imports keep of these objects; in the transaction of a person's erasure.

    The file holds others too and cannot be cut: it goes whole. With `until` it is a proof: it stays, only `keepers`
    open it, and the traces that lead to it stay without their content.
    """
    traces = ImportChange.objects.visible_to(by).filter(_about(objects))
    for run in runs_about(by, objects):
        if until is None:
            empty_documents(Document.objects.filter(pk=run.document_id), why=Gone.ERASURE, at=at)
        else:
            Document.objects.filter(pk=run.document_id).update(permission=keepers.code)
        run.corrections, run.decisions = {}, {}
        run.save(update_fields=["corrections", "decisions"])
    if until is None:
        traces.delete()
    else:
        traces.update(effect=ImportChange.Effect.EQUAL, before=None)


def _about(objects: Mapping[str, Sequence[int]]) -> Q:
    wanted = Q(pk__in=[])
    for model, ids in objects.items():
        wanted |= Q(model=model, object_id__in=list(ids))
    return wanted
