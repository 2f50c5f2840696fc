"""A group with a life of its own: members, meetings, what was decided and who does what."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.models import Activity
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import IDENTITY, LINK, SOCIAL, words
from levier.register.partners.models import PROFESSIONAL, Partner
from levier.register.people.models import Person


class Collective(OwnedModel):
    """An activity of kind collective. `network` is the collective of collectives that it belongs to.

    `coordinator` is somebody outside, of `coordinator_partner` or of nobody. Once handed to another organisation it is
    closed: it is read, and nothing in it changes. While there is a `page_code`, a link that holds it opens its public
    page, with what its members decided to show.
    """

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="collective")
    network = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="collectives", verbose_name=_("réseau")
    )
    coordinator = models.CharField(_("coordination extérieure"), max_length=120, blank=True)
    coordinator_partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("de quel partenaire")
    )
    page_code = models.CharField(max_length=16, blank=True, editable=False)
    page_decided_on = models.DateField(_("décidé par les membres le"), null=True, blank=True)
    page_words = models.TextField(_("notre but, en quelques phrases"), max_length=600, blank=True)
    page_sessions = models.BooleanField(_("montrer les prochaines réunions ouvertes"), default=False)
    page_contact = models.BooleanField(_("montrer comment joindre la maison"), default=True)
    handed_to = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("confié à")
    )
    handed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation activity network coordinator_partner handed_to handed_on version page_code"
        " page_decided_on page_words page_sessions page_contact",
        coordinator=PROFESSIONAL,
    )

    class Meta:
        ordering = ["activity__title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_to=None, handed_on=None) | Q(handed_to__isnull=False, handed_on__isnull=False),
                name="handed_to_somebody_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.activity.title


class Member(OwnedModel):
    """Somebody of a collective: a person we know, or somebody outside by a first name and perhaps a partner."""

    collective = models.ForeignKey(Collective, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="memberships_of_collectives",
        db_index=False,
    )
    first_name = models.CharField(_("prénom"), max_length=60, blank=True)
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("partenaire")
    )
    role = models.CharField(_("son rôle"), max_length=100, blank=True)
    is_shown = models.BooleanField(_("d'accord d'être nommé·e sur la page publique"), default=False)
    joined_on = models.DateField(_("depuis le"))
    left_on = models.DateField(null=True, blank=True)

    privacy = words(
        "id organisation collective partner",
        person=LINK,
        first_name=IDENTITY,
        role=SOCIAL,
        is_shown=SOCIAL,
        joined_on=SOCIAL,
        left_on=SOCIAL,
    )

    class Meta:
        ordering = ["left_on", "joined_on", "id"]
        indexes = [models.Index(fields=["organisation", "person"], name="member_by_person")]

    def __str__(self) -> str:
        return str(self.person or self.first_name)


class Meeting(OwnedModel):
    """A meeting of a collective; a line for each decision."""

    collective = models.ForeignKey(Collective, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField(_("jour"))
    decisions = models.TextField(_("décisions"), max_length=3_000, blank=True)

    privacy = words("id organisation collective on decisions")

    class Meta:
        ordering = ["-on", "-id"]


class Task(OwnedModel):
    """What somebody said they would do, until when; done on a day."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="tasks")
    what = models.CharField(_("quoi"), max_length=200)
    who = models.CharField(_("qui"), max_length=80, blank=True)
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    privacy = words("id organisation meeting what who due_on done_on")

    class Meta:
        ordering = ["done_on", "due_on", "id"]

    def __str__(self) -> str:
        return self.what
