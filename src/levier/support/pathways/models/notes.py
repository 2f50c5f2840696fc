"""What colleagues write of somebody, each for those who need it."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.privacy import FREE_TEXT, LINK, SOCIAL, STAFF, words
from levier.register.people.models import Person
from levier.support.pathways.enums import Audience, NoteKind


class NoteQuerySet(OwnedQuerySet):
    def read_by(self, actor: Actor, *, meets_restricted: bool) -> Self:
        """Of these notes, those that this colleague may read: own ones, the team's, and restricted ones if met."""
        audiences = [Audience.TEAM, *([Audience.RESTRICTED] if meets_restricted else [])]
        mine = Q(author=actor.user_id) if actor.user_id else Q()
        return self.filter(mine | Q(audience__in=audiences))


class Note(OwnedModel):
    """A note about somebody on a day: an interview, a call, a message, an act. `audience` says who reads it.

    A note for oneself has a last day (`expires_on`), and belongs to the person's right of access all the same.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notes", db_index=False)
    kind = models.CharField(_("quoi"), max_length=9, choices=NoteKind.choices, default=NoteKind.INTERVIEW)
    audience = models.CharField(_("qui la lit"), max_length=10, choices=Audience.choices, default=Audience.TEAM)
    on = models.DateField(_("le"))
    text = models.TextField(_("note"))
    search = models.TextField(editable=False, default="")
    author = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = NoteQuerySet.as_manager()

    privacy = {
        **words("id organisation made_at changed_at expires_on version"),
        "person": LINK,
        "kind": SOCIAL,
        "audience": SOCIAL,
        "on": SOCIAL,
        "text": FREE_TEXT,
        "search": FREE_TEXT,
        "author": STAFF,
    }

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience=Audience.MINE, expires_on__isnull=False)
                | (~Q(audience=Audience.MINE) & Q(expires_on=None)),
                name="own_notes_expire",
            )
        ]
        indexes = [models.Index(fields=["organisation", "person", "on"], name="note_by_person")]
