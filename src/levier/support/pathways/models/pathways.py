"""The time during which somebody is accompanied, and the colleagues who do it."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.privacy import LINK, SOCIAL, STAFF, words
from levier.register.people.models import Person
from levier.support.pathways.enums import Origin, Part


class PathwayQuerySet(OwnedQuerySet):
    def open(self) -> Self:
        return self.filter(closed_on=None)

    def of(self, actor: Actor) -> Self:
        """Those of which this colleague is the referent today."""
        mine = Referent.objects.visible_to(actor).filter(user=actor.user_id, part=Part.REFERENT, ended_on=None)
        return self.filter(pk__in=mine.values("pathway"))


class Pathway(OwnedModel):
    """An accompaniment, from its opening to its end; one open at a time for one person. Twelve months are planned.

    `exit_reason` and `exit_situation` are codes of the vocabulary (exit_reasons, situations).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pathways", db_index=False)
    opened_on = models.DateField(_("début de l'accompagnement"))
    planned_end_on = models.DateField(_("fin prévue"))
    origin = models.CharField(_("la personne vient"), max_length=8, choices=Origin.choices, default=Origin.ITSELF)
    request = models.CharField(_("ce que la personne demande"), max_length=300, blank=True)
    last_contact_on = models.DateField(null=True, blank=True, editable=False)
    closed_on = models.DateField(_("fin de l'accompagnement"), null=True, blank=True)
    exit_reason = models.CharField(_("raison de la fin"), max_length=30, blank=True)
    exit_situation = models.CharField(_("situation à la fin"), max_length=30, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = PathwayQuerySet.as_manager()

    privacy = {
        **words("id organisation version"),
        "person": LINK,
        **dict.fromkeys(
            [
                "opened_on",
                "planned_end_on",
                "origin",
                "request",
                "last_contact_on",
                "closed_on",
                "exit_reason",
                "exit_situation",
            ],
            SOCIAL,
        ),
    }

    class Meta:
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(closed_on=None),
                name="one_open_pathway",
                violation_error_message=_("Cette personne est déjà accompagnée."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="pathway_closes_after_opening",
                violation_error_message=_("La fin de l'accompagnement tombe avant son début."),
            ),
            models.CheckConstraint(
                condition=Q(planned_end_on__gt=F("opened_on")),
                name="pathway_planned_end_after_opening",
                violation_error_message=_("La fin prévue tombe avant le début de l'accompagnement."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "closed_on", "planned_end_on", "id"], name="pathway_by_end"),
            models.Index(fields=["organisation", "person"], name="pathway_by_person"),
        ]

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class Referent(OwnedModel):
    """A colleague with somebody, from a day, to a day, for a reason. `ended_on` is the last day."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="referents")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("collègue"))
    part = models.CharField(_("rôle"), max_length=8, choices=Part.choices, default=Part.REFERENT)
    started_on = models.DateField(_("depuis le"))
    ended_on = models.DateField(_("jusqu'au"), null=True, blank=True)
    reason = models.CharField(_("raison du changement"), max_length=150, blank=True)

    privacy = {
        **words("id organisation part started_on ended_on"),
        "pathway": LINK,
        "user": STAFF,
        "reason": SOCIAL,
    }

    class Meta:
        ordering = ["part", "-started_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pathway"],
                condition=Q(part=Part.REFERENT, ended_on=None),
                name="one_referent_at_a_time",
                violation_error_message=_("Cette personne a déjà un·e référent·e : passez-la à quelqu'un d'autre."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="referent_ends_after_starting"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "user", "ended_on"], name="referent_by_user")]
