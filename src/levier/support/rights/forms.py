"""What comes in about letters, deadlines, statuses and losses."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.documents.forms import UploadField
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import DATE_FORMATS, HouseForm, VersionedForm
from levier.register.partners.models import Partner
from levier.register.people.models import ContactPoint, Person
from levier.support.rights.actions import DeadlineDraft, LetterDraft, LossDraft, PeriodDraft
from levier.support.rights.enums import Appeal, LetterKind, LossKind, Origin, Right
from levier.support.rights.models import DeadlineKind, Letter
from levier.support.rights.proposals import Proposal
from levier.support.rights.queries import letters_of
from levier.support.rights.statuses import statuses_to_choose

CHOOSE = ("", _("choisissez"))
LETTER_COLUMNS = tuple(LetterDraft.__dataclass_fields__)
PERIOD_COLUMNS = tuple(PeriodDraft.__dataclass_fields__)
_HOUR = ["%H:%M", "%Hh%M", "%H h %M", "%Hh", "%H h"]


def hour_field() -> forms.TimeField:
    """An hour written as people write it."""
    widget = forms.TextInput(attrs={"class": "narrow"})
    return forms.TimeField(
        label=_("Heure écrite"), required=False, input_formats=_HOUR, widget=widget, help_text=_("par exemple 9 h 30")
    )


class LetterForm(HouseForm):
    """A letter as it lies on the table."""

    origin = forms.ChoiceField(label=_("De qui ?"), choices=[CHOOSE, *Origin.choices])
    kind = forms.ChoiceField(label=_("Sorte de courrier"), choices=[CHOOSE, *LetterKind.choices])
    dated_on = forms.DateField(label=_("Daté du"))
    received_on = forms.DateField(
        label=_("Reçu le"),
        required=False,
        help_text=_("Laissez vide si la personne ne sait plus : Levier compte depuis la date du courrier."),
    )
    is_registered = forms.BooleanField(label=_("C'est un recommandé"), required=False)
    posted_on = forms.DateField(
        label=_("Posté le"), required=False, help_text=_("Pour un recommandé, la date du cachet de la poste.")
    )
    lacks_mentions = forms.BooleanField(
        label=_("Il manque des mentions obligatoires"),
        required=False,
        help_text=_(
            "Voies de recours, délai, tribunal compétent : sans elles, une décision ne fait pas courir le délai."
        ),
    )
    printed_on = forms.DateField(
        label=_("Date à respecter, écrite dans le courrier"),
        required=False,
        help_text=_("Jour de la convocation, date limite, fin du droit. Cette date l'emporte sur toute date calculée."),
    )
    printed_at = hour_field()
    sender = forms.ModelChoiceField(
        label=_("Partenaire connu"), queryset=Partner.objects.none(), required=False, empty_label=_("aucun")
    )
    says = forms.CharField(label=_("Ce que dit le courrier, en une ligne"), max_length=300, required=False)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["sender"].queryset = Partner.objects.visible_to(actor)  # type: ignore[attr-defined]

    def draft(self) -> LetterDraft:
        return LetterDraft(**{name: self.cleaned_data[name] for name in LETTER_COLUMNS})


class NewLetterForm(LetterForm):
    """A letter with its scan."""

    upload = UploadField(label=_("Photo ou scan"), required=False)


class EditLetterForm(LetterForm, VersionedForm):
    """A letter that was misread."""


class OwnerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague who follows a deadline."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Qui la suit ?"))
        super().__init__(queryset=User.objects.none(), required=False, empty_label=_("moi"), **options)


class _OwnedForm(HouseForm):
    """A form that asks who follows."""

    owner = OwnerField()

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["owner"].queryset = colleagues(actor).exclude(pk=actor.user_id or 0)  # type: ignore[attr-defined]


class ProposalsForm(_OwnedForm):
    """Which of the proposed deadlines are kept, and a date written on the paper for each."""

    def __init__(self, actor: Actor, proposals: Sequence[Proposal], letter: Letter, *arguments: Any, **named: Any):
        super().__init__(actor, *arguments, **named)
        self.proposals, self.letter = proposals, letter
        for one in proposals:
            label = _("Retenir : %(kind)s") % {"kind": one.kind}
            self.fields[f"keep_{one.kind.pk}"] = forms.BooleanField(label=label, required=False, initial=one.is_offered)
            self.fields[f"printed_{one.kind.pk}"] = forms.DateField(
                label=_("Date écrite dans le courrier"),
                required=False,
                initial=None if one.base else letter.printed_on,
                help_text=_("Si le courrier donne lui-même cette date, elle l'emporte."),
                widget=forms.DateInput(format="%d/%m/%Y", attrs={"class": "narrow", "inputmode": "numeric"}),
                input_formats=DATE_FORMATS,
            )
        self.order_fields([*(name for name in self.fields if name != "owner"), "owner"])

    def rows(self) -> list[dict[str, Any]]:
        """Each proposal with its two fields."""
        return [
            {"proposal": one, "keep": self[f"keep_{one.kind.pk}"], "printed": self[f"printed_{one.kind.pk}"]}
            for one in self.proposals
        ]

    def drafts(self) -> list[DeadlineDraft]:
        """What is ticked."""
        return [
            DeadlineDraft(
                one.kind,
                counted_on=one.base,
                printed_on=(printed := self.cleaned_data[f"printed_{one.kind.pk}"]),
                at_time=self.letter.printed_at if printed and printed == self.letter.printed_on else None,
                owner=self.cleaned_data["owner"],
            )
            for one in self.proposals
            if self.cleaned_data[f"keep_{one.kind.pk}"]
        ]


class DeadlineForm(_OwnedForm):
    """A deadline noted by hand."""

    field_order = ("kind", "counted_on", "printed_on", "at_time", "owner")
    kind = forms.ModelChoiceField(label=_("Quelle échéance ?"), queryset=DeadlineKind.objects.none())
    counted_on = forms.DateField(
        label=_("Jour à partir duquel compter"),
        required=False,
        help_text=_("Le jour de la demande, de l'inscription, du premier jour, ou un jour du mois concerné."),
    )
    printed_on = forms.DateField(
        label=_("Ou date écrite sur un papier"), required=False, help_text=_("Elle l'emporte sur la date calculée.")
    )
    at_time = hour_field()

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(actor, *arguments, **named)
        self.fields["kind"].queryset = DeadlineKind.objects.visible_to(actor).filter(retired_on=None)  # type: ignore[attr-defined]

    def draft(self) -> DeadlineDraft:
        names = ("kind", "counted_on", "printed_on", "at_time", "owner")
        return DeadlineDraft(**{name: self.cleaned_data[name] for name in names})


class GiveForm(HouseForm):
    """Who follows a deadline from now on."""

    owner = forms.ModelChoiceField(label=_("Qui la suit ?"), queryset=User.objects.none())

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["owner"].queryset = colleagues(actor)  # type: ignore[attr-defined]


class DoneForm(HouseForm):
    """What was done."""

    what = forms.CharField(
        label=_("Ce qui a été fait"), max_length=300, help_text=_("Par exemple : recours déposé au greffe contre reçu.")
    )
    result = forms.CharField(label=_("Résultat, s'il est connu"), max_length=300, required=False)


class ReasonForm(HouseForm):
    """Why nothing is to be done."""

    reason = forms.CharField(label=_("Pourquoi ?"), max_length=300)


class MissedForm(HouseForm):
    """What prevented it."""

    reason = forms.CharField(label=_("Ce qui a empêché de le faire"), max_length=300, required=False)


class RemindForm(HouseForm):
    """Where to write, and how plainly."""

    point = forms.ModelChoiceField(label=_("Adresse"), queryset=ContactPoint.objects.none(), empty_label=None)
    is_plain = forms.BooleanField(
        label=_("La personne veut bien que le message dise de quoi il s'agit"),
        required=False,
        help_text=_("Sans cela, le message ne nomme ni le service ni le droit : d'autres peuvent lire ce téléphone."),
    )

    def __init__(self, points: Any, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["point"].queryset = points  # type: ignore[attr-defined]


class _LettersForm(HouseForm):
    """A form that asks which letter shows it."""

    letter = forms.ModelChoiceField(
        label=_("Courrier qui le montre"), queryset=Letter.objects.none(), required=False, empty_label=_("aucun")
    )

    def __init__(self, actor: Actor, person: Person, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["letter"].queryset = letters_of(actor, person)  # type: ignore[attr-defined]


class PeriodForm(_LettersForm):
    """A stretch of the timeline."""

    field_order = ("status", "starts_on", "ends_on", "announced_end_on", "letter", "source")
    status = forms.ChoiceField(label=_("Statut"))
    starts_on = forms.DateField(label=_("Depuis le"))
    ends_on = forms.DateField(label=_("Jusqu'au"), required=False, help_text=_("Vide tant que ce statut court."))
    announced_end_on = forms.DateField(
        label=_("Fin du droit annoncée"),
        required=False,
        help_text=_("Recopiez la date de la lettre. Levier ne la calcule jamais."),
    )
    source = forms.CharField(
        label=_("Ou ce que vous avez vu"),
        max_length=150,
        required=False,
        help_text=_("Par exemple : attestation de la CAPAC du 3 mars."),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["status"].choices = [CHOOSE, *statuses_to_choose().items()]  # type: ignore[attr-defined]

    def draft(self) -> PeriodDraft:
        return PeriodDraft(**{name: self.cleaned_data[name] for name in PERIOD_COLUMNS})


class NewPeriodForm(PeriodForm):
    """A new stretch, that may end the one before."""

    closes_last = forms.BooleanField(
        label=_("Finir la veille le statut qui court encore"), required=False, initial=True
    )


class EditPeriodForm(PeriodForm, VersionedForm):
    """A stretch corrected or ended."""


class LossForm(_LettersForm):
    """What happens to a right."""

    field_order = ("kind", "right", "happened_on", "letter", "remark")
    kind = forms.ChoiceField(label=_("Ce qui arrive"), choices=[CHOOSE, *LossKind.choices])
    right = forms.ChoiceField(label=_("Quel droit ?"), choices=[CHOOSE, *Right.choices])
    happened_on = forms.DateField(label=_("À partir du"))
    remark = forms.CharField(label=_("Précision"), max_length=300, required=False)

    def draft(self) -> LossDraft:
        names = ("kind", "right", "happened_on", "letter", "remark")
        return LossDraft(**{name: self.cleaned_data[name] for name in names})


class AppealForm(HouseForm):
    """Where an appeal stands."""

    appeal = forms.ChoiceField(label=_("Recours"))
    on = forms.DateField(label=_("Quel jour ?"))

    def __init__(self, allowed: frozenset[str], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["appeal"].choices = [(code, label) for code, label in Appeal.choices if code in allowed]  # type: ignore[attr-defined]


class PeriodOfPaperForm(HouseForm):
    """The days that an attestation speaks of."""

    first = forms.DateField(label=_("Du"))
    last = forms.DateField(label=_("Au"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("La fin tombe avant le début."))
        return data
