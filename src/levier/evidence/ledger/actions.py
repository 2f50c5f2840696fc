"""Asking hours to a funder, once: the running total of an item is read and written under its lock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.queries import proven_lines
from levier.development.projects.models import Agreement, Project
from levier.evidence.ledger.models import WHOLE, Claim, LedgerItem
from levier.evidence.ledger.proofs import unproven_sources
from levier.evidence.ledger.rules import CLAIM_HOURS
from levier.foundation.journal.actions import record
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference

BATCH = 5_000


class Overclaimed(Refused):
    """More than the whole of an hour would be asked."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a claim of many hours did: lines, the minutes that the funder is asked for them, lines not proven."""

    lines: int
    minutes: int
    unproven: int = 0


@transaction.atomic
def claim_share(*, by: Actor, item: LedgerItem, agreement: Agreement, share: int, at: datetime) -> Claim:
    """Ask one agreement to pay a share of one item. `share` in basis points.

    Raises Overclaimed when less than that is left, however many ask at once; Refused for an agreement of another
    project, one that does not run on that day, already pays a share of this item, or lacks a proof of it.
    """
    demand_permission(by, CLAIM_HOURS)
    _demand_share(share)
    item = LedgerItem.objects.visible_to(by).select_for_update().get(pk=item.pk)
    if agreement.project_id != item.project_id:
        raise Refused(_("Cette convention est celle d'un autre projet."))
    demand_dates(agreement, [item])
    if item.claims.filter(agreement=agreement).exists():
        raise Refused(_("Cette convention paie déjà une part de cette heure : libérez-la d'abord."))
    if item.source in unproven_sources(agreement, Period(item.on, item.on)):
        raise Refused(_("Cette heure n'est pas prouvée pour cette convention : une preuve d'entrée manque."))
    _demand_room(item, share)
    claim = Claim.objects.create(
        organisation_id=by.organisation_id,
        item=item,
        agreement=agreement,
        share=share,
        made_at=at,
        made_by_id=by.user_id,
    )
    _add(item, share)
    change = {"agreement": agreement.pk, "share": share}
    record(by=by, verb="share.claimed", object=reference(item), change=change, at=at)
    return claim


@transaction.atomic
def release_share(*, by: Actor, claim: Claim, reason: str, at: datetime) -> LedgerItem:
    """Give a share back, so that another funder can be asked; the journal keeps what was asked. Returns the item."""
    demand_permission(by, CLAIM_HOURS)
    item: LedgerItem = LedgerItem.objects.visible_to(by).select_for_update().get(pk=claim.item_id)
    held = item.claims.filter(pk=claim.pk).first()
    if held is None:
        raise Refused(_("Cette part est déjà libérée."))
    held.delete()
    _add(item, -held.share)
    change = {"agreement": held.agreement_id, "share": held.share, "reason": reason}
    record(by=by, verb="share.released", object=reference(item), change=change, at=at)
    return item


@transaction.atomic
def claim_hours(*, by: Actor, agreement: Agreement, period: Period, share: int, at: datetime) -> Claimed:
    """Ask one agreement to pay this share of each hour done in a period, all or nothing.

    Hours that it already pays are left as they are, those that are not proven are left aside. Raises Overclaimed when
    one line lacks room, Refused when there is nothing to ask or a line falls outside the agreement. The number of
    queries does not depend on that of lines.
    """
    demand_permission(by, CLAIM_HOURS)
    _demand_share(share)
    project = agreement.project
    take_items(by=by, project=project, period=period)
    unproven = unproven_sources(agreement, period)
    asked = _locked(project, period, agreement)
    items = [item for item in asked if item.source not in unproven]
    aside = len(asked) - len(items)
    if not items:
        raise Refused(_nothing_to_ask(aside))
    demand_dates(agreement, items)
    full = [item for item in items if item.claimed + share > WHOLE]
    if full:
        raise Overclaimed(_too_full(full, share))
    Claim.objects.bulk_create(
        (
            Claim(
                organisation_id=by.organisation_id,
                item=item,
                agreement=agreement,
                share=share,
                made_at=at,
                made_by_id=by.user_id,
            )
            for item in items
        ),
        batch_size=BATCH,
    )
    _add_all([item.pk for item in items], share)
    done = Claimed(len(items), part_of(sum(item.minutes for item in items), share), aside)
    change = period_of(agreement, period) | {"share": share, "lines": done.lines, "minutes": done.minutes}
    record(by=by, verb="hours.claimed", object=reference(project), change=change, at=at)
    return done


@transaction.atomic
def release_hours(*, by: Actor, agreement: Agreement, period: Period, reason: str, at: datetime) -> int:
    """Give back what an agreement is asked for the hours of a period; returns the lines. Raises Refused when none."""
    demand_permission(by, CLAIM_HOURS)
    items = LedgerItem.objects.filter(project=agreement.project_id, on__range=(period.first, period.last))
    held = list(items.filter(claims__agreement=agreement).select_for_update(of=("self",)).order_by("pk"))
    if not held:
        raise Refused(_("Aucune heure de cette période n'est demandée à cette convention."))
    claims = Claim.objects.filter(agreement=agreement, item__in=items)
    for share in sorted(set(claims.values_list("share", flat=True))):
        _add_all(list(claims.filter(share=share).values_list("item", flat=True)), -share)
    claims.delete()
    change = period_of(agreement, period) | {"lines": len(held), "reason": reason}
    record(by=by, verb="hours.released", object=reference(agreement.project), change=change, at=at)
    return len(held)


