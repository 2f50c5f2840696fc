"""What people thought of an activity: counted by day, with nothing of who answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import Face, Question
from levier.activity.activities.models.activity import Activity
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import words


class Survey(OwnedModel):
    """The questions asked of an activity (codes of `enums.Question`, a space between), by a link until `ends_on`."""

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="survey")
    questions = models.CharField(_("questions"), max_length=100)
    code = models.CharField(max_length=16, editable=False)
    ends_on = models.DateField(_("jusqu'au"))

    privacy = words("id organisation activity questions code ends_on")

    def __str__(self) -> str:
        return str(self.activity)

    @property
    def asked(self) -> list[str]:
        return [code for code in self.questions.split() if code in Question.values]


class Tally(OwnedModel):
    """How many times on one day a face was touched for one question. It is a count and no answer of anybody.

    It has neither an author nor an hour, and answers to several questions do not stand together: nothing in it can be
    joined to a person. Never made for each who answers: the row of the day is there already.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="tallies")
    on = models.DateField()
    question = models.CharField(max_length=10)
    face = models.CharField(max_length=5, choices=Face.choices)
    count = models.PositiveIntegerField(default=0)

    privacy = words("id organisation activity on question face count")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "on", "question", "face"], name="tally_once_a_day")]
