"""All documents that one may open, with what they are about, their weight, and until when they are kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.keeping import choice_in
from levier.foundation.accounts.models import Organisation
from levier.foundation.documents.enums import Kind
from levier.foundation.documents.models import Document
from levier.foundation.documents.phrases import weight
from levier.foundation.documents.queries import documents_to_open, room_used
from levier.foundation.journal.sentences import named
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import add_months
from levier.foundation.kit.lists import Choice, Column, ListPage, Search

IMPORTED_FILES = "imported_files"
"""Name under which the association chooses how long the files of imports are kept."""


def documents_of_house(actor: Actor) -> ListPage:
    """The list page for this reader: documents and names of objects are those that they may open."""
    used, most = room_used(actor.organisation_id)
    until = _kept_until(actor)
    return ListPage(
        title=_("Documents"),
        intro=gettext(
            "Tous les fichiers que vous pouvez ouvrir. Un document s'ajoute sur la page de ce qu'il concerne. Place"
            " prise par l'association : %(used)s sur %(most)s."
        )
        % {"used": weight(used), "most": weight(most)},
        rows=documents_to_open,
        columns=(
            Column("nom", _("Document"), str, _address, ("title", "name")),
            Column("sorte", _("Sorte"), lambda one: one.get_kind_display(), None, ("kind",)),
            Column("sur", _("À propos de"), lambda one: one.whom or "–", lambda one: one.link),
            Column(
                "taille",
                _("Taille"),
                lambda one: gettext("effacé") if one.emptied_at else weight(one.size),
                None,
                ("size",),
                is_number=True,
                plain=lambda one: 0 if one.emptied_at else one.size,
            ),
            Column(
                "ajoute",
                _("Ajouté le"),
                lambda one: formats.day(one.made_at, style="short"),
                None,
                ("made_at",),
                plain=lambda one: timezone.localdate(one.made_at),
            ),
            Column("par", _("Par"), lambda one: str(one.made_by or "Levier"), None, ("made_by__name",)),
            Column("jusque", _("Gardé jusqu'au"), lambda one: _last_day(one, until), plain=until),
        ),
        default_sort=("-made_at",),
        filters=(
            Search(_("Nom du document"), _called),
            Choice("sorte", _("Sorte"), lambda actor: Kind.choices, lambda rows, kind: rows.filter(kind=kind)),
        ),
        empty=_("Les conventions, preuves et fichiers importés que vous pouvez ouvrir seront ici."),
        export_name="documents",
        after_page=lambda rows: _name_what_they_are_about(rows, actor),
    )


def _called(rows: Any, words: str) -> Any:
    wanted = Q()
    for word in words.split():
        wanted &= Q(title__icontains=word) | Q(name__icontains=word)
    return rows.filter(wanted)


def _address(one: Document) -> str | None:
    return None if one.emptied_at else reverse("documents:document", args=[one.pk])


def _kept_until(actor: Actor) -> Callable[[Document], date | None]:
    """The last day a document is kept, as the association chose; None when it stays."""
    settings = Organisation.objects.values_list("settings", flat=True).get(pk=actor.organisation_id)
    months = choice_in(settings, IMPORTED_FILES).months

    def until(one: Document) -> date | None:
        if one.emptied_at is not None:
            return timezone.localdate(one.emptied_at)
        is_kept = months is None or one.kind != Kind.IMPORT
        return None if is_kept else add_months(timezone.localdate(one.made_at), months or 0)

    return until


def _last_day(one: Document, until: Callable[[Document], date | None]) -> str:
    day = until(one)
    return formats.day(day, style="short") if day else gettext("sans limite")


def _name_what_they_are_about(documents: list[Document], actor: Actor) -> None:
    names = named({one.about for one in documents}, actor)
    for one in documents:
        one.whom, one.link = names.get(one.about, ("", None))  # type: ignore[attr-defined]
