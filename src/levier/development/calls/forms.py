"""What comes in about needs and calls."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.development.calls.enums import Competence
from levier.development.calls.models import Call, Need
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.fields import ManyRowsField
from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.register.partners.models import Programme

HOURS = ["%H:%M", "%Hh%M", "%H h %M", "%Hh", "%H h", "%H.%M"]


class AmountField(forms.DecimalField):
    """Euros as people write them: 118 000,50 or 118000.50."""

    def __init__(self, **named: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, min_value=0, localize=True, **named)

    def to_python(self, value: Any) -> Any:
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class NeedForm(VersionedForm):
    """A need in a sentence."""

    title = forms.CharField(label=_("Besoin, en une phrase"), max_length=150)
    statement = forms.CharField(
        label=_("Ce que nous constatons"),
        widget=forms.Textarea,
        required=False,
        help_text=_("Ce que vivent les personnes, sans aucun nom."),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial.setdefault("version", 1)

    def values(self) -> dict[str, Any]:
        """Columns of Need."""
        return {name: self.cleaned_data[name] for name in ("title", "statement")}


class EvidenceForm(HouseForm):
    """A figure with its day and source."""

    statement = forms.CharField(
        label=_("Chiffre ou fait"), max_length=300, help_text=_("par exemple : 63 personnes sur 150 n'ont pas de mail")
    )
    source = forms.CharField(label=_("Source"), max_length=200)
    observed_on = forms.DateField(label=_("Constaté le"))
    link = forms.URLField(label=_("Lien"), required=False, assume_scheme="https")


class CallForm(VersionedForm):
    """A call for projects."""

    title = forms.CharField(label=_("Intitulé"), max_length=150)
    programme = forms.ModelChoiceField(
        label=_("Programme"),
        queryset=Programme.objects.none(),
        help_text=_("Il s'ajoute depuis la page du bailleur, dans Partenaires."),
    )
    competences = forms.MultipleChoiceField(
        label=_("Compétences"), choices=Competence.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    deadline_on = forms.DateField(label=_("Date limite"), required=False)
    deadline_hour = forms.TimeField(
        label=_("Heure limite, à Bruxelles"),
        input_formats=HOURS,
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "narrow"}),
        help_text=_("par exemple 12:00 ; sans heure, la fin de la journée"),
    )
    signatory = forms.CharField(label=_("Qui signe la réponse"), max_length=120, required=False)
    amount = AmountField(label=_("Montant possible, en euros"), required=False)
    needs = ManyRowsField(
        label=_("Besoins auxquels il pourrait répondre"),
        queryset=Need.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    criteria = forms.CharField(label=_("Ce qui est demandé"), widget=forms.Textarea, required=False)
    link = forms.URLField(label=_("Lien"), required=False, assume_scheme="https")

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        programmes = Programme.objects.visible_to(actor).select_related("funder")
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        self.fields["programme"].label_from_instance = _with_funder  # type: ignore[attr-defined]
        self.fields["needs"].queryset = Need.objects.visible_to(actor)  # type: ignore[attr-defined]
        self.initial.setdefault("version", 1)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("deadline_hour") and not data.get("deadline_on") and "deadline_on" not in self.errors:
            self.add_error("deadline_on", _("Donnez aussi le jour de cette heure limite."))
        return data

    def values(self) -> dict[str, Any]:
        """Columns of Call; the deadline is a moment in Brussels."""
        data = self.cleaned_data
        own = {name: data[name] for name in ("title", "programme", "signatory", "amount", "criteria", "link")}
        day, hour = data["deadline_on"], data["deadline_hour"]
        at = datetime.combine(day, time(23, 59) if hour is None else hour, tzinfo=BRUSSELS) if day else None
        return own | {"deadline_at": at}


def _with_funder(programme: Programme) -> str:
    return f"{programme.name} – {programme.funder.name}"


class DecisionForm(HouseForm):
    """Go or no-go."""

    answer = forms.ChoiceField(
        label=_("Décision"),
        choices=[("go", _("Nous répondons")), ("no", _("Nous ne répondons pas"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Pourquoi"),
        widget=forms.Textarea,
        help_text=_("Forces, moyens, calendrier, partenaires : ce que l'équipe doit retrouver l'an prochain."),
    )


def values_of(call: Call) -> dict[str, Any]:
    """A call as the form shows it."""
    own = {name: getattr(call, name) for name in ("title", "signatory", "amount", "criteria", "link", "version")}
    local = timezone.localtime(call.deadline_at, BRUSSELS) if call.deadline_at else None
    return own | {
        "programme": call.programme_id,
        "deadline_on": local.date() if local else None,
        "deadline_hour": local.time() if local else None,
        "competences": [one.competence for one in call.competences.all()],
        "needs": [one.need_id for one in call.call_needs.all()],
    }
