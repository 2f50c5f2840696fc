"""What comes in of a message to several people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.forms import HouseForm
from levier.register.people.enums import LANGUAGES


class GroupMessageForm(HouseForm):
    """What is written, and in which language."""

    subject = forms.CharField(
        label=_("Objet"),
        max_length=120,
        help_text=_("Il se lit sur l'écran de la boîte mail : n'y mettez rien de personnel."),
    )
    text = forms.CharField(
        label=_("Message"),
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Des phrases courtes, une idée par phrase : quoi, quel jour, à quelle heure, où, qui appeler."
            " Votre nom, celui de l'association et son téléphone s'ajoutent à la fin."
        ),
    )
    language = forms.ChoiceField(label=_("Langue du message"), choices=LANGUAGES)
