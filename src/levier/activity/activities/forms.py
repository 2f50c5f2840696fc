"""What comes in about one session, and about somebody who no longer comes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.forms import HouseForm

MOST_AUDIENCE = 100_000


class CancelForm(HouseForm):
    """Why a session does not take place, and whether those expected are told."""

    reason = forms.CharField(
        label=_("Pourquoi ?"), max_length=200, help_text=_("Pour l'équipe : les messages ne le disent pas.")
    )
    tells = forms.BooleanField(label=_("Prévenir les personnes inscrites"), required=False, initial=True)


class AudienceForm(HouseForm):
    """How many came, or read."""

    audience = forms.IntegerField(
        label=_("Combien de personnes"),
        min_value=0,
        max_value=MOST_AUDIENCE,
        required=False,
        help_text=_("Un nombre, aussi juste que possible. Vide : pas compté. Personne n'est nommé."),
    )


class LeaveForm(HouseForm):
    """From when somebody is no longer expected, and why."""

    on = forms.DateField(label=_("Dernier jour"))
    reason = forms.CharField(label=_("Pourquoi ?"), max_length=120, required=False)


class FirstForm(HouseForm):
    """Why somebody waits before the others."""

    reason = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=200,
        help_text=_("L'équipe lit cette raison à côté du nom. N'y écrivez rien de médical."),
    )


class ReplyForm(HouseForm):
    """Somebody says whether they come to a session."""

    reponse = forms.ChoiceField(label=_("Votre réponse"), choices=[("oui", _("oui")), ("non", _("non"))])


class SeatForm(HouseForm):
    """Somebody takes the place that is kept for them, or does not."""

    reponse = forms.ChoiceField(label=_("Votre réponse"), choices=[("oui", _("oui")), ("non", _("non"))])
