"""What comes in about what could come next for somebody."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.evidence.outcomes.enums import RefusedFor, Reply, Why
from levier.evidence.outcomes.flows import Place
from levier.evidence.outcomes.following import Offer
from levier.foundation.kit.forms import HouseForm, VersionedForm


def key_of(place: Place) -> str:
    """A place as a form names it: "project-12"."""
    return f"{place[0]}-{place[1]}"


class ProposalForm(HouseForm):
    """A place of the house, and why it is proposed."""

    place = forms.ChoiceField(label=gettext_lazy("Projet ou activité"))
    why = forms.ChoiceField(label=gettext_lazy("Pourquoi"), choices=Why.choices)
    remark = forms.CharField(
        label=gettext_lazy("Précision"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Rien de médical, et rien que la personne ne pourrait lire."),
    )

    def __init__(self, offers: Iterable[Offer], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.places = {key_of(one.place): one.place for one in offers}
        self.fields["place"].choices = [(key_of(one.place), one.name) for one in offers]  # type: ignore[attr-defined]


class ReplyForm(VersionedForm):
    """What the person answers."""

    reply = forms.ChoiceField(
        label=gettext_lazy("Réponse de la personne"), choices=Reply.choices, widget=forms.RadioSelect
    )
    refused_for = forms.ChoiceField(
        label=gettext_lazy("Raison du refus"),
        choices=[("", "–"), *RefusedFor.choices],
        required=False,
        help_text=gettext_lazy("Pour un refus : on compte ces raisons, toutes personnes ensemble."),
    )
    on = forms.DateField(label=gettext_lazy("Quand"))
    remark = forms.CharField(label=gettext_lazy("Précision"), max_length=200, required=False)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("reply") == Reply.REFUSED and not self.cleaned_data.get("refused_for"):
            self.add_error("refused_for", ValidationError(_("Choisissez la raison du refus.")))
        return cleaned
