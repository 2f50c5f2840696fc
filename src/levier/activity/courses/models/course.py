"""The file of a course: its modules, and which session is for which module."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.models import Activity, Session
from levier.development.projects.models import Agreement
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import STAFF, words
from levier.register.partners.models import Partner


class Course(OwnedModel):
    """An activity done as a course. Title, places, days and the part of each partner are those of the activity.

    `promised_minutes` are hours of course that `agreement` promises for the group: what the trainers give, not yet
    multiplied by people. `criteria` says how people are chosen; `next_step` what happens to who is accepted.
    """

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="course")
    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("convention")
    )
    promised_minutes = models.PositiveIntegerField(_("heures conventionnées"), null=True, blank=True)
    criteria = models.CharField(_("comment on choisit"), max_length=400, blank=True)
    next_step = models.CharField(_("la suite pour qui est accepté"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = words("id organisation activity agreement promised_minutes criteria next_step version")

    class Meta:
        ordering = ["-activity__starts_on", "id"]

    def __str__(self) -> str:
        return self.activity.title

    def clean(self) -> None:
        super().clean()
        projects = {self.activity.project_id, *self.activity.backings.values_list("project", flat=True)}
        if self.agreement is not None and self.agreement.project_id not in projects:
            sentence = gettext("Cette convention est celle d'un autre projet que ceux de la formation.")
            raise ValidationError({"agreement": sentence})


class CourseModule(OwnedModel):
    """A part of a course. With a partner, its hours are counted for that partner."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="modules")
    rank = models.PositiveSmallIntegerField(_("ordre"), default=1, validators=[MinValueValidator(1)])
    title = models.CharField(_("intitulé"), max_length=150)
    minutes = models.PositiveIntegerField(_("heures"), default=0)
    is_internship = models.BooleanField(_("c'est un stage"), default=False)
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("partenaire")
    )
    trainer = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("donné par")
    )
    version = models.PositiveIntegerField(default=1)

    privacy = words("id organisation course rank title minutes is_internship partner version", trainer=STAFF)

    class Meta:
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "title"],
                name="one_module_a_title",
                violation_error_message=_("Un module de cette formation porte déjà cet intitulé."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class SessionModule(OwnedModel):
    """The module that a session is for."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="course_module")
    module = models.ForeignKey(CourseModule, on_delete=models.PROTECT, related_name="sessions")

    privacy = words("id organisation session module")
