"""A person's own copy: all that rooms hold of them, to read and to take elsewhere (GDPR articles 15 and 20)."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import Organisation, User
from levier.foundation.documents.models import Document
from levier.foundation.documents.queries import content_of
from levier.foundation.journal.models import Line
from levier.foundation.journal.sentences import tell
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.languages import is_proofread, read_by
from levier.foundation.kit.paper import Listing, Paper, Text, as_pdf
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.registers import exporters
from levier.foundation.kit.screens import reference
from levier.foundation.outbox.models import Message
from levier.register.people.models import ContactPoint, KnownNumber, Person, Photo
from levier.register.people.rules import COPY_PEOPLE

WORDS_ONLY = frozenset({"search", "name_key", "sound_key", "key"})
"""Columns computed from others: they tell nothing more."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table, as machines keep them and as people read them."""

    table: str
    title: str
    rows: list[dict[str, Any]]
    lines: list[str]


def own_rows(actor: Actor, person: Person) -> Mapping[str, Iterable[Any]]:
    """What this room holds of a person, and the rooms below: messages sent, who read or changed the file."""
    points = ContactPoint.objects.filter(person=person)
    addresses = points.values("value")
    lines = Line.objects.filter(organisation_id=actor.organisation_id, object=reference(person)).order_by("number")
    return {
        "people.person": [person],
        "people.contactpoint": points,
        "people.othername": person.other_names.all(),
        "people.languageskill": person.languages.all(),
        "people.mandate": person.mandates.select_related("partner"),
        "people.photo": Photo.objects.filter(person=person).select_related("document"),
        "documents.document": Document.objects.visible_to(actor).filter(about=reference(person)),
        "people.knownnumber": KnownNumber.objects.filter(person=person),
        "outbox.message": Message.objects.visible_to(actor).filter(address__in=addresses, is_secret=False),
        "journal.line": lines,
    }


def parts_of(actor: Actor, person: Person) -> list[Part]:
    """All that is held of a person, table by table; tables without a row are left out."""
    parts = []
    for _name, room in exporters.pairs():
        for table, rows in room.rows(actor, person).items():
            listed = list(rows)
            if listed:
                lines = _told(listed, actor) if table == "journal.line" else [_sentence(row) for row in listed]
                parts.append(Part(table, str(room.tables[table]), [_row(row) for row in listed], lines))
    return parts


def copy_of(*, by: Actor, person: Person, house: str, at: datetime) -> bytes:
    """A zip: `copie.pdf` to read, `donnees.json` for another service, and the files held, under `documents/`.

    Raises Refused to whom may not prepare it. A file that no longer opens is named, and does not stop the rest.
    """
    demand_permission(by, COPY_PEOPLE)
    parts = parts_of(by, person)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("copie.pdf", as_pdf(paper_of(parts, person, house, at)))
        tables: dict[str, list[dict[str, Any]]] = {}
        for part in parts:  # several rooms hold documents
            tables.setdefault(part.table, []).extend(part.rows)
        data = {"made_at": at, "tables": tables}
        archive.writestr("donnees.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        for document in _files(by, parts):
            try:
                archive.writestr(f"documents/{document.pk}-{document.name}", content_of(document))
            except Refused as refusal:
                archive.writestr(f"documents/{document.pk}-absent.txt", str(refusal))
    return packed.getvalue()


def paper_of(parts: list[Part], person: Person, house: str, at: datetime) -> Paper:
    """The copy as a paper, in plain words: why it is given, then table after table."""
    blocks = [Listing(part.lines, heading=part.title) for part in parts]
    title = _("Copie de mes données")
    return Paper(house, title, str(person), f"{title} · {person}", [*_why(person, house), *blocks], at)


def _why(person: Person, house: str) -> list[Text]:
    """Why the copy is given, in the language of the page; first in the person's, when it is another."""
    theirs = read_by(person.language)
    here = Text(_reasons(house))
    if theirs == formats.language():
        return [here]
    with translation.override(theirs):
        unread = [] if is_proofread(theirs) else [_("Cette traduction n'a pas encore été relue.")]
        return [Text([*_reasons(house), *unread], language=theirs), here]


def _reasons(house: str) -> list[str]:
    return [
        _("Voici tout ce que %(house)s garde à votre sujet, et qui a ouvert votre fiche.") % {"house": house},
        _("Vous pouvez demander de corriger, d'effacer ou de limiter ce qui est écrit ici. Demandez à l'accueil."),
    ]


def _files(actor: Actor, parts: list[Part]) -> list[Document]:
    ids = [row["id"] for part in parts if part.table == "documents.document" for row in part.rows]
    return list(Document.objects.visible_to(actor).filter(pk__in=ids).order_by("pk"))


def _row(row: Any) -> dict[str, Any]:
    """Every column but computed ones: the person's own words and what gives them sense."""
    fields = [field for field in row._meta.concrete_fields if field.name not in WORDS_ONLY]
    return {field.attname: field.value_from_object(row) for field in fields if field.name != "organisation"}


def _sentence(row: Any) -> str:
    """A row as people read it: "Atelier, 15 juin 2026 · Présence : présent".

    First what it belongs to, then the columns that have a name in words and a value. A row that names a colleague to
    the person says it itself, by `told_to_person()`.
    """
    if hasattr(row, "told_to_person"):
        return str(row.told_to_person())
    fields = row._meta.concrete_fields
    told = [str(owner) for field in fields if field.is_relation and (owner := _owner(row, field))]
    for field in fields:
        if isinstance(field.verbose_name, Promise) and not field.is_relation and (value := _value(row, field)):
            told.append(_("%(label)s : %(value)s") % {"label": capfirst(str(field.verbose_name)), "value": value})
    return " · ".join(told) or str(row)


def _owner(row: Any, field: Any) -> Any:
    """What a row belongs to, when it is neither the person, nor the house, nor a colleague."""
    return None if field.related_model in (Person, User, Organisation) else getattr(row, field.name)


def _value(row: Any, field: Any) -> str:
    value = getattr(row, field.name)
    if field.choices and value != "":
        return str(getattr(row, f"get_{field.name}_display")() or "")
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        return formats.moment(value)
    if isinstance(value, date):
        return formats.day(value)
    return "" if value in (None, "") else str(value)


def _told(lines: list[Any], actor: Actor) -> list[str]:
    """Lines of the journal: when, who, what."""
    tell(lines, actor)
    return [f"{formats.moment(line.at)} – {line.who} {line.what}" for line in lines]
