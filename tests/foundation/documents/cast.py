"""Documents of the tests."""

from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from levier.development.projects.models import Project
from levier.foundation.accounts.enums import Role
from levier.foundation.documents.actions import attach
from levier.foundation.documents.checks import check_upload
from levier.foundation.documents.models import Document
from levier.foundation.kit.actors import house
from tests.cast import NOON
from tests.foundation.documents.samples import pdf

OFFICER = Role.PROJECT_OFFICER


def attached(to: Project, name: str = "convention.pdf", data: bytes | None = None, **changed: Any) -> Document:
    """A document of a project, added by the house."""
    upload = check_upload(name, pdf() if data is None else data)
    return attach(by=house(to.organisation_id), to=to, upload=upload, **({"kind": "agreement", "at": NOON} | changed))


def file_of(document: Document) -> Path:
    return Path(default_storage.path(document.place))


def sent(name: str = "convention.pdf", data: bytes | None = None) -> SimpleUploadedFile:
    """A file as a browser sends it; whatever type the browser claims."""
    return SimpleUploadedFile(name, pdf() if data is None else data, "application/x-whatever")


def files_on_disk(organisation_id: int) -> list[str]:
    folder = Path(default_storage.path(str(organisation_id)))
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []
