"""What comes in about somebody in a course: steps, decision, contract, internship."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.activity.courses.actions import DecisionDraft, StepDraft
from levier.activity.courses.enums import Choice, InternshipEnd, StepKind, StepResult, Told, Why
from levier.activity.courses.kinds import kind_choices
from levier.activity.courses.models.placing import MOST_WEEK
from levier.activity.courses.models.selection import MOST_POINTS
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.fields import MinutesField
from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.register.partners.models import Partner

CONTRACT_COLUMNS = ("kind", "partner", "signed_on", "starts_on", "ends_on", "weekly_minutes")
ENDING = ("ended_on", "end_words")
INTERNSHIP_COLUMNS = ("partner", "task", "convention_on", "starts_on", "ends_on", "planned_minutes")
OUTCOME = ("end", "end_words")
_NOTHING_MEDICAL = _("L'équipe le lit. N'y écrivez rien de médical.")


def _today() -> Any:
    return timezone.localdate()


class StepForm(HouseForm):
    """How a step went."""

    kind = forms.ChoiceField(label=_("Étape"), choices=StepKind.choices)
    on = forms.DateField(label=_("Jour"), initial=_today)
    result = forms.ChoiceField(label=_("Résultat"), choices=StepResult.choices, initial=StepResult.CAME)
    points = forms.IntegerField(label=_("Points sur 100"), min_value=0, max_value=MOST_POINTS, required=False)
    remark = forms.CharField(label=_("En quelques mots"), max_length=300, required=False, help_text=_NOTHING_MEDICAL)

    def draft(self) -> StepDraft:
        return StepDraft(**self.cleaned_data)


class DecisionForm(VersionedForm):
    """What is decided, and why."""

    decision = forms.ChoiceField(label=_("Décision"), choices=Choice.choices, widget=forms.RadioSelect)
    why = forms.ChoiceField(
        label=_("Raison"), choices=Why.choices, help_text=_("La personne peut l'entendre et la lire.")
    )
    remark = forms.CharField(label=_("En quelques mots"), max_length=300, required=False, help_text=_NOTHING_MEDICAL)

    def draft(self) -> DecisionDraft:
        return DecisionDraft(*(self.cleaned_data[name] for name in ("decision", "why", "remark")))


class ToldForm(HouseForm):
    """When and how the person was told."""

    on = forms.DateField(label=_("Dit le"), initial=_today)
    way = forms.ChoiceField(label=_("Comment"), choices=Told.choices)


class ContractForm(HouseForm):
    """A training contract."""

    kind = forms.ChoiceField(label=_("Type"))
    partner = forms.ModelChoiceField(label=_("Signé avec"), queryset=Partner.objects.none())
    signed_on = forms.DateField(label=_("Signé le"), required=False)
    starts_on = forms.DateField(label=_("Début"))
    ends_on = forms.DateField(label=_("Fin prévue"))
    weekly_minutes = MinutesField(label=_("Heures par semaine"), most=MOST_WEEK)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["kind"].choices = kind_choices()  # type: ignore[attr-defined]
        self.fields["partner"].queryset = Partner.objects.visible_to(actor)  # type: ignore[attr-defined]


class EditContractForm(ContractForm, VersionedForm):
    """The same, and its end when it comes early."""

    ended_on = forms.DateField(label=_("Arrêté le"), required=False)
    end_words = forms.CharField(label=_("Raison de l'arrêt"), max_length=200, required=False)


class InternshipForm(VersionedForm):
    """An internship, and how it ended once it has."""

    partner = forms.ModelChoiceField(label=_("Chez"), queryset=Partner.objects.none())
    task = forms.CharField(label=_("Pour y faire quoi"), max_length=200, required=False)
    convention_on = forms.DateField(label=_("Convention signée le"), required=False)
    starts_on = forms.DateField(label=_("Début"))
    ends_on = forms.DateField(label=_("Fin"))
    planned_minutes = MinutesField(label=_("Heures prévues"), most=60 * 2_000)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["partner"].queryset = Partner.objects.visible_to(actor)  # type: ignore[attr-defined]


class EditInternshipForm(InternshipForm):
    """The same, and how it ended."""

    end = forms.ChoiceField(
        label=_("Comment il s'est terminé"),
        choices=[("", _("pas encore terminé")), *InternshipEnd.choices],
        required=False,
    )
    end_words = forms.CharField(label=_("Ce qu'on en retient"), max_length=300, required=False)


class WeekForm(HouseForm):
    """Hours of a week of internship."""

    on = forms.DateField(label=_("Un jour de la semaine"), initial=_today)
    minutes = MinutesField(label=_("Heures faites"), most=MOST_WEEK)
    confirmed_by = forms.CharField(
        label=_("Confirmé par"),
        max_length=120,
        required=False,
        help_text=_("Qui, chez l'employeur, confirme ces heures. Vide : pas encore confirmé."),
    )


class VisitForm(HouseForm):
    """A visit at the place."""

    on = forms.DateField(label=_("Jour de la visite"), initial=_today)
    remark = forms.CharField(label=_("En quelques mots"), max_length=300, help_text=_NOTHING_MEDICAL)
