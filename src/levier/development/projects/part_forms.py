"""What comes in about the parts of a project."""

from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.development.calls.forms import HOURS, AmountField
from levier.development.projects.enums import ObligationKind
from levier.development.projects.models import Agreement, Kinship, Project, ProjectPartner
from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.forms import VersionedForm, stamp
from levier.register.partners.models import Partner, Programme


class PartForm(VersionedForm):
    """Base of the parts' forms: lists hold what this actor may see; `part` is the row, new or known."""

    def __init__(self, actor: Actor, part: Any, *arguments: Any, **named: Any) -> None:
        named.setdefault("initial", self.shown(part))
        super().__init__(*arguments, **named)
        self.part = part
        self.fill(actor)

    @classmethod
    def shown(cls, part: Any) -> dict[str, Any]:
        """A row as the form shows it."""
        own = {name: getattr(part, f"{name}_id", getattr(part, name, None)) for name in cls.base_fields}
        own.pop("version", None)
        return own | {"version": getattr(part, "version", None) or stamp(own)}

    def fill(self, actor: Actor) -> None:
        """Give the lists what this actor may choose."""

    def offer(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Columns of the row."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class RoleForm(PartForm):
    """The part that a partner takes."""

    partner = forms.ModelChoiceField(label=_("Partenaire"), queryset=Partner.objects.none())
    part = forms.ChoiceField(label=_("Rôle"), choices=ProjectPartner.Part.choices)

    def fill(self, actor: Actor) -> None:
        self.offer("partner", Partner.objects.visible_to(actor))


class AgreementForm(PartForm):
    """The contract with one funder."""

    reference = forms.CharField(label=_("Référence"), max_length=60)
    funder = forms.ModelChoiceField(label=_("Bailleur"), queryset=Partner.objects.none())
    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.none(), required=False)
    signed_on = forms.DateField(label=_("Signée le"), required=False)
    starts_on = forms.DateField(label=_("Début"), required=False)
    ends_on = forms.DateField(label=_("Fin"), required=False)
    amount = AmountField(label=_("Montant, en euros"), required=False)
    percent = forms.DecimalField(
        label=_("Part du financement, en %"),
        max_digits=5,
        decimal_places=2,
        min_value=Decimal("0.01"),
        max_value=100,
        localize=True,
        help_text=_("Ce que cette convention paie de chaque heure. Les parts d'une heure ne dépassent jamais 100 %."),
    )
    promised_hours = forms.IntegerField(
        label=_("Heures-stagiaires promises à ce bailleur"),
        min_value=0,
        max_value=10_000_000,
        required=False,
        help_text=_("Laissez vide si la convention n'en dit rien : celles du projet servent alors de mesure."),
    )
    counts_excused = forms.BooleanField(
        label=_("Une absence justifiée compte comme une présence"),
        required=False,
        help_text=_("Dans les heures-stagiaires de cette convention, pour la durée prévue de la séance."),
    )

    def fill(self, actor: Actor) -> None:
        self.offer("funder", Partner.objects.visible_to(actor))
        self.offer("programme", Programme.objects.visible_to(actor))

    @classmethod
    def shown(cls, part: Any) -> dict[str, Any]:
        hours = None if part.promised_minutes is None else part.promised_minutes // 60
        return super().shown(part) | {"percent": Decimal(part.share) / 100, "promised_hours": hours}

    def values(self) -> dict[str, Any]:
        values = super().values()
        hours, percent = values.pop("promised_hours"), values.pop("percent")
        return values | {"share": int(percent * 100), "promised_minutes": None if hours is None else hours * 60}


class ConditionForm(PartForm):
    """What an agreement asks of each person at entry."""

    label = forms.CharField(
        label=_("Condition à l'entrée"),
        max_length=150,
        help_text=_("par exemple : inscription chez Actiris, domicile en Région bruxelloise, études"),
    )


class TargetForm(PartForm):
    """A promised value."""

    code = forms.CharField(
        label=_("Indicateur"), max_length=20, help_text=_("Le code du bailleur, par exemple EECO01.")
    )
    value = forms.IntegerField(label=_("Valeur promise"), min_value=0, max_value=10_000_000)


class KinForm(PartForm):
    """Where a project comes from, or goes to."""

    kind = forms.ChoiceField(label=_("Lien"), choices=Kinship.Kind.choices)
    other = forms.ModelChoiceField(label=_("Projet"), queryset=Project.objects.none(), required=False)
    partner = forms.ModelChoiceField(
        label=_("ou partenaire"), queryset=Partner.objects.none(), required=False, help_text=_("L'un des deux.")
    )
    on = forms.DateField(label=_("Le"), required=False)
    moved = forms.CharField(label=_("Ce qui part"), widget=forms.Textarea, required=False)
    stayed = forms.CharField(label=_("Ce qui reste"), widget=forms.Textarea, required=False)

    def fill(self, actor: Actor) -> None:
        self.offer("other", Project.objects.visible_to(actor).exclude(pk=self.part.project_id))
        self.offer("partner", Partner.objects.visible_to(actor))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("other")) == bool(data.get("partner")):
            self.add_error("other", _("Choisissez un projet ou un partenaire, l'un des deux."))
        return data


class ObligationForm(PartForm):
    """What must leave before a moment."""

    title = forms.CharField(label=_("Intitulé"), max_length=150)
    kind = forms.ChoiceField(label=_("Type"), choices=ObligationKind.choices)
    agreement = forms.ModelChoiceField(label=_("Convention"), queryset=Agreement.objects.none(), required=False)
    due_on = forms.DateField(label=_("Jour limite"))
    due_hour = forms.TimeField(
        label=_("Heure limite, à Bruxelles"),
        input_formats=HOURS,
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "narrow"}),
        help_text=_("par exemple 12:00 ; sans heure, la fin de la journée"),
    )
    owner = forms.ModelChoiceField(label=_("Qui s'en occupe"), queryset=User.objects.none(), required=False)
    signatory = forms.CharField(label=_("Qui signe"), max_length=120, required=False)

    def fill(self, actor: Actor) -> None:
        self.offer("owner", colleagues(actor))
        self.offer("agreement", Agreement.objects.visible_to(actor).filter(project=self.part.project_id))

    @classmethod
    def shown(cls, part: Any) -> dict[str, Any]:
        local = timezone.localtime(part.due_at, BRUSSELS) if part.due_at else None
        moment = {"due_on": local.date(), "due_hour": local.time()} if local else {}
        return super().shown(part) | moment

    def values(self) -> dict[str, Any]:
        values = super().values()
        day, hour = values.pop("due_on"), values.pop("due_hour")
        return values | {"due_at": datetime.combine(day, hour or time(23, 59), tzinfo=BRUSSELS)}
