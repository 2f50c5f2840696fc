"""The list of items is the team's: it changes, and what was found with it does not."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.support.pathways.enums import RevisionKind
from levier.support.pathways.models import Item, Revision
from levier.support.pathways.rules import EDIT_ITEMS

MOST_PARTS = 6


@dataclass(frozen=True, slots=True)
class Wording:
    """A line as the team says it: its names, who reads it, what it is called outside."""

    fr: str
    nl: str = ""
    en: str = ""
    is_restricted: bool = False
    esf: str = ""
    inclusion: str = ""


@transaction.atomic
def add_item(*, by: Actor, kind: str, theme: str, wording: Wording, at: datetime) -> Item:
    """A new line, last of its theme. Raises Refused, or ValidationError."""
    demand_permission(by, EDIT_ITEMS)
    item = _new(by, kind, theme, wording)
    _revise(by, RevisionKind.ADDED, item, {}, asdict(wording), at)
    return item


@transaction.atomic
def rename_item(*, by: Actor, item: Item, wording: Wording, at: datetime) -> Item:
    """Say a line better, in the same meaning; another meaning is another line. Raises Refused, or ValidationError."""
    demand_permission(by, EDIT_ITEMS)
    held = _held(by, item)
    new = asdict(wording)
    before = {name: getattr(held, name) for name, value in new.items() if getattr(held, name) != value}
    for name, value in new.items():
        setattr(held, name, value)
    held.version += 1
    held.keep()
    _revise(by, RevisionKind.RENAMED, held, before, {name: new[name] for name in before}, at)
    return held


@transaction.atomic
def melt_item(*, by: Actor, item: Item, into: Item, on: date, at: datetime) -> Item:
    """Two lines were one: `item` is answered no more, and its last answers are read under `into`.

    Raises Refused when they are of two kinds, or when one is no longer in use.
    """
    demand_permission(by, EDIT_ITEMS)
    held, target = _in_use(_held(by, item)), _in_use(_held(by, into))
    if held.pk == target.pk:
        raise Refused(_("Choisissez une autre ligne que celle-ci."))
    if held.kind != target.kind:
        raise Refused(_("Un frein, un fait et un atout ne se fondent pas l'un dans l'autre."))
    if target.is_restricted != held.is_restricted:
        raise Refused(_("Une ligne réservée et une ligne ouverte ne se fondent pas : changez d'abord l'une des deux."))
    held.replaced_by, held.retired_on = target, on
    held.version += 1
    held.keep()
    Item.objects.visible_to(by).filter(replaced_by=held).update(replaced_by=target)
    _revise(by, RevisionKind.MERGED, held, {}, {"into": target.code}, at)
    return held


@transaction.atomic
def split_item(*, by: Actor, item: Item, parts: Sequence[Wording], on: date, at: datetime) -> list[Item]:
    """One line was several: it is answered no more, and its last answers wait to be said more precisely.

    Two to six parts. Raises Refused, or ValidationError.
    """
    demand_permission(by, EDIT_ITEMS)
    held = _in_use(_held(by, item))
    if not 2 <= len(parts) <= MOST_PARTS:
        raise Refused(_("Divisez en deux lignes au moins, six au plus."))
    made = [_new(by, held.kind, held.theme, one, split_from=held) for one in parts]
    held.retired_on = on
    held.version += 1
    held.keep()
    _revise(by, RevisionKind.SPLIT, held, {}, {"into": [one.code for one in made]}, at)
    return made


@transaction.atomic
def retire_item(*, by: Actor, item: Item, on: date, at: datetime) -> Item:
    """A line is answered no more; what was found with it stays readable. Raises Refused."""
    demand_permission(by, EDIT_ITEMS)
    held = _in_use(_held(by, item))
    held.retired_on = on
    held.version += 1
    held.keep()
    _revise(by, RevisionKind.RETIRED, held, {}, {"on": on}, at)
    return held


@transaction.atomic
def restore_item(*, by: Actor, item: Item, at: datetime) -> Item:
    """Take up again a line that was retired, melted or split. Raises Refused when it is in use."""
    demand_permission(by, EDIT_ITEMS)
    held = _held(by, item)
    if held.is_in_use:
        raise Refused(_("Cette ligne est en usage."))
    before = {"on": held.retired_on, "into": held.replaced_by.code if held.replaced_by else ""}
    held.retired_on, held.replaced_by = None, None
    held.version += 1
    held.keep()
    _revise(by, RevisionKind.RESTORED, held, before, {}, at)
    return held


def _new(by: Actor, kind: str, theme: str, wording: Wording, split_from: Item | None = None) -> Item:
    known = Item.objects.visible_to(by).filter(theme=theme)
    stem = known.order_by("pk").values_list("code", flat=True).first() or theme[:3].upper()
    item = Item(
        organisation_id=by.organisation_id,
        code=_free_code(by, stem[:3]),
        kind=kind,
        theme=theme,
        order=(known.aggregate(last=Max("order"))["last"] or 0) + 1,
        split_from=split_from,
        **asdict(wording),
    )
    item.keep()
    return item


def _free_code(by: Actor, stem: str) -> str:
    """The next number of a family, which no line ever had: HOU07 after HOU06."""
    taken = Item.objects.visible_to(by).filter(code__startswith=stem).values_list("code", flat=True)
    numbers = [int(code[len(stem) :]) for code in taken if code[len(stem) :].isdecimal()]
    return f"{stem}{max(numbers, default=0) + 1:02}"


def _held(by: Actor, item: Item) -> Item:
    held: Item = Item.objects.visible_to(by).select_for_update().get(pk=item.pk)
    return held


def _in_use(item: Item) -> Item:
    if not item.is_in_use:
        raise Refused(_("« %(item)s » n'est plus en usage.") % {"item": item})
    return item


def _revise(
    by: Actor, kind: RevisionKind, item: Item, before: dict[str, Any], after: dict[str, Any], at: datetime
) -> None:
    last = Revision.objects.visible_to(by).aggregate(last=Max("number"))["last"] or 0
    Revision.objects.create(
        organisation_id=by.organisation_id,
        number=last + 1,
        kind=kind,
        item=item,
        before=before,
        after=after,
        made_at=at,
        made_by_id=by.user_id,
    )
    record(by=by, verb=f"item.{kind}", object=reference(item), at=at)
