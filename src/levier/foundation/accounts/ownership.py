"""Tables owned by an organisation: they carry it, and are loaded through what the user may see."""

from typing import Any, Self

from django.db import models

from levier.foundation.kit.actors import Actor


class OwnedQuerySet(models.QuerySet[Any]):
    """Queries of a table that an organisation owns."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows that `actor` may know to exist. Rooms narrow it further; nothing widens it."""
        return self.filter(organisation_id=actor.organisation_id)


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
