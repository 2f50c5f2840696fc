"""Everything that stands in the database, to show that nothing was written, or that all is as before."""

from typing import Any

from django.apps import apps

APART = {"imports.ImportRun", "imports.ImportChange", "imports.Layout", "documents.Document"} | {
    "journal.Head",
    "journal.Line",
    "journal.Detail",
}
"""What remembers that an import was tried and taken back: its own rows, the file, the journal, the visit."""


def everything(*, apart: set[str] = frozenset()) -> dict[str, list[Any]]:  # type: ignore[assignment]
    """All rows of all our tables by model, but those of the models `apart`."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model.__module__.startswith(("levier.", "django_tasks_db")) and model._meta.label not in apart
    }
