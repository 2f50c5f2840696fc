"""Participations, episodes, observations, corrections, proofs of eligibility, what is proposed next."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.models import Activity
from levier.development.projects.models import Condition, Project
from levier.evidence.outcomes.enums import Answer, Category, Horizon, Reach, RefusedFor, Reply, Why, Work
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import FREE_TEXT, LINK, REPORTED, SENSITIVE, SOCIAL, STAFF, words
from levier.register.people.enums import Gender
from levier.register.people.models import Person


def answer_field(label: Any) -> Any:
    return models.CharField(label, max_length=7, choices=Answer.choices, default="", blank=True)


class Participation(OwnedModel):
    """One person in one project, however many times they came in (domain.md 3.1, item 3).

    The entry situation is frozen at the first entry: the fields from `gender` to `other_disadvantage`. `age` is in
    full years on the entry day; `unemployed_months` the greatest n such that start + n months lies before the entry.
    `isced` is the level declared, `isced_recognised` the one recognised, or the declared one where none was noted.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    entry_on = models.DateField(_("première entrée"))
    exit_on = models.DateField(_("dernière sortie"), null=True, blank=True)
    exit_reason = models.CharField(_("motif de sortie"), max_length=40, blank=True)
    gender = models.CharField(_("genre"), max_length=1, choices=Gender.choices, default="", blank=True)
    birth_date = models.DateField(_("date de naissance"), null=True, blank=True)
    age = models.SmallIntegerField(_("âge à l'entrée"), null=True, blank=True)
    status = models.CharField(_("statut à l'entrée"), max_length=40, blank=True)
    category = models.CharField(
        _("situation face à l'emploi"), max_length=10, choices=Category.choices, default="", blank=True
    )
    unemployed_since = models.DateField(_("sans emploi depuis"), null=True, blank=True)
    unemployed_months = models.SmallIntegerField(_("mois entiers sans emploi"), null=True, blank=True)
    studies = models.CharField(_("études"), max_length=40, blank=True)
    isced = models.SmallIntegerField(_("niveau CITE"), null=True, blank=True)
    recognised = models.CharField(_("niveau reconnu d'un diplôme étranger"), max_length=40, blank=True)
    isced_recognised = models.SmallIntegerField(_("niveau CITE reconnu"), null=True, blank=True)
    in_training = answer_field(_("en formation ou en études à l'entrée"))
    nationalities = models.CharField(_("nationalités"), max_length=20, blank=True)
    third_country = answer_field(_("ressortissant d'un pays tiers"))
    foreign_background = answer_field(_("origine étrangère"))
    disability = answer_field(_("handicap"))
    minority = answer_field(_("minorité"))
    homeless = answer_field(_("sans-abri ou exclusion liée au logement"))
    rural = answer_field(_("zone rurale"))
    jobless_household = answer_field(_("ménage sans emploi"))
    single_adult_household = answer_field(_("adulte seul du ménage"))
    dependent_children = answer_field(_("enfants à charge"))
    other_disadvantage = answer_field(_("autre désavantage"))
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words("id organisation project version"),
        "person": LINK,
        **dict.fromkeys(
            [
                "entry_on",
                "exit_on",
                "exit_reason",
                "gender",
                "birth_date",
                "age",
                "status",
                "category",
                "unemployed_since",
                "unemployed_months",
                "studies",
                "isced",
                "recognised",
                "isced_recognised",
                "in_training",
                "nationalities",
                "third_country",
                "homeless",
                "rural",
                "jobless_household",
                "single_adult_household",
                "dependent_children",
            ],
            REPORTED,
        ),
        **dict.fromkeys(["foreign_background", "disability", "minority", "other_disadvantage"], SENSITIVE),
    }

    class Meta:
        ordering = ["entry_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "person"],
                name="one_participation_per_project",
                violation_error_message=_("Cette personne participe déjà à ce projet : ajoutez-lui une entrée."),
            ),
            models.CheckConstraint(
                condition=models.Q(exit_on=None) | models.Q(exit_on__gte=models.F("entry_on")),
                name="exit_after_entry",
                violation_error_message=_("La sortie tombe avant l'entrée."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "project", "entry_on"], name="participation_by_entry"),
            models.Index(fields=["organisation", "entry_on", "id"], name="participation_by_day"),
            models.Index(fields=["organisation", "exit_on", "id"], name="participation_by_exit"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.project.code}"


