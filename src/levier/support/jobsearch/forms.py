"""What comes in about a search for work."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.foundation.documents.forms import UploadField
from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.register.vocabulary.lists import languages
from levier.support.jobsearch.actions import ApplicationDraft, ContractDraft, ConversationDraft, InterpretingDraft
from levier.support.jobsearch.enums import (
    READERS,
    ApplicationKind,
    ApplicationState,
    Channel,
    Direction,
    InterpreterState,
    Means,
    Result,
)
from levier.support.pathways.enums import Audience

APPLICATION_COLUMNS = tuple(ApplicationDraft.__dataclass_fields__)
CONVERSATION_COLUMNS = tuple(ConversationDraft.__dataclass_fields__)
CONTRACT_COLUMNS = tuple(ContractDraft.__dataclass_fields__)
INTERPRETING_COLUMNS = tuple(InterpretingDraft.__dataclass_fields__)
EMPLOYERS = "employeurs"
"""The list of known names beside the field of an employer."""


def _today() -> Any:
    return timezone.localdate()


class ApplicationForm(HouseForm):
    """An application or a contact in one line: the employer and what it was; the rest may wait, today is the day."""

    employer = forms.CharField(
        label=_("Employeur"), max_length=150, widget=forms.TextInput(attrs={"list": EMPLOYERS, "autocomplete": "off"})
    )
    kind = forms.ChoiceField(label=_("Quoi"), choices=ApplicationKind.choices)
    job = forms.CharField(label=_("Fonction"), max_length=150, required=False)
    on = forms.DateField(label=_("Quel jour"), required=False, initial=_today)
    channel = forms.ChoiceField(
        label=_("Par quel moyen"), choices=[("", _("non précisé")), *Channel.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("Où en est la candidature"),
        choices=[("", _("envoyée, ou simple contact")), *ApplicationState.choices[1:]],
        required=False,
    )
    next_on = forms.DateField(
        label=_("Suite prévue le"), required=False, help_text=_("Ce jour vient alors dans « Ma journée ».")
    )
    remark = forms.CharField(label=_("Précision"), max_length=200, required=False)

    @property
    def line(self) -> list[forms.BoundField]:
        """What the line asks."""
        return [self["employer"], self["kind"]]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What is folded on the page of the person."""
        return [self[name] for name in ("job", "on", "channel", "state", "next_on", "remark")]

    def draft(self) -> ApplicationDraft:
        values = {name: self.cleaned_data[name] for name in APPLICATION_COLUMNS}
        return ApplicationDraft(**values | {"on": values["on"] or _today()})


class EditApplicationForm(ApplicationForm, VersionedForm):
    """A line corrected, or its answer noted."""

    employer = forms.CharField(label=_("Employeur"), max_length=150)  # known names are proposed where one is noted


class ConversationForm(HouseForm):
    """A call or a message in one line: who turned to whom, and one sentence."""

    direction = forms.ChoiceField(label=_("Qui vers qui"), choices=Direction.choices)
    text = forms.CharField(label=_("En une phrase"), max_length=300)
    other = forms.CharField(
        label=_("Avec qui, si ce n'est pas la personne"),
        max_length=120,
        required=False,
        help_text=_("Par exemple : l'employeur, le CPAS, une sœur."),
    )
    means = forms.ChoiceField(label=_("Par quel moyen"), choices=Means.choices, required=False)
    result = forms.ChoiceField(label=_("Résultat"), choices=Result.choices, required=False)
    on = forms.DateField(label=_("Quel jour"), required=False, initial=_today)
    audience = forms.ChoiceField(label=_("Qui la lit"), choices=READERS, required=False)

    @property
    def line(self) -> list[forms.BoundField]:
        """What the line asks."""
        return [self["direction"], self["text"]]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What is folded on the page of the person."""
        return [self[name] for name in ("other", "means", "result", "on", "audience")]

    def draft(self) -> ConversationDraft:
        data = self.cleaned_data
        return ConversationDraft(
            on=data["on"] or _today(),
            direction=data["direction"],
            text=data["text"],
            other=data["other"],
            means=data["means"] or Means.PHONE,
            result=data["result"] or Result.SPOKE,
            audience=data["audience"] or Audience.TEAM,
        )


class EditConversationForm(ConversationForm, VersionedForm):
    """One's own line put right."""


class ResumeForm(HouseForm):
    """A version of the CV, with its file."""

    label = forms.CharField(
        label=_("Quelle version ?"), max_length=100, help_text=_("Par exemple : CV aide-ménagère, en néerlandais.")
    )
    on = forms.DateField(label=_("Du"), initial=_today)
    upload = UploadField(label=_("Fichier"))


class EditResumeForm(VersionedForm):
    """A version named or dated otherwise; its file stays."""

    label = forms.CharField(label=_("Quelle version ?"), max_length=100)
    on = forms.DateField(label=_("Du"))


class ContractForm(HouseForm):
    """The words of a contract."""

    goal = forms.CharField(label=_("Projet convenu"), max_length=300, help_text=_("Avec les mots de la personne."))
    person_does = forms.CharField(
        label=_("Ce que la personne fait"),
        max_length=3000,
        help_text=_("Un engagement par ligne."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    house_does = forms.CharField(
        label=_("Ce que nous faisons"),
        max_length=3000,
        help_text=_("Un engagement par ligne."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    starts_on = forms.DateField(label=_("Du"))
    ends_on = forms.DateField(label=_("Au"))

    def draft(self) -> ContractDraft:
        return ContractDraft(**{name: self.cleaned_data[name] for name in CONTRACT_COLUMNS})


class EditContractForm(ContractForm, VersionedForm):
    """A contract that is not signed yet, worded otherwise."""


class SignForm(HouseForm):
    """The day on which both signed."""

    on = forms.DateField(label=_("Signé le"), initial=_today)


class InterpretingForm(HouseForm):
    """An interpreter for an appointment."""

    language = forms.ChoiceField(label=_("Langue"))
    service = forms.CharField(
        label=_("Service d'interprètes"),
        max_length=150,
        help_text=_("Un nom suffit ; s'il est celui d'un partenaire, les deux sont reliés."),
    )
    state = forms.ChoiceField(label=_("Où en est la demande"), choices=InterpreterState.choices, required=False)
    remark = forms.CharField(
        label=_("Précision"), max_length=200, required=False, help_text=_("Par exemple : le numéro de la demande.")
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["language"].choices = [("", _("choisissez")), *languages().choices()]  # type: ignore[attr-defined]

    def draft(self) -> InterpretingDraft:
        data = self.cleaned_data
        state = data["state"] or InterpreterState.ASKED
        return InterpretingDraft(data["language"], data["service"], state, data["remark"])


class EditInterpretingForm(InterpretingForm, VersionedForm):
    """A booking confirmed, cancelled or corrected."""


class TickForm(HouseForm):
    """Which acts of a week are encoded now."""

    acts = forms.MultipleChoiceField(label=_("Actes"))

    def __init__(self, keys: Iterable[str], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["acts"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]


def values_of(row: Any, columns: Iterable[str]) -> dict[str, Any]:
    """A row as its form shows it."""
    return {name: getattr(row, name) for name in columns} | {"version": row.version}
