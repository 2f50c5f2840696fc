"""What colleagues write of somebody, each for those who need it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import FREE_TEXT, LINK, SOCIAL, STAFF, words
from levier.register.people.models import Person
from levier.support.pathways.enums import Audience, NoteKind
from levier.support.pathways.models.telling import SaidOtherwise


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


class NoteDraft(OwnedModel):
    """What one types at length and has not sent: its author's only, kept until it is sent or forgotten, ninety days at
    most. No list, search or page of a colleague knows it. It is about the person all the same.

    Without a `form` it is a note, in its columns; else `form` is the key of a page (drafting), `values` what it posts,
    and `text` the words in it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="note_drafts", db_index=False)
    kind = models.CharField(_("quoi"), max_length=9, choices=NoteKind.choices, default=NoteKind.INTERVIEW)
    audience = models.CharField(_("qui la lira"), max_length=10, choices=Audience.choices, default=Audience.TEAM)
    on = models.DateField(_("le"), null=True, blank=True)
    text = models.TextField(_("brouillon"))
    form = models.CharField(max_length=60, blank=True, default="", editable=False)
    values = models.JSONField(default=dict, blank=True, editable=False)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    saved_at = models.DateTimeField()

    privacy = {
        **words("id organisation saved_at form"),
        "person": LINK,
        "kind": SOCIAL,
        "audience": SOCIAL,
        "on": SOCIAL,
        "text": FREE_TEXT,
        "values": FREE_TEXT,
        "author": STAFF,
    }

    class Meta:
        ordering = ["-saved_at", "-id"]
        indexes = [models.Index(fields=["organisation", "author", "person"], name="note_draft_by_author")]


class NoteTemplate(SaidOtherwise, OwnedModel):
    """Headings that the team writes once, for notes of one sort. It says nothing of anybody; retired, never deleted."""

    code = models.SlugField(max_length=30, blank=True, editable=False)
    name = models.CharField(_("nom du modèle"), max_length=80)
    kind = models.CharField(_("quoi"), max_length=9, choices=NoteKind.choices, default=NoteKind.INTERVIEW)
    text = models.TextField(_("texte"))
    texts = models.JSONField(default=dict, blank=True, editable=False)
    retired_on = models.DateField(null=True, blank=True, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)

    privacy = {**words("id organisation code name kind text texts retired_on made_at version"), "made_by": STAFF}

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(retired_on=None),
                name="one_note_template_per_name",
                violation_error_message=_("Un modèle en usage porte déjà ce nom."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "code"], condition=~Q(code=""), name="one_note_template_per_code"
            ),
        ]

    def __str__(self) -> str:
        """Its name in the language of the page; French when nobody said it in that one."""
        return self.told("name").text
