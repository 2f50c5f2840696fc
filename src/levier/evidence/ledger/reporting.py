"""Showing hours to a funder as a result. It is no payment: an hour paid once may be shown to several funders."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.development.projects.models import Agreement
from levier.evidence.ledger.actions import BATCH, Claimed, demand_dates, period_of, take_items
from levier.evidence.ledger.models import LedgerItem, Shown
from levier.evidence.ledger.rules import CLAIM_HOURS
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference


@transaction.atomic
def show_hour(*, by: Actor, item: LedgerItem, agreement: Agreement, at: datetime) -> Shown:
    """Show one hour as a result to the funder of an agreement, whoever pays it.

    Raises Refused when it is shown already, or was done on a day on which the agreement does not run.
    """
    demand_permission(by, CLAIM_HOURS)
    held: LedgerItem = LedgerItem.objects.visible_to(by).select_for_update().get(pk=item.pk)
    if agreement.project_id != held.project_id:
        raise Refused(_("Cette convention est celle d'un autre projet."))
    demand_dates(agreement, [held])
    if held.shown.filter(agreement=agreement).exists():
        raise Refused(_("Cette heure est déjà présentée comme résultat à ce bailleur."))
    [shown] = _show([held], agreement, by, at)
    record(by=by, verb="hour.shown", object=reference(held), change={"agreement": agreement.pk}, at=at)
    return shown


@transaction.atomic
def show_hours(*, by: Actor, agreement: Agreement, period: Period, at: datetime) -> Claimed:
    """Show all hours of a period as a result; those shown already are left as they are.

    Raises Refused when none is left, or when one falls outside the agreement.
    """
    demand_permission(by, CLAIM_HOURS)
    project = agreement.project
    take_items(by=by, project=project, period=period)
    rows = LedgerItem.objects.filter(project=project, on__range=(period.first, period.last), minutes__gt=0)
    items = list(rows.exclude(shown__agreement=agreement).order_by("pk"))
    if not items:
        raise Refused(_("Il n'y a pas d'heure à présenter à ce bailleur dans cette période."))
    demand_dates(agreement, items)
    _show(items, agreement, by, at)
    done = Claimed(len(items), sum(item.minutes for item in items))
    change = period_of(agreement, period) | {"lines": done.lines, "minutes": done.minutes}
    record(by=by, verb="hours.shown", object=reference(project), change=change, at=at)
    return done


@transaction.atomic
def withdraw_hours(*, by: Actor, agreement: Agreement, period: Period, reason: str, at: datetime) -> int:
    """Show the hours of a period no longer; returns the lines. Raises Refused when none was shown."""
    demand_permission(by, CLAIM_HOURS)
    mine = Shown.objects.visible_to(by).filter(agreement=agreement, item__on__range=(period.first, period.last))
    lines, _by_model = mine.delete()
    if not lines:
        raise Refused(_("Aucune heure de cette période n'est présentée à ce bailleur."))
    change = period_of(agreement, period) | {"lines": lines, "reason": reason}
    record(by=by, verb="hours.withdrawn", object=reference(agreement.project), change=change, at=at)
    return lines


def _show(items: Iterable[LedgerItem], agreement: Agreement, by: Actor, at: datetime) -> list[Shown]:
    rows = (
        Shown(organisation_id=by.organisation_id, item=one, agreement=agreement, made_at=at, made_by_id=by.user_id)
        for one in items
    )
    return Shown.objects.bulk_create(rows, batch_size=BATCH)
