"""Tables owned by an organisation: they carry it, and are loaded through what the user may see."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models

from levier.foundation.kit.actors import Actor


class OwnedQuerySet(models.QuerySet[Any]):
    """Queries of a table that an organisation owns."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows that `actor` may know to exist. Rooms narrow it further; nothing widens it."""
        return self.filter(organisation_id=actor.organisation_id)


def house_knowing(words_in_use: models.QuerySet[Any], asked: Iterable[models.Q]) -> models.Subquery:
    """The organisation of these rows of words when one of them answers to each of `asked`, else NULL.

    A search that compares its organisation with it ends before it begins where a word is unknown.
    """
    known = words_in_use
    for place, one in enumerate(asked):
        known = known.model.objects.filter(one, organisation_id=house_of(known)) if place else known.filter(one)
    return house_of(known)


def house_of(rows: models.QuerySet[Any]) -> models.Subquery:
    """The organisation of these rows, NULL when there is none."""
    return models.Subquery(rows.order_by().values("organisation_id")[:1])


class OwnedModel(models.Model):
    """Base of each table that belongs to one organisation; the first column of its indexes is the organisation."""

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects: Any = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True

    def keep(self) -> None:
        """Save, once fields and constraints hold. Raises ValidationError with the sentences of what is wrong.

        The organisation is the actor's and is not looked up; constraints that name it are checked all the same.
        """
        self.full_clean(exclude=["organisation"], validate_constraints=False)
        self.validate_constraints()
        self.save()
