"""What was done towards employers, and the calls and messages around it."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.privacy import FREE_TEXT, LINK, SOCIAL, STAFF, words
from levier.register.partners.models import Partner
from levier.register.people.models import Person
from levier.support.jobsearch.enums import (
    READERS,
    WITH_OTHERS,
    ApplicationKind,
    ApplicationState,
    Channel,
    Direction,
    Means,
    Result,
)
from levier.support.pathways.enums import Audience


class Application(OwnedModel):
    """An application, or a contact with an employer, on a day. `employer` is what was typed; `partner` the employer of
    the register that has this name, if any. `next_on` is the day on which something is to follow.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications", db_index=False)
    kind = models.CharField(_("quoi"), max_length=11, choices=ApplicationKind.choices)
    employer = models.CharField(_("employeur"), max_length=150)
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    job = models.CharField(_("fonction"), max_length=150, blank=True)
    on = models.DateField(_("le"))
    channel = models.CharField(_("par quel moyen"), max_length=6, choices=Channel.choices, blank=True)
    state = models.CharField(_("état"), max_length=9, choices=ApplicationState.choices, blank=True)
    next_on = models.DateField(_("suite prévue le"), null=True, blank=True)
    remark = models.CharField(_("précision"), max_length=200, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation noted_at version",
        person=LINK,
        partner=LINK,
        **dict.fromkeys(["kind", "employer", "job", "on", "channel", "state", "next_on"], SOCIAL),
        remark=FREE_TEXT,
        noted_by=STAFF,
    )

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=ApplicationKind.CONTACT) & Q(state=""))
                | (Q(kind=ApplicationKind.APPLICATION) & ~Q(state="")),
                name="only_applications_have_a_state",
                violation_error_message=_("Une candidature a un état ; un contact n'en a pas."),
            ),
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gte=models.F("on")),
                name="application_goes_on_after_it_was_made",
                violation_error_message=_("La suite tombe avant la démarche : vérifiez les deux dates."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "person", "on"], name="application_by_person"),
            models.Index(fields=["organisation", "on", "id"], name="application_by_day"),
        ]

    def __str__(self) -> str:
        return " · ".join(filter(None, [self.employer, self.job]))


class ConversationQuerySet(OwnedQuerySet):
    def read_by(self, actor: Actor, *, meets_restricted: bool) -> Self:
        """Those that this colleague may read, by the rule of notes: own ones, the team's, restricted ones if met."""
        audiences = [Audience.TEAM, *([Audience.RESTRICTED] if meets_restricted else [])]
        mine = Q(author=actor.user_id) if actor.user_id else Q()
        return self.filter(mine | Q(audience__in=audiences))


class Conversation(OwnedModel):
    """A call or a message about somebody, in one line. `other` is who it was with, or by whom."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conversations", db_index=False)
    on = models.DateField(_("le"))
    direction = models.CharField(_("qui vers qui"), max_length=11, choices=Direction.choices)
    other = models.CharField(_("avec qui"), max_length=120, blank=True)
    means = models.CharField(_("par quel moyen"), max_length=5, choices=Means.choices, default=Means.PHONE)
    result = models.CharField(_("résultat"), max_length=6, choices=Result.choices, default=Result.SPOKE)
    text = models.CharField(_("en une phrase"), max_length=300)
    audience = models.CharField(_("qui la lit"), max_length=10, choices=READERS, default=Audience.TEAM)
    author = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = ConversationQuerySet.as_manager()

    privacy = words(
        "id organisation made_at version",
        person=LINK,
        **dict.fromkeys(["on", "direction", "means", "result", "audience"], SOCIAL),
        other=FREE_TEXT,
        text=FREE_TEXT,
        author=STAFF,
    )

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(direction__in=WITH_OTHERS) | ~Q(other=""),
                name="conversation_with_somebody",
                violation_error_message=_("Dites avec qui : un employeur, un service, un proche."),
            )
        ]
        indexes = [models.Index(fields=["organisation", "person", "on"], name="conversation_by_person")]
