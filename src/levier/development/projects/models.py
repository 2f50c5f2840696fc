"""Projects, partners' roles, agreements with what they ask, targets, family tree."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.development.calls.models import Call, Need
from levier.development.projects.enums import ObligationKind, ProjectStatus
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit import formats
from levier.foundation.kit.privacy import STAFF, words
from levier.register.partners.models import Partner, Programme


class Project(OwnedModel):
    """A project. In ESF words one operation; its courses and workshops are activities of it."""

    Status = ProjectStatus

    code = models.CharField(_("code"), max_length=40)
    title = models.CharField(_("intitulé"), max_length=150)
    summary = models.TextField(_("en quelques mots"), blank=True)
    status = models.CharField(_("état"), max_length=12, choices=ProjectStatus.choices, default=ProjectStatus.IDEA)
    call = models.ForeignKey(
        Call, null=True, blank=True, on_delete=models.PROTECT, related_name="projects", verbose_name=_("appel")
    )
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="projects", verbose_name=_("programme")
    )
    needs = models.ManyToManyField(Need, through="NeedAnswered", related_name="projects")
    starts_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("fin"), null=True, blank=True)
    budget = models.DecimalField(_("budget total"), max_digits=12, decimal_places=2, null=True, blank=True)
    promised_minutes = models.PositiveIntegerField(_("heures-stagiaires promises"), null=True, blank=True)
    promised_participants = models.PositiveIntegerField(_("participants promis"), null=True, blank=True)
    rule_set = models.CharField(_("règles de comptage"), max_length=40, blank=True)
    ending = models.TextField(_("comment il s'est terminé, ce qu'on en retient"), blank=True)
    search = models.CharField(max_length=300, editable=False, default="")
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation code title summary status call programme starts_on ends_on budget promised_minutes"
        " promised_participants rule_set ending search version"
    )

    class Meta:
        ordering = ["-starts_on", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code"],
                name="one_project_per_code",
                violation_error_message=_("Un projet porte déjà ce code."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="project_ends_after_it_starts",
                violation_error_message=_("La fin du projet tombe avant son début."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-starts_on", "code"], name="project_by_start"),
            # The search walks it and opens no project, of ours or of another house.
            models.Index(fields=["organisation", "search"], name="project_by_search"),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.title}"


class NeedAnswered(OwnedModel):
    """A need that a project answers."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE)
    need = models.ForeignKey(Need, on_delete=models.PROTECT)

    privacy = words("id organisation project need")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "need"], name="need_once_per_project")]


class ProjectPartner(OwnedModel):
    """The part that a partner takes in a project."""

    class Part(models.TextChoices):
        HOLDER = "holder", _("porteur")
        OPERATOR = "operator", _("opérateur de formation")
        HOST = "host", _("accueil de stages")
        SUPPORT = "support", _("soutien")
        FUNDER = "funder", _("bailleur")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="partners")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(_("rôle"), max_length=10, choices=Part.choices)

    privacy = words("id organisation project partner part")

    class Meta:
        ordering = ["part", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "partner", "part"],
                name="one_part_per_partner",
                violation_error_message=_("Ce partenaire a déjà ce rôle dans le projet."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner}, {self.get_part_display()}"


