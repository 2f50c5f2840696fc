"""What comes in about a project."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.development.calls.forms import AmountField
from levier.development.calls.models import Call, Need
from levier.development.projects.enums import ENDED
from levier.development.projects.models import Project
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.fields import ManyRowsField
from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.foundation.kit.registers import counting_rules
from levier.register.partners.models import Programme

PLAIN = (
    "code",
    "title",
    "summary",
    "status",
    "starts_on",
    "ends_on",
    "budget",
    "promised_participants",
    "rule_set",
    "ending",
)


class ProjectForm(VersionedForm):
    """A project, thin but whole."""

    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("Celui que l'équipe et le bailleur emploient."))
    title = forms.CharField(label=_("Intitulé"), max_length=150)
    summary = forms.CharField(label=_("En quelques mots"), widget=forms.Textarea, required=False)
    status = forms.ChoiceField(label=_("État"), choices=Project.Status.choices)
    call = forms.ModelChoiceField(label=_("Appel à projets"), queryset=Call.objects.none(), required=False)
    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.none(), required=False)
    needs = ManyRowsField(
        label=_("Besoins auxquels il répond"),
        queryset=Need.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    starts_on = forms.DateField(label=_("Début"), required=False)
    ends_on = forms.DateField(label=_("Fin"), required=False)
    budget = AmountField(label=_("Budget total, en euros"), required=False)
    promised_hours = forms.IntegerField(
        label=_("Heures-stagiaires promises"), min_value=0, max_value=10_000_000, required=False
    )
    promised_participants = forms.IntegerField(
        label=_("Participants promis"), min_value=0, max_value=1_000_000, required=False
    )
    rule_set = forms.ChoiceField(
        label=_("Règles de comptage"),
        choices=lambda: [("", _("aucune")), *((code, counting_rules[code]) for code in counting_rules.names())],
        required=False,
    )
    ending = forms.CharField(
        label=_("Comment il s'est terminé, ce qu'on en retient"),
        widget=forms.Textarea,
        required=False,
        help_text=_("Demandé quand le projet est terminé, interrompu, transmis, devenu autonome ou repris."),
    )

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["call"].queryset = Call.objects.visible_to(actor)  # type: ignore[attr-defined]
        self.fields["programme"].queryset = Programme.objects.visible_to(actor)  # type: ignore[attr-defined]
        self.fields["needs"].queryset = Need.objects.visible_to(actor)  # type: ignore[attr-defined]
        self.initial.setdefault("version", 1)
        if "status" in self.initial:
            self._without_steps(self.initial["status"])

    def _without_steps(self, status: str) -> None:
        """A project that exists changes its state by a step; its ending is asked once there is one."""
        del self.fields["status"]
        if status not in ENDED:
            del self.fields["ending"]

    def values(self) -> dict[str, Any]:
        """Columns of Project; hours are kept in minutes."""
        data = self.cleaned_data
        hours = data["promised_hours"]
        own = {name: data[name] for name in (*PLAIN, "call", "programme") if name in data}
        return own | {"promised_minutes": None if hours is None else hours * 60}


def values_from(call: Call) -> dict[str, Any]:
    """What a project born of this call begins with."""
    needs = [one.need_id for one in call.call_needs.all()]
    return {"call": call.pk, "programme": call.programme_id, "title": call.title, "needs": needs}


def values_of(project: Project) -> dict[str, Any]:
    """A project as the form shows it."""
    hours = None if project.promised_minutes is None else project.promised_minutes // 60
    own = {name: getattr(project, name) for name in PLAIN}
    return own | {
        "call": project.call_id,
        "programme": project.programme_id,
        "needs": [need.pk for need in project.needs.all()],
        "promised_hours": hours,
        "version": project.version,
    }


class EndForm(HouseForm):
    """How a project ended: which of the true ends, when, and what is kept of it."""

    how = forms.ChoiceField(
        label=_("Comment s'est-il terminé ?"),
        choices=[(one.value, one.label) for one in ENDED],
        widget=forms.RadioSelect,
    )
    ends_on = forms.DateField(label=_("Dernier jour"))
    ending = forms.CharField(
        label=_("Ce qui s'est passé, ce que vous en gardez"),
        widget=forms.Textarea,
        help_text=_("Le prochain dossier s'écrit avec ces lignes."),
    )