def take_items(*, by: Actor, project: Project, period: Period) -> None:
    """Bring the items of a project to what the sheets prove; an hour already asked keeps its minutes."""
    trainee = LedgerItem.Kind.TRAINEE
    found = LedgerItem.objects.filter(kind=trainee, project=project, on__range=(period.first, period.last))
    held = {item.source: item for item in found.select_for_update().order_by("pk")}
    new, corrected = [], []
    for source, on, minutes in proven_lines(by.organisation_id, project.pk, period):
        item = held.pop(source, None)
        if item is None:
            new.append(
                LedgerItem(organisation_id=by.organisation_id, source=source, project=project, on=on, minutes=minutes)
            )
        elif item.minutes != minutes and not item.claimed:
            item.minutes = minutes
            corrected.append(item)
    LedgerItem.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    LedgerItem.objects.bulk_update(corrected, ["minutes"], batch_size=500)
    gone = [item.pk for item in held.values() if not item.claimed]
    LedgerItem.objects.filter(pk__in=gone).delete()


def part_of(minutes: int, share: int) -> int:
    """Minutes that a share stands for, half a minute counted up."""
    return (minutes * share + WHOLE // 2) // WHOLE


def _locked(project: Project, period: Period, agreement: Agreement) -> list[LedgerItem]:
    """Items of a period that this agreement does not pay yet, locked in one order so that nobody waits in a ring."""
    rows = LedgerItem.objects.filter(project=project, on__range=(period.first, period.last), minutes__gt=0)
    paid = Claim.objects.filter(agreement=agreement).values("item")
    return list(rows.exclude(pk__in=paid).select_for_update().order_by("pk"))


def _demand_share(share: int) -> None:
    if not 0 < share <= WHOLE:
        raise Refused(_("La part va de plus de 0 % à 100 %."))


def demand_dates(agreement: Agreement, items: Iterable[LedgerItem]) -> None:
    """Raises Refused when an hour was done on a day on which the agreement does not run."""
    outside = sorted(item.on for item in items if not agreement.holds_on(item.on))
    if not outside:
        return
    sentence = ngettext(
        "%(n)s ligne, du %(day)s, tombe hors des dates de cette convention. Rien n'est noté : changez la période.",
        "%(n)s lignes, la première du %(day)s, tombent hors des dates de cette convention. Rien n'est noté : changez"
        " la période.",
        len(outside),
    )
    raise Refused(sentence % {"n": formats.number(len(outside)), "day": formats.day(outside[0])})


def _demand_room(item: LedgerItem, share: int) -> None:
    if item.claimed + share > WHOLE:
        raise Overclaimed(
            _("Il ne reste que %(left)s de cette heure : %(share)s de plus dépasseraient 100 %%.")
            % {"left": formats.share(WHOLE - item.claimed), "share": formats.share(share)}
        )


def _too_full(full: list[LedgerItem], share: int) -> str:
    least = min(full, key=lambda item: (WHOLE - item.claimed, item.on))
    sentence = ngettext(
        "%(count)s ligne n'a plus %(share)s de libre : celle du %(day)s n'a plus que %(left)s. Rien n'est demandé.",
        "%(count)s lignes n'ont plus %(share)s de libre : celle du %(day)s n'a plus que %(left)s. Rien n'est demandé.",
        len(full),
    )
    return sentence % {
        "count": formats.number(len(full)),
        "share": formats.share(share),
        "day": formats.day(least.on),
        "left": formats.share(WHOLE - least.claimed),
    }


def _nothing_to_ask(aside: int) -> str:
    if not aside:
        return _("Il n'y a pas d'heure à demander à cette convention dans cette période.")
    sentence = ngettext(
        "%(n)s ligne n'est pas prouvée, une preuve d'entrée manque : il n'y a rien d'autre à demander.",
        "%(n)s lignes ne sont pas prouvées, des preuves d'entrée manquent : il n'y a rien d'autre à demander.",
        aside,
    )
    return sentence % {"n": formats.number(aside)}


def _add(item: LedgerItem, share: int) -> None:
    item.claimed += share
    item.save(update_fields=["claimed"])


def _add_all(ids: list[int], share: int) -> None:
    for start in range(0, len(ids), BATCH):
        LedgerItem.objects.filter(pk__in=ids[start : start + BATCH]).update(claimed=F("claimed") + share)


def period_of(agreement: Agreement, period: Period) -> dict[str, Any]:
    """What the journal keeps of an act on the hours of a period."""
    return {"agreement": agreement.pk, "first": period.first.isoformat(), "last": period.last.isoformat()}
