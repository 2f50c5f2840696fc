"""What help was given, for what one may act in somebody's name, and what was only counted."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from levier.activity.epn.enums import Autonomy, Crowd
from levier.activity.epn.models.spaces import Space
from levier.activity.epn.models.visits import Visit
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import FREE_TEXT, LINK, REPORTED, SOCIAL, STAFF, words
from levier.register.people.models import Person


class HelpTopic(OwnedModel):
    """With what people are helped: a list that the team edits. A code never changes; what is not used is retired."""

    code = models.SlugField(max_length=30, editable=False)
    fr = models.CharField(_("en français"), max_length=80)
    nl = models.CharField(_("en néerlandais"), max_length=80, blank=True)
    en = models.CharField(_("en anglais"), max_length=80, blank=True)
    rank = models.PositiveSmallIntegerField(_("ordre"), default=100)
    retired_on = models.DateField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    privacy = words("id organisation code fr nl en rank retired_on version")

    class Meta:
        ordering = ["rank", "fr", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code"],
                name="one_topic_a_code",
                violation_error_message=_("Ce thème existe déjà."),
            )
        ]

    def __str__(self) -> str:
        return {"nl": self.nl, "en": self.en}.get((get_language() or "fr")[:2], self.fr) or self.fr


class HelpGiven(OwnedModel):
    """Help with one thing. It holds no text on purpose: a password written down here would stay.

    `before` and `after` are how far the person does it alone; `visit` and `person` are empty for who is not known.
    """

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="helps")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="epn_helps", db_index=False
    )
    topic = models.ForeignKey(HelpTopic, on_delete=models.PROTECT, related_name="helps", verbose_name=_("thème"))
    on = models.DateField(_("jour"))
    before = models.PositiveSmallIntegerField(_("avant"), choices=Autonomy.choices)
    after = models.PositiveSmallIntegerField(_("après"), choices=Autonomy.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    given_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    noted_at = models.DateTimeField()

    privacy = words(
        "id organisation space visit noted_at",
        person=LINK,
        **dict.fromkeys(["topic", "on", "before", "after", "minutes"], REPORTED),
        given_by=STAFF,
    )

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 480)),
                name="help_lasts_some_minutes",
                violation_error_message=_("Une aide dure de 1 minute à 8 heures."),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "on", "id"], name="epn_help_by_day"),
            models.Index(fields=["organisation", "person", "on"], name="epn_help_by_person"),
        ]

    def __str__(self) -> str:
        return str(self.topic)


class HelpMandate(OwnedModel):
    """What somebody lets a colleague do in their name, on paper, until a day; they may take it back at any time."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="epn_mandates")
    topic = models.ForeignKey(HelpTopic, on_delete=models.PROTECT, related_name="+", verbose_name=_("thème"))
    purpose = models.CharField(_("pour faire quoi"), max_length=200)
    made_on = models.DateField(_("fait le"))
    ends_on = models.DateField(_("valable jusqu'au"))
    revoked_on = models.DateField(_("repris le"), null=True, blank=True)
    helper = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    privacy = words(
        "id organisation",
        person=LINK,
        **dict.fromkeys(["topic", "made_on", "ends_on", "revoked_on"], SOCIAL),
        purpose=FREE_TEXT,
        helper=STAFF,
    )

    class Meta:
        ordering = ["-made_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("made_on")),
                name="epn_mandate_ends_after_it_began",
                violation_error_message=_("La fin du mandat tombe avant son début."),
            )
        ]

    def __str__(self) -> str:
        return self.purpose

    def holds(self, on: date) -> bool:
        return self.revoked_on is None and self.made_on <= on <= self.ends_on


class DayCount(OwnedModel):
    """How many people of a kind were counted on a day, and nothing else about them."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="counts", db_index=False)
    on = models.DateField(_("jour"))
    kind = models.CharField(_("quoi"), max_length=8, choices=Crowd.choices)
    count = models.PositiveIntegerField(_("combien"), default=0)

    privacy = words("id organisation space on kind count")

    class Meta:
        ordering = ["-on", "kind", "id"]
        constraints = [models.UniqueConstraint(fields=["space", "on", "kind"], name="one_count_a_day_and_kind")]
        indexes = [models.Index(fields=["organisation", "on"], name="epn_count_by_day")]
