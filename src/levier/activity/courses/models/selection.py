"""Who asks to follow a course, through which steps, and what is decided; then what they learnt."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.activity.courses.enums import Choice, Mastery, StepKind, StepResult, Told, Why
from levier.activity.courses.models.course import Course, CourseModule
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import FREE_TEXT, LINK, REPORTED, SOCIAL, STAFF, words
from levier.register.people.models import Person

MOST_POINTS = 100


class Candidate(OwnedModel):
    """Somebody in a course: first asked for it, then decided upon, then in it.

    Reserve is in the order of `decided_at`. Two files made one may leave two of them in one course: both are shown.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="candidates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="candidacies", db_index=False)
    asked_on = models.DateField(_("demandé le"))
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    decision = models.CharField(_("décision"), max_length=8, choices=Choice.choices, blank=True, default="")
    why = models.CharField(_("raison"), max_length=10, choices=Why.choices, blank=True, default="")
    remark = models.CharField(_("en quelques mots"), max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    told_on = models.DateField(_("dit le"), null=True, blank=True)
    told_by_way = models.CharField(_("comment"), max_length=6, choices=Told.choices, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation course asked_on version",
        person=LINK,
        decision=REPORTED,
        why=REPORTED,
        remark=FREE_TEXT,
        decided_at=REPORTED,
        told_on=REPORTED,
        told_by_way=REPORTED,
        made_by=STAFF,
        decided_by=STAFF,
    )

    class Meta:
        ordering = ["person__last_name", "person__first_name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None) | (Q(decided_at__isnull=False) & ~Q(decision="")),
                name="decided_at_a_moment",
            )
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="candidate_by_person")]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def standing(self) -> str:
        """What is decided, or that nothing is."""
        return self.get_decision_display() or gettext("à décider")


class Step(OwnedModel):
    """One step of a selection for one candidate: invited, then came or not; points of a test, or words."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("étape"), max_length=11, choices=StepKind.choices)
    on = models.DateField(_("jour"))
    result = models.CharField(_("résultat"), max_length=7, choices=StepResult.choices)
    points = models.PositiveSmallIntegerField(
        _("points sur 100"), null=True, blank=True, validators=[MaxValueValidator(MOST_POINTS)]
    )
    remark = models.CharField(_("en quelques mots"), max_length=300, blank=True)
    noted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    privacy = words(
        "id organisation candidate kind",
        **dict.fromkeys(["on", "result", "points"], SOCIAL),
        remark=FREE_TEXT,
        noted_by=STAFF,
    )

    class Meta:
        ordering = ["on", "id"]
        constraints = [models.UniqueConstraint(fields=["candidate", "kind"], name="one_step_of_a_kind")]


class ModuleResult(OwnedModel):
    """Where somebody is with a module, since which day, said by whom."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="results")
    module = models.ForeignKey(CourseModule, on_delete=models.PROTECT, related_name="results")
    mastery = models.CharField(_("résultat"), max_length=12, choices=Mastery.choices)
    on = models.DateField(_("noté le"))
    noted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    privacy = words("id organisation candidate module", mastery=REPORTED, on=REPORTED, noted_by=STAFF)

    class Meta:
        ordering = ["module__rank", "id"]
        constraints = [models.UniqueConstraint(fields=["candidate", "module"], name="one_result_a_module")]

    def __str__(self) -> str:
        return f"{self.module} : {self.get_mastery_display()}"
