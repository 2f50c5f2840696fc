"""What was printed, and what an agreement takes as a proof."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.models import Activity, Session
from levier.activity.sheets.enums import Format, Proof, SheetKind
from levier.activity.sheets.numbering import shown
from levier.development.projects.models import Project
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.documents.models import Document
from levier.foundation.kit.privacy import FREE_TEXT, LINK, STAFF, words
from levier.register.people.models import Person

BLANK_LINES, MOST_BLANK = 3, 20
"""Lines without a name, for who comes unannounced: as usual, and at most."""


class Sheet(OwnedModel):
    """One sheet as it was printed. Printed again it keeps its number; `returned_at` once each of its pages is back.

    `blank_lines` are for who comes unannounced. With `has_photos`, those that people allow stand beside their names.
    """

    number = models.PositiveIntegerField(_("numéro"))
    kind = models.CharField(_("sorte"), max_length=8, choices=SheetKind.choices)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sheets")
    format = models.CharField(_("format"), max_length=8, choices=Format.choices, default=Format.PLAIN)
    first_on = models.DateField(_("du"))
    last_on = models.DateField(_("au"))
    pages = models.PositiveSmallIntegerField(_("pages"), default=1)
    blank_lines = models.PositiveSmallIntegerField(
        _("lignes vides"), default=BLANK_LINES, validators=[MaxValueValidator(MOST_BLANK)]
    )
    has_photos = models.BooleanField(_("avec les photos"), default=False)
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    returned_at = models.DateTimeField(null=True, blank=True)

    privacy = words(
        "id organisation number kind activity format first_on last_on pages blank_lines has_photos printed_at"
        " returned_at",
        printed_by=STAFF,
    )

    class Meta:
        ordering = ["-last_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_sheet_a_number"),
            models.CheckConstraint(condition=Q(last_on__gte=models.F("first_on")), name="sheet_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["organisation", "last_on", "number"], name="sheet_by_day")]

    def __str__(self) -> str:
        return shown(self.number)


class SheetColumn(OwnedModel):
    """One half-day of a sheet: `half` is 1, or 2 for the second half of a long session. `noted_at` once the presences
    of its session were noted from the paper."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="columns")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="sheet_columns")
    half = models.PositiveSmallIntegerField(default=1)
    rank = models.PositiveSmallIntegerField()
    noted_at = models.DateTimeField(null=True, blank=True)

    privacy = words("id organisation sheet session half rank noted_at")

    class Meta:
        ordering = ["rank", "id"]
        constraints = [models.UniqueConstraint(fields=["sheet", "session", "half"], name="one_column_a_half_day")]


class SheetLine(OwnedModel):
    """Somebody expected, at their place on the paper. `witness` countersigned their mark: they cannot sign."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sheet_lines", db_index=False)
    rank = models.PositiveSmallIntegerField(_("ligne"))
    witness = models.CharField(_("témoin de la marque"), max_length=120, blank=True)

    privacy = words("id organisation sheet rank", person=LINK, witness=FREE_TEXT)

    class Meta:
        ordering = ["rank", "id"]
        constraints = [models.UniqueConstraint(fields=["sheet", "person"], name="one_line_a_person")]
        indexes = [models.Index(fields=["organisation", "person"], name="sheet_line_by_person")]


class Logo(OwnedModel):
    """The picture that stands on the sheets of a format, at one of the places that it leaves for logos."""

    format = models.CharField(_("format de la feuille"), max_length=8, choices=Format.choices)
    place = models.PositiveSmallIntegerField(_("emplacement"))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    privacy = words("id organisation format place document made_at", made_by=STAFF)

    class Meta:
        ordering = ["format", "place"]
        constraints = [models.UniqueConstraint(fields=["organisation", "format", "place"], name="one_logo_a_place")]


class ProofRule(OwnedModel):
    """What the funder of a project takes as a proof, and on which form; without one, the signed paper."""

    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="proof_rule")
    takes_paper = models.BooleanField(Proof.PAPER.label, default=True)
    takes_tablet = models.BooleanField(Proof.TABLET.label, default=False)
    takes_qr = models.BooleanField(Proof.QR.label, default=False)
    format = models.CharField(_("format de la feuille"), max_length=8, choices=Format.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = words("id organisation project takes_paper takes_tablet takes_qr format version")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(takes_paper=True) | Q(takes_tablet=True) | Q(takes_qr=True),
                name="something_is_a_proof",
                violation_error_message=_("Cochez au moins une preuve."),
            )
        ]

    @property
    def proofs(self) -> list[Proof]:
        """What is taken, in the order of the words."""
        held = {Proof.PAPER: self.takes_paper, Proof.TABLET: self.takes_tablet, Proof.QR: self.takes_qr}
        return [proof for proof, is_taken in held.items() if is_taken]
