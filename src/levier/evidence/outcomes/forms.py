"""What comes in about participations. Identity is never asked again: it comes from the person's file."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.development.projects.models import Project
from levier.evidence.outcomes.enums import Answer, Horizon
from levier.evidence.outcomes.models import Episode, Participation
from levier.evidence.outcomes.phrases import definitions
from levier.evidence.outcomes.situation import ANSWERS, EntrySituation, situation_of
from levier.foundation.documents.forms import UploadField
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.register.people.enums import Gender
from levier.register.people.models import Person
from levier.register.vocabulary.lists import (
    countries,
    exit_reasons,
    improvements,
    situations,
    statuses,
    studies,
)

UNSAID = ("", _("non précisé"))
LENGTHS = (
    ("", _("je donne la date, ou ne sais pas")),
    ("0", _("moins de 6 mois")),
    ("6", _("de 6 à 12 mois")),
    ("12", _("plus de 12 mois")),
    ("24", _("plus de 2 ans")),
)
SILENT = {"not_reached", "unknown", "refused"}


def _choices(terms: Any, *, without: frozenset[str] | set[str] = frozenset()) -> list[tuple[str, Any]]:
    return [UNSAID, *((code, label) for code, label in terms.choices() if code not in without)]


class SituationFields(HouseForm):
    """What is asked at entry."""

    status = forms.ChoiceField(label=_("Statut à l'entrée"), required=False)
    unemployed_since = forms.DateField(
        label=_("Sans emploi depuis"),
        required=False,
        help_text=_("Pour les personnes sans emploi. Jour/mois/année, par exemple 05/02/2024."),
    )
    length = forms.ChoiceField(
        label=_("Sinon, durée sans emploi"),
        choices=LENGTHS,
        required=False,
        help_text=_("Quand la date n'est pas connue."),
    )
    studies = forms.ChoiceField(
        label=_("Plus haut niveau d'études terminé"),
        required=False,
        help_text=_("Diplôme étranger : choisissez le niveau non reconnu correspondant s'il n'a pas d'équivalence."),
    )
    recognised = forms.ChoiceField(
        label=_("Diplôme étranger : niveau reconnu"),
        required=False,
        help_text=_("Seulement si une décision d'équivalence existe. Les deux niveaux sont gardés."),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["status"].choices = _choices(statuses())  # type: ignore[attr-defined]
        self.fields["studies"].choices = _choices(studies())  # type: ignore[attr-defined]
        self.fields["recognised"].choices = _choices(studies(), without=_foreign())  # type: ignore[attr-defined]
        for name in ANSWERS:
            label = Participation._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            self.fields[name] = forms.ChoiceField(label=_upper(str(label)), choices=Answer.choices, required=False)
            self.fields[name].help_text = " ".join(defined(name))

    def asked(self) -> dict[str, Any]:
        """The part of an EntrySituation that this form asks."""
        data = self.cleaned_data
        since = data["unemployed_since"]
        return {
            "status": data["status"],
            "unemployed_since": since,
            "unemployed_floor": int(data["length"]) if data["length"] and not since else -1,
            "studies": data["studies"],
            "recognised": data["recognised"],
            "answers": {name: data[name] for name in ANSWERS},
        }


def defined(column: str) -> list[str]:
    """What the rules of counting understand today by a question of the entry."""
    return [sentence for definition in definitions for sentence in definition(column, timezone.localdate())]


def _foreign() -> set[str]:
    return {code for code, _label in studies().choices() if code.startswith("foreign") or code == "unknown"}


def _upper(label: str) -> str:
    return label[:1].upper() + label[1:]


class EntryForm(SituationFields):
    """A first entry of a person in a project."""

    field_order = ("project", "on")
    project = forms.ModelChoiceField(label=_("Projet"), queryset=Project.objects.none())
    on = forms.DateField(label=_("Date d'entrée"))
    until = forms.DateField(
        label=_("Date de sortie"), required=False, help_text=_("Seulement si la personne est déjà sortie.")
    )
    reason = forms.ChoiceField(label=_("Motif de sortie"), required=False)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        asked = self.initial.get("project")  # who comes from the page of an idea may begin it
        open_ones = Project.objects.visible_to(actor).filter(~Q(status=Project.Status.IDEA) | Q(pk=asked))
        self.fields["project"].queryset = open_ones  # type: ignore[attr-defined]
        self.fields["reason"].choices = _choices(exit_reasons())  # type: ignore[attr-defined]
        self.order_fields([*(name for name in self.fields if name not in ("until", "reason")), "until", "reason"])

    def situation(self, person: Person) -> EntrySituation:
        """What is frozen: identity from the file, the rest from the form."""
        return EntrySituation(
            gender=person.gender, birth_date=person.birth_date, nationalities=person.nationalities, **self.asked()
        )


class ReentryForm(HouseForm):
    """Another stay of somebody who takes part already; the entry situation is not asked again."""

    on = forms.DateField(label=_("Date d'entrée"))
    until = forms.DateField(
        label=_("Date de sortie"), required=False, help_text=_("Seulement si la personne est déjà sortie.")
    )
    reason = forms.ChoiceField(label=_("Motif de sortie"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["reason"].choices = _choices(exit_reasons())  # type: ignore[attr-defined]


class LeaveForm(HouseForm):
    """The end of a stay."""

    on = forms.DateField(label=_("Dernier jour dans le projet"))
    reason = forms.ChoiceField(
        label=_("Motif de sortie"), required=False, help_text=_("Un abandon est une sortie comme une autre.")
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["reason"].choices = _choices(exit_reasons())  # type: ignore[attr-defined]


class AnswerForm(HouseForm):
    """What a person says of their situation on a day."""

    observed_on = forms.DateField(
        label=_("Jour dont parle la réponse"),
        help_text=_("Le jour de l'appel, si la personne parle d'aujourd'hui. Par exemple 05/02/2024."),
    )
    situation = forms.ChoiceField(label=_("Situation"), required=False)
    training = forms.ChoiceField(label=_("En formation ou en études"), choices=Answer.choices, required=False)
    qualification = forms.ChoiceField(
        label=_("Certification obtenue"),
        choices=Answer.choices,
        required=False,
        help_text=_("Un résultat reconnu et certifié. Une attestation de présence n'en est pas un."),
    )
    improvement = forms.ChoiceField(
        label=_("Amélioration, pour qui avait un emploi à l'entrée"),
        required=False,
        help_text=_("Une augmentation de salaire seule n'en est pas une."),
    )

    def __init__(self, horizon: str, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["situation"].choices = _choices(situations(), without=SILENT)  # type: ignore[attr-defined]
        self.fields["improvement"].choices = _choices(improvements())  # type: ignore[attr-defined]
        del self.fields["improvement" if horizon == Horizon.EXIT else "qualification"]


class CorrectionForm(VersionedForm, SituationFields):
    """The whole frozen situation, to put an error right."""

    field_order = ("reason", "gender", "birth_date", "nationality", "other_nationality")
    reason = forms.CharField(
        label=_("Raison de la correction"),
        max_length=300,
        help_text=_("Gardée avec votre nom, la date et l'ancienne valeur. Les rapports déjà figés ne changent pas."),
    )
    gender = forms.ChoiceField(label=_("Genre"), choices=Gender.choices, required=False)
    birth_date = forms.DateField(label=_("Date de naissance"), required=False)
    nationality = forms.ChoiceField(label=_("Nationalité"), required=False)
    other_nationality = forms.ChoiceField(label=_("Deuxième nationalité"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in ("nationality", "other_nationality"):
            self.fields[name].choices = _choices(countries())  # type: ignore[attr-defined]
        length = str(self.initial.get("length", ""))
        if length not in dict(LENGTHS):
            said = (length, _("au moins %(months)s mois") % {"months": length})
            self.fields["length"].choices = [*LENGTHS, said]  # type: ignore[attr-defined]

    def changes(self) -> dict[str, Any]:
        """Values by name, as `correct_entry` takes them."""
        data, asked = self.cleaned_data, self.asked()
        codes = dict.fromkeys(filter(None, (data["nationality"], data["other_nationality"])))
        answers: dict[str, Any] = asked.pop("answers")
        identity = {name: data[name] for name in ("gender", "birth_date")}
        return identity | {"nationalities": ",".join(codes)} | asked | answers


def correction_values(participation: Participation) -> dict[str, Any]:
    """A frozen situation as the correction form shows it."""
    situation = situation_of(participation)
    codes = [*situation.nationalities.split(","), "", ""]
    return {
        "version": participation.version,
        "gender": situation.gender,
        "birth_date": situation.birth_date,
        "nationality": codes[0],
        "other_nationality": codes[1],
        "status": situation.status,
        "unemployed_since": situation.unemployed_since,
        "length": str(situation.unemployed_floor) if situation.unemployed_floor >= 0 else "",
        "studies": situation.studies,
        "recognised": situation.recognised,
        **situation.answers,
    }


class StayForm(VersionedForm):
    """The days of a stay, to put an error right."""

    starts_on = forms.DateField(label=_("Date d'entrée"))
    ends_on = forms.DateField(
        label=_("Date de sortie"), required=False, help_text=_("Vide : la personne est encore dans le projet.")
    )
    exit_reason = forms.ChoiceField(label=_("Motif de sortie"), required=False)
    reason = forms.CharField(label=_("Raison de la correction"), max_length=300)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["exit_reason"].choices = _choices(exit_reasons())  # type: ignore[attr-defined]


def stay_values(stay: Episode, version: int) -> dict[str, Any]:
    own = {name: getattr(stay, name) for name in ("starts_on", "ends_on", "exit_reason")}
    return own | {"version": version}


class WithdrawForm(HouseForm):
    """Why a stay never was."""

    reason = forms.CharField(label=_("Pourquoi ce passage est-il une erreur ?"), max_length=300)


class ProofForm(HouseForm):
    """The paper that shows a condition."""

    paper = forms.CharField(
        label=_("Pièce vue"), max_length=150, help_text=_("Par exemple : attestation d'inscription chez Actiris.")
    )
    paper_on = forms.DateField(label=_("Date de la pièce"))
    upload = UploadField(label=_("Copie de la pièce"), required=False)


class SharesForm(HouseForm):
    """Whom to ask at six months, by rules of counting."""

    def __init__(self, rule_sets: list[str], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for code in rule_sets:
            self.fields[code] = forms.IntegerField(
                label=_("%(rules)s : part des personnes interrogées, en %%") % {"rules": code},
                min_value=1,
                max_value=100,
                help_text=_("100 : tout le monde. Moins : un échantillon tiré une fois pour toutes."),
                widget=forms.TextInput(attrs={"class": "narrow", "inputmode": "numeric"}),
            )
