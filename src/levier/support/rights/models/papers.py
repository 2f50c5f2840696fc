"""Letters that a person receives, and the deadlines that come from them or from elsewhere."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit import formats
from levier.foundation.kit.privacy import FREE_TEXT, LINK, SOCIAL, STAFF, words
from levier.register.partners.models import Partner
from levier.register.people.models import Person
from levier.support.rights.enums import DeadlineState, LetterKind, Origin
from levier.support.rights.models.kinds import DeadlineRule


class Letter(OwnedModel):
    """One letter, as it lies on the table. Its scan is a document that it holds.

    `printed_on` is the date that the letter itself says to respect. `lacks_mentions`: what a decision must say by law
    is not all there, so that it starts no period.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="letters", db_index=False)
    origin = models.CharField(_("de"), max_length=12, choices=Origin.choices)
    sender = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("sorte"), max_length=15, choices=LetterKind.choices)
    dated_on = models.DateField(_("daté du"))
    received_on = models.DateField(_("reçu le"), null=True, blank=True)
    posted_on = models.DateField(_("posté le"), null=True, blank=True)
    printed_on = models.DateField(_("date à respecter"), null=True, blank=True)
    printed_at = models.TimeField(_("heure"), null=True, blank=True)
    is_registered = models.BooleanField(_("recommandé"), default=False)
    lacks_mentions = models.BooleanField(_("il manque des mentions obligatoires"), default=False)
    says = models.CharField(_("ce qu'il dit"), max_length=300, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation noted_at version",
        person=LINK,
        sender=LINK,
        **dict.fromkeys(
            [
                "origin",
                "kind",
                "dated_on",
                "received_on",
                "posted_on",
                "printed_on",
                "printed_at",
                "is_registered",
                "lacks_mentions",
            ],
            SOCIAL,
        ),
        says=FREE_TEXT,
        noted_by=STAFF,
    )

    class Meta:
        ordering = ["-dated_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("dated_on")),
                name="letter_received_after_its_date",
                violation_error_message=_("Ce courrier serait reçu avant d'être écrit : vérifiez les deux dates."),
            ),
            models.CheckConstraint(
                condition=Q(posted_on=None) | Q(posted_on__gte=F("dated_on")),
                name="letter_posted_after_its_date",
                violation_error_message=_("Ce courrier serait posté avant d'être écrit : vérifiez les deux dates."),
            ),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(posted_on=None) | Q(received_on__gte=F("posted_on")),
                name="letter_received_after_posting",
                violation_error_message=_("Ce courrier serait reçu avant d'être posté : vérifiez les deux dates."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "person", "dated_on"], name="letter_by_person")]

    def __str__(self) -> str:
        return f"{self.get_origin_display()}, {self.get_kind_display()}, {formats.day(self.dated_on)}"


class DeadlineQuerySet(OwnedQuerySet):
    def open(self) -> Self:
        return self.filter(state=DeadlineState.OPEN)


class Deadline(OwnedModel):
    """A day that a person must not miss, with what it was counted from.

    `due_on` is what Levier reminds of: the printed date when there is one, else the earlier of the computed ones.
    `counted_on` is the day of the fact that the rule counts from; `computed_on` and `shifted_on` what it gave.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deadlines", db_index=False)
    rule = models.ForeignKey(DeadlineRule, on_delete=models.PROTECT, related_name="deadlines")
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="deadlines")
    counted_on = models.DateField(_("compté à partir du"), null=True, blank=True)
    computed_on = models.DateField(_("date calculée"), null=True, blank=True)
    shifted_on = models.DateField(_("premier jour ouvert"), null=True, blank=True)
    printed_on = models.DateField(_("date écrite sur le papier"), null=True, blank=True)
    at_time = models.TimeField(_("heure"), null=True, blank=True)
    due_on = models.DateField(_("échéance"))
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("état"), max_length=8, choices=DeadlineState.choices, default=DeadlineState.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(_("ce qui a été fait"), max_length=300, blank=True)
    result = models.CharField(_("résultat"), max_length=300, blank=True)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="next")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = DeadlineQuerySet.as_manager()

    privacy = words(
        "id organisation rule made_at version",
        person=LINK,
        letter=LINK,
        follows=LINK,
        **dict.fromkeys(
            [
                "counted_on",
                "computed_on",
                "shifted_on",
                "printed_on",
                "at_time",
                "due_on",
                "state",
                "settled_on",
            ],
            SOCIAL,
        ),
        what=FREE_TEXT,
        result=FREE_TEXT,
        owner=STAFF,
        settled_by=STAFF,
    )

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DeadlineState.OPEN, settled_on=None)
                | (~Q(state=DeadlineState.OPEN) & Q(settled_on__isnull=False)),
                name="settled_deadline_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(printed_on__isnull=False) | Q(computed_on__isnull=False),
                name="deadline_has_a_date",
                violation_error_message=_("Donnez la date écrite sur le papier."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "due_on", "id"], name="deadline_by_day"),
            models.Index(fields=["organisation", "person", "due_on"], name="deadline_by_person"),
            models.Index(fields=["organisation", "owner", "state", "due_on"], name="deadline_by_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.rule.kind}, {self.person}"

    @property
    def end(self) -> date:
        """After this day, it is too late."""
        return self.printed_on or self.shifted_on or self.due_on
