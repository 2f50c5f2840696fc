"""What comes in about a partner who signs people up: the link, a person proposed by it, and the answer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.models.partnering import MOST_PLACES
from levier.foundation.imports.cells import CellError, read_mail, read_phone
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm
from levier.foundation.kit.languages import PARTICIPANTS
from levier.register.partners.models import Partner
from levier.register.people.models import Person

NEW = "nouvelle"


class LinkForm(HouseForm):
    """For which partner, until when, for how many."""

    partner = forms.ModelChoiceField(label=_("Partenaire"), queryset=Partner.objects.none())
    ends_on = forms.DateField(
        label=_("Jusqu'au"), help_text=_("Dernier jour où le partenaire peut proposer quelqu'un.")
    )
    places = forms.IntegerField(
        label=_("Places"),
        min_value=1,
        max_value=MOST_PLACES,
        help_text=_("Combien de personnes il peut faire inscrire en tout. Ces places ne sont pas gardées pour lui."),
    )

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        partners = Partner.objects.visible_to(actor).order_by("name", "pk")
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]

    def clean_ends_on(self) -> Any:
        day = self.cleaned_data["ends_on"]
        if day < timezone.localdate():
            raise ValidationError(gettext("Choisissez un jour à venir pour la fin du lien."))
        return day


class ReachField(forms.CharField):
    """A phone number or a mail address, as people are reached by it."""

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).strip()
        try:
            found = read_mail(text) if "@" in text else read_phone(text)
        except CellError as error:
            raise ValidationError(gettext("Écrivez un numéro de téléphone ou une adresse mail.")) from error
        if not found:
            raise ValidationError(gettext("Écrivez un numéro de téléphone ou une adresse mail."))
        return found


class ProposalForm(HouseForm):
    """Somebody whom a partner proposes. Nothing on why, nor on what they live through."""

    first_name = forms.CharField(label=_("Prénom de la personne"), max_length=100)
    last_name = forms.CharField(label=_("Nom, ou première lettre du nom"), max_length=100, required=False)
    reach = ReachField(
        label=_("Téléphone ou mail de la personne"),
        max_length=150,
        help_text=_("Elle n'en a pas ? Donnez le vôtre."),
    )
    language = forms.ChoiceField(label=_("Sa langue"), choices=[(one.code, one.name) for one in PARTICIPANTS])
    agrees = forms.BooleanField(label="")

    def __init__(self, consent: str, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["agrees"].label = consent
        needed = gettext("Demandez d'abord son accord à la personne.")
        self.fields["agrees"].error_messages["required"] = needed
        self.fields["first_name"].error_messages["required"] = gettext("Écrivez le prénom de la personne.")
        self.fields["reach"].error_messages["required"] = gettext("Écrivez un numéro de téléphone ou une adresse mail.")


class AcceptForm(HouseForm):
    """Which file is theirs: one that looks alike, or a new one."""

    file = forms.ChoiceField(label=_("Sa fiche"), widget=forms.RadioSelect)
    anyway = forms.BooleanField(label=_("Inscrire quand même"), required=False)

    def __init__(self, alike: Iterable[tuple[Person, str]], low: dict[int, str], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        known = [(str(one.pk), f"{one} – {why}") for one, why in alike]
        self.low = low
        self.fields["file"].choices = [*known, (NEW, _("Créer une nouvelle fiche"))]  # type: ignore[attr-defined]
        if not known:
            self.initial["file"] = NEW
        if not low:
            del self.fields["anyway"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = data.get("file", "")
        if chosen.isdecimal() and int(chosen) in self.low and not data.get("anyway"):
            sentence = gettext("%(why)s. Cochez « Inscrire quand même » si vous le décidez.")
            self.add_error("anyway", sentence % {"why": self.low[int(chosen)]})
        return data


class RefuseForm(HouseForm):
    """Why somebody whom a partner proposed is not signed up."""

    reason = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=200,
        help_text=_("Le partenaire lira cette raison. N'y écrivez rien sur la santé ou la situation de la personne."),
    )
