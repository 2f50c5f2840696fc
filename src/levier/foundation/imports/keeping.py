"""Files of imports that are over: their bytes go once their association no longer keeps them; the run stays."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from levier.foundation.documents.actions import empty_documents
from levier.foundation.documents.enums import Gone
from levier.foundation.documents.models import Document
from levier.foundation.imports.models import ImportRun

State = ImportRun.State
OVER = (State.DONE, State.UNDONE, State.ABANDONED)


def old_files(organisation_id: int, before: datetime) -> QuerySet[Document]:
    """Files that were taken in before that moment, are still there, and that no open import reads."""
    runs: Any = ImportRun.objects.filter(organisation_id=organisation_id)
    still_read = runs.exclude(state__in=OVER).values("document_id")
    found: QuerySet[Document] = Document.objects.filter(
        organisation_id=organisation_id, kind=Document.Kind.IMPORT, made_at__lt=before, emptied_at=None
    ).exclude(pk__in=still_read)
    return found


def let_files_go(organisation_id: int, before: datetime, at: datetime) -> int:
    """Empty them, in the caller's transaction; how many."""
    return empty_documents(old_files(organisation_id, before), why=Gone.AGE, at=at)
