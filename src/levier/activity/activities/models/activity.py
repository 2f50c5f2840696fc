"""Activities, and the words by which they are found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import ActivityKind
from levier.development.projects.models import Project
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import words
from levier.register.partners.models import Partner, Place


class Activity(OwnedModel):
    """A workshop, a course, an open moment: a series of sessions, for a project or for the house.

    `partner` gives it with us or in our name, wherever it takes place: its trainee-hours are counted for that partner.
    """

    title = models.CharField(_("intitulé"), max_length=150)
    kind = models.CharField(_("type"), max_length=12, choices=ActivityKind.choices)
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="activities", verbose_name=_("projet")
    )
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="activities", verbose_name=_("lieu")
    )
    partner = models.ForeignKey(
        Partner,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
        verbose_name=_("partenaire"),
    )
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    starts_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("fin"), null=True, blank=True)
    summary = models.TextField(_("en quelques mots"), blank=True)
    search = models.CharField(max_length=300, editable=False, default="")
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation title kind project place partner capacity starts_on ends_on summary search version"
    )

    class Meta:
        ordering = ["-starts_on", "id"]
        # Holds all that the search reads: it walks this index and never opens an activity.
        indexes = [models.Index(fields=["organisation", "starts_on", "id", "search"], name="activity_by_start")]

    def __str__(self) -> str:
        return self.title


class ActivityWord(OwnedModel):
    """A word met in what activities are found by, once; numbers apart, of which there may be many.

    The search asks them first: a word that none of them holds ends it, and a typing error is put right by the nearest.
    """

    word = models.CharField(max_length=300)
    is_number = models.BooleanField()

    privacy = words("id organisation word is_number")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "is_number", "word"], name="activity_word_once")]
