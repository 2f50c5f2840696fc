"""Activities, who makes them with us, and the words by which they are found."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import Reminds
from levier.activity.activities.models.described import PLAIN, Described
from levier.development.projects.models import Project
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import STAFF, words
from levier.register.partners.models import Contact, Partner, Place

OFFER_DAYS, MOST_OFFER_DAYS = 2, 10


class Activity(Described):
    """A workshop, a course, an open moment: a series of sessions, for a project or for the house.

    `partner` gives it with us or in our name, wherever it takes place: its trainee-hours are counted for that partner.
    Its hours count for `project`; other projects behind it are `backings`, and a session may count for one of those.
    `trainer` or `contact`, somebody of a partner, usually leads it. A place that becomes free is kept `offer_days`
    working days for whoever waits. `site` is where the links of its reminders lead. `has_quotas` says that there are
    some, of it or of a session: who counts places asks for them only then.
    """

    title = models.CharField(_("intitulé"), max_length=150)
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
    trainer = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("anime")
    )
    contact = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("anime, chez le partenaire"),
    )
    starts_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("fin"), null=True, blank=True)
    is_public = models.BooleanField(_("annoncée au public"), default=False)
    offer_days = models.PositiveSmallIntegerField(
        _("jours pour répondre"),
        default=OFFER_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_OFFER_DAYS)],
    )
    reminds = models.PositiveSmallIntegerField(_("rappel"), choices=Reminds.choices, default=Reminds.NEVER)
    site = models.CharField(max_length=200, blank=True)
    has_quotas = models.BooleanField(default=False, editable=False)
    search = models.CharField(max_length=300, editable=False, default="")
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words(
            "id organisation title project place partner starts_on ends_on is_public offer_days reminds site has_quotas"
            " search version " + " ".join(PLAIN)
        ),
        "trainer": STAFF,
        "contact": STAFF,
    }

    class Meta:
        ordering = ["-starts_on", "id"]
        # Holds all that the search reads: it walks this index and never opens an activity.
        indexes = [models.Index(fields=["organisation", "starts_on", "id", "search"], name="activity_by_start")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.trainer_id and self.contact_id:
            sentence = gettext("Choisissez qui anime : un·e collègue, ou quelqu'un d'un partenaire.")
            raise ValidationError({"contact": sentence})


class Backing(OwnedModel):
    """One more project behind an activity, with its funders; a session may be planned for it."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="backings")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")

    privacy = words("id organisation activity project")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "project"], name="backing_once")]


class Part(OwnedModel):
    """What a partner does in an activity."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="parts")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("partenaire"))
    part = models.CharField(_("sa part"), max_length=200)

    privacy = words("id organisation activity partner part")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "partner"],
                name="one_part_of_an_activity",
                violation_error_message=_("La part de ce partenaire est déjà dite."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner} : {self.part}"


class ActivityWord(OwnedModel):
    """A word met in what activities are found by, once; numbers apart, of which there may be many.

    The search asks them first: a word that none of them holds ends it, and a typing error is put right by the nearest.
    """

    word = models.CharField(max_length=300)
    is_number = models.BooleanField()

    privacy = words("id organisation word is_number")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "is_number", "word"], name="activity_word_once")]