class Episode(OwnedModel):
    """One stay of a participation: from a first day to a last one, open while the person is in."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="episodes")
    starts_on = models.DateField(_("entrée"))
    ends_on = models.DateField(_("sortie"), null=True, blank=True)
    exit_reason = models.CharField(_("motif de sortie"), max_length=40, blank=True)
    source_row = models.PositiveIntegerField(_("ligne du classeur"), null=True, blank=True)

    privacy = {
        **words("id organisation participation source_row"),
        **dict.fromkeys(["starts_on", "ends_on", "exit_reason"], REPORTED),
    }

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "starts_on"], name="one_episode_per_day"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="episode_ends_after_start",
            ),
        ]


class Observation(OwnedModel):
    """What a person said of their situation on a day, after the exit or six months later.

    `days_after` counts from the exit, or from exit + 6 months, to the day it speaks of; the rule-set says how many
    count. It is None when the day is not known. `is_current` falls to False when the person comes in again: earlier
    results stop counting (domain.md 3.1, item 6).
    """

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="observations", db_index=False
    )
    horizon = models.CharField(max_length=10, choices=Horizon.choices)
    observed_on = models.DateField(_("jour dont parle la réponse"), null=True, blank=True)
    days_after = models.SmallIntegerField(null=True, blank=True)
    reach = models.CharField(_("tentative"), max_length=11, choices=Reach.choices, default=Reach.ANSWERED)
    situation = models.CharField(_("situation"), max_length=40, blank=True)
    work = models.CharField(_("travail"), max_length=9, choices=Work.choices, default="", blank=True)
    training = answer_field(_("en formation ou en études"))
    qualification = answer_field(_("certification obtenue"))
    improvement = models.CharField(_("amélioration"), max_length=40, blank=True)
    improved = models.BooleanField(default=False)
    is_current = models.BooleanField(default=True)
    source_row = models.PositiveIntegerField(_("ligne du classeur"), null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    privacy = {
        **words("id organisation participation horizon days_after is_current source_row recorded_at"),
        **dict.fromkeys(
            ["observed_on", "reach", "situation", "work", "training", "qualification", "improvement", "improved"],
            REPORTED,
        ),
        "recorded_by": STAFF,
    }

    class Meta:
        ordering = ["observed_on", "id"]
        indexes = [models.Index(fields=["participation", "horizon", "observed_on"], name="observation_in_order")]


class EntryCorrection(OwnedModel):
    """An error of the frozen entry situation, put right: author, moment, old and new value, reason."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=40)
    old = models.CharField(max_length=120, blank=True)
    new = models.CharField(max_length=120, blank=True)
    reason = models.CharField(_("raison"), max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    privacy = {
        **words("id organisation participation field made_at"),
        "old": REPORTED,
        "new": REPORTED,
        "reason": FREE_TEXT,
        "made_by": STAFF,
    }


class EligibilityProof(OwnedModel):
    """A condition of the agreement shown for one participation: which paper, of which day, checked by whom."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="proofs")
    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="+")
    paper = models.CharField(_("pièce"), max_length=150)
    paper_on = models.DateField(_("date de la pièce"))
    document = models.ForeignKey(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    privacy = {
        **words("id organisation participation condition document checked_at"),
        "paper": REPORTED,
        "paper_on": REPORTED,
        "checked_by": STAFF,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "condition"], name="one_proof_per_condition")]


class Proposal(OwnedModel):
    """A project of the house, or an activity of none, proposed to somebody as what could come next; and the answer."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    why = models.CharField(_("pourquoi"), max_length=9, choices=Why.choices)
    reply = models.CharField(_("réponse"), max_length=8, choices=Reply.choices, default=Reply.WAITING)
    refused_for = models.CharField(
        _("raison du refus"), max_length=10, choices=RefusedFor.choices, default="", blank=True
    )
    remark = models.CharField(_("précision"), max_length=200, blank=True)
    proposed_on = models.DateField(_("proposée le"))
    answered_on = models.DateField(_("répondu le"), null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words("id organisation project activity version"),
        "person": LINK,
        "why": SOCIAL,
        "reply": SOCIAL,
        "refused_for": SOCIAL,
        "proposed_on": SOCIAL,
        "answered_on": SOCIAL,
        "remark": FREE_TEXT,
        "made_by": STAFF,
    }

    class Meta:
        ordering = ["-proposed_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(project=None, activity__isnull=False)
                | models.Q(project__isnull=False, activity=None),
                name="proposal_of_one_place",
                violation_error_message=_("Proposez un projet, ou une activité."),
            ),
            models.CheckConstraint(
                condition=models.Q(reply=Reply.WAITING, answered_on=None)
                | (~models.Q(reply=Reply.WAITING) & models.Q(answered_on__isnull=False)),
                name="proposal_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(reply=Reply.REFUSED) ^ models.Q(refused_for=""),
                name="proposal_refused_for_a_reason",
                violation_error_message=_("Choisissez la raison du refus."),
            ),
            models.UniqueConstraint(
                fields=["person", "project"],
                name="one_proposal_per_project",
                violation_error_message=_("C'est déjà proposé à cette personne : notez sa réponse."),
            ),
            models.UniqueConstraint(
                fields=["person", "activity"],
                name="one_proposal_per_activity",
                violation_error_message=_("C'est déjà proposé à cette personne : notez sa réponse."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "person"], name="proposal_by_person"),
            models.Index(fields=["organisation", "proposed_on", "id"], name="proposal_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.name}"

    @property
    def place(self) -> tuple[str, int]:
        """("project", id) or ("activity", id)."""
        return ("project", self.project_id) if self.project_id else ("activity", self.activity_id or 0)

    @property
    def name(self) -> str:
        return str(self.project or self.activity)
