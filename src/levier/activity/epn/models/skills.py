"""What somebody can do with a computer, as seen on a day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.activity.epn.enums import Depth, Mastery, Mode, Reader
from levier.activity.epn.gestures import words_of
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit import formats
from levier.foundation.kit.privacy import LINK, SOCIAL, STAFF, words
from levier.register.people.models import Person


class Assessment(OwnedModel):
    """A diagnosis of digital skill made with a person on a day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="epn_assessments", db_index=False)
    on = models.DateField(_("fait le"))
    depth = models.CharField(_("jusqu'où"), max_length=8, choices=Depth.choices)
    mode = models.CharField(_("comment"), max_length=8, choices=Mode.choices)
    reader = models.CharField(_("avec qui"), max_length=14, choices=Reader.choices)
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    privacy = words(
        "id organisation made_at",
        person=LINK,
        **dict.fromkeys(["on", "depth", "mode", "reader"], SOCIAL),
        made_by=STAFF,
    )

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(mode=Mode.WRITTEN) | Q(reader=Reader.READS),
                name="only_who_reads_fills_it_in",
                violation_error_message=_(
                    "Qui ne lit pas le français ne remplit pas une page : lisez les questions, ou regardez faire."
                ),
            )
        ]
        indexes = [models.Index(fields=["organisation", "person", "on"], name="epn_assessment_by_person")]

    def __str__(self) -> str:
        return f"{self.get_depth_display()}, {formats.day(self.on)}"


class Answer(OwnedModel):
    """What was seen of one gesture ("g03") or competence ("3.1"). What was not seen has no row: it is not a zero."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    code = models.CharField(_("geste ou compétence"), max_length=4)
    level = models.PositiveSmallIntegerField(_("maîtrise"), choices=Mastery.choices)

    privacy = words("id organisation", assessment=LINK, code=SOCIAL, level=SOCIAL)

    class Meta:
        ordering = ["code", "id"]
        constraints = [models.UniqueConstraint(fields=["assessment", "code"], name="one_answer_a_gesture")]

    def __str__(self) -> str:
        return words_of(self.code)
