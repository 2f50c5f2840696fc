"""Another organisation whose every word can be recognised, wherever it comes out."""

import io
import zipfile
from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import models

from levier.config.backup.tables import columns
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.accounts.tenancy import organisation_tables
from tests.house.furniture import THEIRS

MARK = "zqxcanari"
SHORT = MARK[:6]  # shorter would be met by chance in a token
SEARCHED = MARK.removeprefix("zqx")  # what is asked is shown again: it may not be what is looked for
KEPT = {
    "documents.document": {"place", "sha256", "media_type", "permission", "about", "name"},
    "accounts.invitation": {"secret_hash"},
    "activities.session": {"door_code"},
    "courses.collective": {"page_code"},
    "pathways.notedraft": {"form"},
    "pathways.referral": {"told"},
}
NAMES = {"importer", "rule_set", "sheet", "about", "field"}
"""What must stay what it is for the row to work at all: the place of a file, the name of a permission, a code."""


def mark(house: Organisation) -> int:
    """Put the marker into every text field of every row of this organisation; returns how many fields hold it."""
    count = 0
    for model in organisation_tables():
        if model._meta.label_lower.startswith("journal."):
            continue
        rows = model._base_manager.filter(organisation_id=house.pk)
        found = [field for field in model._meta.local_concrete_fields if _may_hold(model, field)]
        if found and rows.exists():
            _write(rows, found)
            count += len(found)
    people = User.objects.filter(memberships__organisation=house)
    people.update(name=f"{MARK} nom")
    Organisation.objects.filter(pk=house.pk).update(name=f"{MARK} maison", address=f"{MARK} rue", phone=MARK)
    return count


def _may_hold(model: Any, field: Any) -> bool:
    if not isinstance(field, models.CharField | models.TextField) or isinstance(field, models.UUIDField):
        return False
    is_kept = field.name in NAMES or field.name in KEPT.get(model._meta.label_lower, ())
    return not (field.choices or field.primary_key or is_kept or (field.max_length or 99) < len(SHORT))


def _write(rows: Any, fields: list[Any]) -> None:
    for number, pk in enumerate(rows.order_by("pk").values_list("pk", flat=True)):
        words = {field.name: f"{MARK}{number}"[: field.max_length] for field in fields}
        rows.filter(pk=pk).update(**words)


def is_in(answer: Any) -> bool:
    """Does an answer, its headings, or the file it brings, hold a word of the other organisation?"""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "")
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist())
    elif kind == "application/pdf":
        content = _read_pdf(content)
    words = content.decode("utf-8", "replace") + " ".join(answer.headers.values())
    return SHORT in words.lower()


def _read_pdf(data: bytes) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return words.encode()


def rows_of(house: Organisation, tables: Collection[str] | None = None) -> dict[str, Any]:
    """Every row of an organisation (in these tables), to see whether one changed. What its own people do at sign-in is
    left out."""
    return {
        model._meta.db_table: list(
            model._base_manager.filter(organisation_id=house.pk).order_by("pk").values_list(*columns(model))
        )
        for model in organisation_tables()
        if tables is None or model._meta.db_table in tables
    }


def pointing_across(tables: Collection[str]) -> list[str]:
    """Rows of these tables that point at a row of another organisation than their own."""
    found = []
    owned = {model for model in organisation_tables() if _is_owned(model)}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields if model._meta.db_table in tables else ():
            if not isinstance(field, models.ForeignKey) or field.related_model not in owned:
                continue
            mine = _house_of(model, owned)
            if mine is None:
                continue
            rows = model._base_manager.exclude(**{f"{field.name}__organisation": models.F(mine)})
            found += [
                f"{model._meta.label_lower}:{pk} {field.name}"
                for pk in rows.exclude(**{field.name: None}).values_list("pk", flat=True)
            ]
    return found


def _is_owned(model: Any) -> bool:
    return any(isinstance(f, models.ForeignKey) and f.column == "organisation_id" for f in model._meta.local_fields)


def _house_of(model: Any, owned: set[Any]) -> str | None:
    """Path to the organisation of a row: its own, or that of the first row it joins."""
    if model in owned:
        return "organisation_id"
    first = next(
        (f for f in model._meta.local_fields if isinstance(f, models.ForeignKey) and f.related_model in owned), None
    )
    return f"{first.name}__organisation_id" if first else None


def theirs(value: str) -> list[str]:
    """The same value, speaking of a row of the other organisation."""
    return [str(THEIRS), value.replace("700001", str(THEIRS))] if "700001" in value else [str(THEIRS)]
