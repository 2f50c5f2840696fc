"""Kinds of deadline and their rules: added, said otherwise, retired; a rule is never changed, it gets a new version."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import slug
from levier.support.rights.holding import held
from levier.support.rights.models import DeadlineKind, DeadlineRule
from levier.support.rights.rules import MANAGE_KINDS


@dataclass(frozen=True, slots=True)
class KindDraft:
    """What is said of a kind. `letter_kinds` are codes parted by spaces."""

    fr: str
    nl: str = ""
    en: str = ""
    note: str = ""
    origin: str = ""
    letter_kinds: str = ""
    is_earliest: bool = False
    is_theirs: bool = False
    recurs: bool = False


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """How a rule counts: the columns of DeadlineRule."""

    unit: str
    counted_from: str
    source: str
    amount: int | None = None
    saturday_counts: bool = False
    shifts_if_closed: bool = False
    is_to_confirm: bool = False


@transaction.atomic
def add_kind(*, by: Actor, kind: KindDraft, rule: RuleDraft, at: datetime) -> DeadlineKind:
    """A kind of the team's own, with its first rule, valid since ever. Raises Refused, or ValidationError."""
    demand_permission(by, MANAGE_KINDS)
    last = DeadlineKind.objects.visible_to(by).aggregate(last=Max("order"))["last"] or 0
    made = DeadlineKind(
        organisation_id=by.organisation_id, code=_free_code(by, kind.fr), order=last + 1, **asdict(kind)
    )
    made.keep()
    _rule(by, made, rule, at).keep()
    record(by=by, verb="rights.kind_added", object=reference(made), change=asdict(rule), at=at)
    return made


@transaction.atomic
def change_kind(*, by: Actor, kind: DeadlineKind, said: KindDraft, at: datetime) -> DeadlineKind:
    """Say a kind otherwise; how it counts does not change. Raises Refused, or ValidationError."""
    demand_permission(by, MANAGE_KINDS)
    row: DeadlineKind = held(by, kind)
    changed = {name: [getattr(row, name), value] for name, value in asdict(said).items() if getattr(row, name) != value}
    for name, value in asdict(said).items():
        setattr(row, name, value)
    row.version += 1
    row.keep()
    record(by=by, verb="rights.kind_changed", object=reference(row), change=changed, at=at)
    return row


@transaction.atomic
def retire_kind(*, by: Actor, kind: DeadlineKind, at: datetime) -> DeadlineKind:
    """No longer propose a kind. Deadlines of that kind stay."""
    return _retire(by, kind, timezone.localdate(at), at)


@transaction.atomic
def restore_kind(*, by: Actor, kind: DeadlineKind, at: datetime) -> DeadlineKind:
    """Propose a retired kind again."""
    return _retire(by, kind, None, at)


@transaction.atomic
def revise_rule(*, by: Actor, kind: DeadlineKind, rule: RuleDraft, valid_from: date, at: datetime) -> DeadlineRule:
    """A new version of a rule, for what happens from a day on; deadlines counted before keep the old one.

    Raises Refused when the day does not come after the beginning of the version that holds now, or ValidationError.
    """
    demand_permission(by, MANAGE_KINDS)
    row: DeadlineKind = held(by, kind)
    last = row.rules.order_by("-valid_from", "-pk").exclude(valid_from=None).first() or row.rules.order_by("pk").first()
    if last and last.valid_from and valid_from <= last.valid_from:
        words = {"day": last.valid_from.strftime("%d/%m/%Y")}
        raise Refused(_("La règle actuelle commence le %(day)s : la nouvelle doit commencer après.") % words)
    made = _rule(by, row, rule, at)
    made.valid_from = valid_from
    made.keep()
    if last:
        last.valid_until = valid_from - timedelta(days=1)
        last.save(update_fields=["valid_until"])
    row.version += 1
    row.save(update_fields=["version"])
    change = asdict(rule) | {"valid_from": valid_from}
    record(by=by, verb="rights.rule_revised", object=reference(row), change=change, at=at)
    return made


def _retire(by: Actor, kind: DeadlineKind, on: date | None, at: datetime) -> DeadlineKind:
    demand_permission(by, MANAGE_KINDS)
    row: DeadlineKind = held(by, kind)
    row.retired_on = on
    row.version += 1
    row.save(update_fields=["retired_on", "version"])
    record(by=by, verb="rights.kind_retired" if on else "rights.kind_restored", object=reference(row), at=at)
    return row


def _rule(by: Actor, kind: DeadlineKind, draft: RuleDraft, at: datetime) -> DeadlineRule:
    return DeadlineRule(
        organisation_id=by.organisation_id, kind=kind, made_at=at, made_by_id=by.user_id, **asdict(draft)
    )


def _free_code(by: Actor, name: str) -> str:
    """A code made of a name, that no kind has yet."""
    base = slug(name)[:34] or "echeance"
    taken = set(DeadlineKind.objects.visible_to(by).filter(code__startswith=base).values_list("code", flat=True))
    return next(
        code for number in range(1, 10_000) if (code := base if number == 1 else f"{base}-{number}") not in taken
    )
