"""What comes in about kinds of deadline and their rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.support.rights.actions import KindDraft, RuleDraft
from levier.support.rights.enums import LetterKind, Origin, Start, Unit
from levier.support.rights.models import DeadlineKind, DeadlineRule

KIND_COLUMNS = tuple(KindDraft.__dataclass_fields__)
RULE_COLUMNS = tuple(RuleDraft.__dataclass_fields__)


class KindFields(HouseForm):
    """What a kind is called, and which letters propose it."""

    fr = forms.CharField(label=_("Nom en français"), max_length=80)
    nl = forms.CharField(label=_("Nom en néerlandais"), max_length=80, required=False)
    en = forms.CharField(label=_("Nom en anglais"), max_length=80, required=False)
    note = forms.CharField(label=_("Ce qu'il faut savoir"), max_length=300, required=False)
    origin = forms.ChoiceField(
        label=_("Proposée par un courrier de"), choices=[("", _("n'importe qui")), *Origin.choices], required=False
    )
    letter_kinds = forms.MultipleChoiceField(
        label=_("Proposée par ces sortes de courrier"),
        choices=LetterKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Aucune : l'échéance se note à la main."),
    )
    is_earliest = forms.BooleanField(label=_("C'est un jour au plus tôt, pas un dernier jour"), required=False)
    is_theirs = forms.BooleanField(label=_("C'est l'administration qui doit répondre"), required=False)
    recurs = forms.BooleanField(
        label=_("Elle revient chaque mois"), required=False, help_text=_("Faite, elle note la suivante.")
    )

    def kind(self) -> KindDraft:
        values = {name: self.cleaned_data[name] for name in KIND_COLUMNS}
        return KindDraft(**values | {"letter_kinds": " ".join(values["letter_kinds"])})


class RuleFields(HouseForm):
    """How a rule counts."""

    unit = forms.ChoiceField(label=_("Compté en"), choices=Unit.choices)
    amount = forms.IntegerField(
        label=_("Combien"),
        required=False,
        min_value=-366,
        max_value=366,
        help_text=_("Vide quand la date est écrite sur le papier. -1 jour : au plus tard la veille."),
    )
    counted_from = forms.ChoiceField(label=_("À partir de"), choices=Start.choices)
    saturday_counts = forms.BooleanField(label=_("Le samedi compte"), required=False)
    shifts_if_closed = forms.BooleanField(
        label=_("Si le dernier jour est fermé, le délai va jusqu'au prochain jour ouvert"), required=False
    )
    source = forms.CharField(label=_("Source"), max_length=150, help_text=_("Loi, page officielle, guide, et sa date."))
    is_to_confirm = forms.BooleanField(label=_("À confirmer"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unit, amount = data.get("unit"), data.get("amount")
        if "amount" not in self.errors and (amount is None) != (unit == Unit.WRITTEN):
            self.add_error("amount", _("Dites combien, sauf quand la date est écrite sur le papier."))
        elif unit == Unit.WORKING_DAYS and amount is not None and amount < 1:
            self.add_error("amount", _("Les jours ouvrables se comptent à partir d'un."))
        return data

    def rule(self) -> RuleDraft:
        return RuleDraft(**{name: self.cleaned_data[name] for name in RULE_COLUMNS})


class NewKindForm(KindFields, RuleFields):
    """A kind with its first rule."""


class EditKindForm(KindFields, VersionedForm):
    """A kind said otherwise."""


class ReviseForm(RuleFields):
    """A new version of a rule, from a day on; shown before it is applied."""

    field_order = ("valid_from", "unit", "amount", "counted_from")
    valid_from = forms.DateField(
        label=_("Valable à partir du"), help_text=_("Les faits d'avant ce jour gardent la règle actuelle.")
    )


def kind_values(kind: DeadlineKind) -> dict[str, Any]:
    """A kind as its form shows it."""
    values = {name: getattr(kind, name) for name in KIND_COLUMNS}
    return values | {"letter_kinds": kind.letter_kinds.split(), "version": kind.version}


def rule_values(rule: DeadlineRule | None) -> dict[str, Any]:
    """A rule as its form shows it."""
    return {name: getattr(rule, name) for name in RULE_COLUMNS} if rule else {}
