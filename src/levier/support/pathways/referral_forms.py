"""What comes in about referrals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import CASE_WORKERS
from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm
from levier.register.partners.models import Partner
from levier.register.people.enums import DataKind
from levier.support.pathways.actions import ReferralDraft, Reply
from levier.support.pathways.enums import ReferralAnswer
from levier.support.pathways.models.referrals import LANGUAGES


class ReferralForm(HouseForm):
    """Whom somebody is sent to, why, and what goes along."""

    partner = forms.ModelChoiceField(
        label=_("À un partenaire"), queryset=Partner.objects.none(), required=False, empty_label="–"
    )
    colleague = forms.ModelChoiceField(
        label=_("Ou à un·e collègue"), queryset=User.objects.none(), required=False, empty_label="–"
    )
    why = forms.CharField(
        label=_("Pourquoi"),
        help_text=_("Reste dans l'équipe d'accompagnement."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    message = forms.CharField(
        label=_("Ce que le partenaire lira"),
        help_text=_("Ce que vous lui demandez, et rien que la personne n'ait permis de dire. Rien sur la santé."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    told = forms.MultipleChoiceField(
        label=_("Ce que vous transmettez au partenaire"),
        help_text=_("Seulement ce que la personne a permis pour « orientation vers ce service »."),
        choices=DataKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    mail = forms.EmailField(
        label=_("Adresse mail du partenaire"),
        help_text=_("Laissez vide pour son adresse générale. Une autre doit être notée sur sa fiche."),
        max_length=254,
        required=False,
    )
    language = forms.ChoiceField(label=_("Langue du partenaire"), choices=LANGUAGES, initial="fr")

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["partner"].queryset = Partner.objects.visible_to(actor).order_by("name", "pk")  # type: ignore[attr-defined]
        readers = {
            "memberships__role__in": CASE_WORKERS,
            "memberships__organisation": actor.organisation_id,
            "memberships__ended_at": None,
        }
        self.fields["colleague"].queryset = colleagues(actor).filter(**readers)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if bool(data.get("partner")) == bool(data.get("colleague")):
            self.add_error("partner", str(_("Choisissez un partenaire, ou un·e collègue : l'un des deux.")))
        elif data.get("partner") and not data.get("message") and "message" not in self.errors:
            self.add_error("message", str(_("Dites au partenaire ce que vous lui demandez.")))
        return data

    def draft(self) -> ReferralDraft:
        data = self.cleaned_data
        return ReferralDraft(
            why=data["why"],
            partner=data["partner"],
            colleague=data["colleague"],
            message=data["message"],
            told=tuple(data["told"]),
            address=data["mail"],
            language=data["language"],
        )


class ReplyForm(HouseForm):
    """An answer, on the partner's page and as a colleague heard it."""

    answer = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=(
            (ReferralAnswer.ACCEPTED.value, _("Oui, nous pouvons recevoir cette personne")),
            (ReferralAnswer.PROPOSED.value, _("Oui, et nous proposons une date")),
            (ReferralAnswer.REFUSED.value, _("Non, ce n'est pas possible")),
        ),
        widget=forms.RadioSelect,
    )
    proposed_on = forms.DateField(label=_("Date proposée"), required=False)
    reason = forms.CharField(
        label=_("Un mot"),
        help_text=_("L'heure, le lieu, qui demander ; ou pourquoi ce n'est pas possible."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    answered_by = forms.CharField(label=_("Votre nom"), max_length=120)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        answer = data.get("answer")
        if answer == ReferralAnswer.PROPOSED and not data.get("proposed_on") and "proposed_on" not in self.errors:
            self.add_error("proposed_on", str(_("Donnez la date que vous proposez.")))
        if answer == ReferralAnswer.REFUSED and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", str(_("Dites en quelques mots pourquoi ce n'est pas possible.")))
        return data

    def reply(self) -> Reply:
        return Reply(**self.cleaned_data)


class HeardReplyForm(ReplyForm):
    """The same, told by phone or by a colleague."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["answer"].label = _("La réponse")
        self.fields["answered_by"].label = _("Qui a répondu")
        choices = [(one.value, one.label) for one in ReferralAnswer]
        self.fields["answer"].choices = choices  # type: ignore[attr-defined]
