"""Who comes in, and what they come in with: a ticket of the day, a card, a pass."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from levier.activity.epn.enums import OpeningKind, Purpose
from levier.activity.epn.models.spaces import Space, Station
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import IDENTITY, LINK, REPORTED, SOCIAL, STAFF, words
from levier.register.people.models import Person


class Visit(OwnedModel):
    """Somebody came in: a person, or nobody known (`person` empty). `ticket` is their number of the day.

    They wait until `seated_at`, then sit at `station` (none for who needs no computer) until `until`, which is
    lengthened while nobody waits. `kind` is what the space was open for when they came.
    """

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="visits", db_index=False)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="epn_visits", db_index=False
    )
    on = models.DateField(_("jour"))
    ticket = models.PositiveSmallIntegerField(_("numéro du jour"))
    purpose = models.CharField(_("pourquoi"), max_length=9, choices=Purpose.choices)
    kind = models.CharField(_("ouverture"), max_length=11, choices=OpeningKind.choices, blank=True)
    station = models.ForeignKey(Station, null=True, blank=True, on_delete=models.PROTECT, related_name="visits")
    arrived_at = models.DateTimeField(_("arrivée"))
    seated_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(_("départ"), null=True, blank=True)
    help_asked_at = models.DateTimeField(null=True, blank=True)
    prints = models.PositiveSmallIntegerField(_("pages imprimées"), default=0)
    noted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    privacy = words(
        "id organisation space ticket kind station seated_at until help_asked_at",
        person=LINK,
        **dict.fromkeys(["on", "purpose", "arrived_at", "ended_at", "prints"], REPORTED),
        noted_by=STAFF,
    )

    class Meta:
        ordering = ["-on", "-ticket", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["space", "on", "ticket"], name="one_ticket_a_day"),
            models.UniqueConstraint(
                fields=["station"],
                condition=Q(ended_at=None, station__isnull=False),
                name="one_visit_at_a_station",
                violation_error_message=_("Ce poste est occupé : choisissez-en un autre."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("arrived_at")),
                name="visit_ends_after_it_began",
                violation_error_message=_("Le départ tombe avant l'arrivée."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "on", "ticket", "id"], name="epn_visit_by_day"),
            models.Index(fields=["organisation", "person", "on"], name="epn_visit_by_person"),
            models.Index(fields=["space", "arrived_at"], condition=Q(ended_at=None), name="epn_visit_now"),
        ]

    def __str__(self) -> str:
        return _("n° %(number)s") % {"number": self.ticket}

    @property
    def is_waiting(self) -> bool:
        return self.seated_at is None and self.ended_at is None

    def minutes(self, now: datetime) -> int:
        """Minutes since the arrival, up to the end if there is one."""
        return max(0, int(((self.ended_at or now) - self.arrived_at).total_seconds() // 60))


class VisitCard(OwnedModel):
    """A card of eight digits given to somebody, as a QR code too. A card that was lost is ended by the next one."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="epn_cards")
    code = models.CharField(_("numéro de carte"), max_length=8)
    made_on = models.DateField(_("carte faite le"))
    ended_on = models.DateField(_("carte finie le"), null=True, blank=True)

    privacy = words("id organisation", person=LINK, code=IDENTITY, made_on=SOCIAL, ended_on=SOCIAL)

    class Meta:
        ordering = ["-made_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_card_a_code")]

    def __str__(self) -> str:
        return " ".join(self.code[place : place + 2] for place in range(0, 8, 2))


class RulesAcceptance(OwnedModel):
    """Somebody was shown the rules of the house by their pictograms, and said yes; once is enough."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="epn_rules")
    accepted_at = models.DateTimeField(_("règles acceptées"))

    privacy = words("id organisation", person=LINK, accepted_at=SOCIAL)

    class Meta:
        ordering = ["accepted_at", "id"]


class GuestPass(OwnedModel):
    """A pass printed beforehand for who gives no name: its code serves for one visit, until a day."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="passes")
    code = models.CharField(max_length=8)
    expires_on = models.DateField(_("valable jusqu'au"))
    made_at = models.DateTimeField()
    visit = models.OneToOneField(Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="pass_used")

    privacy = words("id organisation space code expires_on made_at visit")

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_pass_a_code")]

    def __str__(self) -> str:
        return " ".join(self.code[place : place + 2] for place in range(0, 8, 2))
