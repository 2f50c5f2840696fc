"""Filters of a list are kept under a name, shared with the team, dropped."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import KeptFilters
from levier.foundation.accounts.rules import USE_ACCOUNT, may_change_filters, may_drop_filters
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference

MOST = 20
"""Views of one list that one person keeps: they all stand above it."""


@transaction.atomic
def keep_filters(*, by: Actor, page: str, query: str, name: str, is_shared: bool, at: datetime) -> KeptFilters:
    """Keep the filters `query` of the list `page`, as `ListPage.kept_query` gives them.

    Raises Refused for no filter or too many views, ValidationError for a name that one has already given.
    """
    demand_permission(by, USE_ACCOUNT)
    if by.user_id is None:
        raise Refused(_("Une vue appartient à un·e collègue."))
    if not query:
        raise Refused(_("Choisissez d'abord un filtre ou un ordre dans la liste : il n'y a encore rien à garder."))
    mine = KeptFilters.objects.visible_to(by).filter(page=page, user_id=by.user_id)
    if mine.count() >= MOST:
        raise Refused(_("Vous gardez déjà %(most)s vues de cette liste : retirez-en une d'abord.") % {"most": MOST})
    kept = KeptFilters(
        organisation_id=by.organisation_id,
        user_id=by.user_id,
        page=page,
        name=name,
        query=query,
        is_shared=is_shared,
        made_at=at,
    )
    kept.keep()
    record(by=by, verb="filters.kept", object=reference(kept), change={"page": page, "shared": is_shared}, at=at)
    return kept


@transaction.atomic
def change_filters(*, by: Actor, kept: KeptFilters, name: str, is_shared: bool, at: datetime) -> KeptFilters:
    """Name one's view otherwise, share it or keep it to oneself again. Raises Refused, or ValidationError."""
    demand_permission(by, USE_ACCOUNT)
    held: KeptFilters = KeptFilters.objects.visible_to(by).select_for_update().get(pk=kept.pk)
    demand(may_change_filters(by, held))
    change = {"shared": [held.is_shared, is_shared]}
    held.name, held.is_shared = name, is_shared
    held.keep()
    record(by=by, verb="filters.changed", object=reference(held), change=change, at=at)
    return held


@transaction.atomic
def drop_filters(*, by: Actor, kept: KeptFilters, at: datetime) -> None:
    """Take a view away; the list and what it shows stay as they are. Raises Refused."""
    demand_permission(by, USE_ACCOUNT)
    held: KeptFilters = KeptFilters.objects.visible_to(by).select_for_update().get(pk=kept.pk)
    demand(may_drop_filters(by, held))
    named, change = reference(held), {"page": held.page, "shared": held.is_shared}
    held.delete()
    record(by=by, verb="filters.dropped", object=named, change=change, at=at)
