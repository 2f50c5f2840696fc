"""To-dos of the staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import FREE_TEXT, STAFF, words


class Todo(OwnedModel):
    """Something a colleague has to do. `about` names an object of any room, `link` its page."""

    title = models.CharField(_("à faire"), max_length=200)
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="todos")
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=80, blank=True)
    link = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words("id organisation due_on about link made_at done_at version"),
        "title": FREE_TEXT,
        "owner": STAFF,
        "asked_by": STAFF,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "owner", "done_at", "due_on"], name="todo_by_owner")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_asked(self) -> bool:
        """Did somebody else ask for it?"""
        return self.asked_by_id not in (None, self.owner_id)
