"""What comes in about opinions: which questions, an answer, what forms on paper say."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.actions.opinions import MOST_A_DAY
from levier.activity.activities.enums import TOUCHED, Face, Question
from levier.foundation.kit.forms import HouseForm


class SurveyForm(HouseForm):
    """Three to five questions, until a day."""

    questions = forms.MultipleChoiceField(
        label=_("De trois à cinq questions"), choices=Question.choices, widget=forms.CheckboxSelectMultiple
    )
    ends_on = forms.DateField(label=_("Jusqu'au"), help_text=_("Dernier jour où l'on peut répondre."))


class OpinionForm(HouseForm):
    """A face for each question; each may be left out."""

    def __init__(self, asked: Sequence[str], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = [(face.value, face.label) for face in TOUCHED]
        for code in asked:
            label = Question(code).label
            self.fields[code] = forms.ChoiceField(
                label=label, choices=choices, widget=forms.RadioSelect, required=False
            )

    @property
    def faces(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code in self.fields if self.cleaned_data[code]}


class PaperForm(HouseForm):
    """How many forms on paper, and how many crosses under each face."""

    sheets = forms.IntegerField(label=_("Combien de feuilles"), min_value=1, max_value=MOST_A_DAY)

    def __init__(self, asked: Sequence[str], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.asked = asked
        for code in asked:
            for face in TOUCHED:
                self.fields[f"{code}-{face}"] = forms.IntegerField(
                    label=f"{Question(code).label} {Face(face).label}",
                    min_value=0,
                    max_value=MOST_A_DAY,
                    required=False,
                )
        for field in self.fields.values():
            field.widget = forms.TextInput(attrs={"class": "narrow", "inputmode": "numeric"})

    @property
    def counts(self) -> dict[tuple[str, str], int]:
        pairs = [(code, str(face)) for code in self.asked for face in TOUCHED]
        return {(code, face): self.cleaned_data[f"{code}-{face}"] or 0 for code, face in pairs}
