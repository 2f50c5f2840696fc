"""What colleagues did for somebody elsewhere: an interpreter booked, an act encoded at Actiris."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import FREE_TEXT, LINK, SOCIAL, STAFF, words
from levier.register.partners.models import Partner
from levier.register.people.models import Person
from levier.support.appointments.models import Appointment
from levier.support.jobsearch.enums import ActKind, InterpreterState


class Interpreting(OwnedModel):
    """An interpreter asked for an appointment. `service` is what was typed; `partner` the one of that name, if any."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("langue"), max_length=8)
    service = models.CharField(_("service d'interprètes"), max_length=150)
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("état"), max_length=9, choices=InterpreterState.choices, default=InterpreterState.ASKED)
    remark = models.CharField(_("précision"), max_length=200, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation noted_at version",
        appointment=LINK,
        partner=LINK,
        **dict.fromkeys(["language", "service", "state"], SOCIAL),
        remark=FREE_TEXT,
        noted_by=STAFF,
    )

    class Meta:
        ordering = ["noted_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment"],
                condition=~Q(state=InterpreterState.CANCELLED),
                name="one_interpreter_at_a_time",
                violation_error_message=_("Un interprète est déjà demandé pour ce rendez-vous : corrigez cette ligne."),
            )
        ]

    def __str__(self) -> str:
        return self.service


class Encoding(OwnedModel):
    """An act that a colleague encoded at Actiris. `kind` and `number` name its source: a row of the table that `acts`
    reads for that kind. `on` is the day of the act, kept here so that the person's copy tells it by itself.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="encodings", db_index=False)
    kind = models.CharField(_("transmis à Actiris"), max_length=11, choices=ActKind.choices)
    number = models.PositiveBigIntegerField()
    on = models.DateField(_("jour de l'acte"))
    encoded_on = models.DateField(_("transmis à Actiris le"))
    encoded_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    encoded_at = models.DateTimeField()

    privacy = words(
        "id organisation number encoded_at",
        person=LINK,
        **dict.fromkeys(["kind", "on", "encoded_on"], SOCIAL),
        encoded_by=STAFF,
    )

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "number"],
                name="an_act_is_encoded_once",
                violation_error_message=_("Cet acte est déjà encodé."),
            )
        ]
        indexes = [models.Index(fields=["organisation", "person", "on"], name="encoding_by_person")]

    def __str__(self) -> str:
        return str(self.get_kind_display())