class Agreement(OwnedModel):
    """The contract with one funder of a project. Shares are in basis points of what is claimed (10,000 = 100 %)."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="agreements")
    funder = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements", verbose_name=_("bailleur"))
    programme = models.ForeignKey(
        Programme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements",
        verbose_name=_("programme"),
    )
    reference = models.CharField(_("référence"), max_length=60)
    signed_on = models.DateField(_("signée le"), null=True, blank=True)
    starts_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("fin"), null=True, blank=True)
    amount = models.DecimalField(_("montant"), max_digits=12, decimal_places=2, null=True, blank=True)
    share = models.PositiveIntegerField(
        _("part du financement, en points de base"),
        default=10_000,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
    )
    promised_minutes = models.PositiveIntegerField(_("heures-stagiaires promises"), null=True, blank=True)
    counts_excused = models.BooleanField(_("les absences justifiées comptent"), default=False)
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation project funder programme reference signed_on starts_on ends_on amount share promised_minutes"
        " counts_excused version"
    )

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "reference"],
                name="one_agreement_per_reference",
                violation_error_message=_("Une convention de ce projet porte déjà cette référence."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="agreement_ends_after_it_starts",
                violation_error_message=_("La fin de la convention tombe avant son début."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def holds_on(self, day: date) -> bool:
        """Does it run on that day? A side that is not dated is open."""
        return not ((self.starts_on and day < self.starts_on) or (self.ends_on and day > self.ends_on))


class Condition(OwnedModel):
    """What an agreement asks of each person at entry (registration, residence, studies), proven by a dated paper."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="conditions")
    code = models.SlugField(_("code"), max_length=40)
    label = models.CharField(_("condition"), max_length=150)

    privacy = words("id organisation agreement code label")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "code"],
                name="one_condition_per_code",
                violation_error_message=_("Cette convention demande déjà cette condition."),
            )
        ]

    def __str__(self) -> str:
        return self.label


class Target(OwnedModel):
    """What a project promised for one indicator. The code is text: reports knows what it means."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="targets")
    code = models.CharField(_("indicateur"), max_length=20)
    value = models.PositiveIntegerField(_("valeur promise"))

    privacy = words("id organisation project code value")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "code"],
                name="one_target_per_indicator",
                violation_error_message=_("Une valeur est déjà promise pour cet indicateur."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {formats.number(self.value)}"


class Kinship(OwnedModel):
    """How a project comes from, or goes to, another one or a partner."""

    class Kind(models.TextChoices):
        BORN_FROM = "born_from", _("né de")
        SPUN_OFF_TO = "spun_off_to", _("devenu autonome avec")
        TRANSFERRED_TO = "transferred_to", _("transmis à")
        TAKEN_OVER_BY = "taken_over_by", _("repris par")
        PASSED_TO = "passed_to", _("expérience transmise à")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="kin")
    kind = models.CharField(_("lien"), max_length=15, choices=Kind.choices)
    other = models.ForeignKey(Project, null=True, blank=True, on_delete=models.PROTECT, related_name="kin_of")
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="inherited")
    on = models.DateField(_("le"), null=True, blank=True)
    moved = models.TextField(_("ce qui part"), blank=True)
    stayed = models.TextField(_("ce qui reste"), blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = words("id organisation project kind other partner on moved stayed version")

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(other=None, partner__isnull=False) | models.Q(other__isnull=False, partner=None),
                name="kin_is_a_project_or_a_partner",
                violation_error_message=_("Choisissez un projet ou un partenaire, l'un des deux."),
            ),
            models.CheckConstraint(
                condition=models.Q(other=None) | ~models.Q(other=models.F("project")),
                name="no_project_is_its_own_kin",
                violation_error_message=_("Un projet ne vient pas de lui-même."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other or self.partner}"


class Obligation(OwnedModel):
    """What must leave the house before a moment: who looks after it, and who alone may sign it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="obligations")
    agreement = models.ForeignKey(
        Agreement,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="obligations",
        verbose_name=_("convention"),
    )
    kind = models.CharField(_("type"), max_length=13, choices=ObligationKind.choices)
    title = models.CharField(_("intitulé"), max_length=150)
    due_at = models.DateTimeField(_("à faire avant"))
    owner = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="obligations",
        verbose_name=_("qui s'en occupe"),
    )
    signatory = models.CharField(_("qui signe"), max_length=120, blank=True)
    done_at = models.DateTimeField(_("fait le"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words("id organisation project agreement kind title due_at done_at version"),
        "owner": STAFF,
        "signatory": STAFF,
    }

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [models.Index(fields=["organisation", "done_at", "due_at"], name="obligation_by_due")]

    def __str__(self) -> str:
        return self.title
