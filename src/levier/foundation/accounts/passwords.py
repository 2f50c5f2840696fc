"""Words that everybody would try first."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from levier.foundation.kit.texts import fold

CONTEXT = ("levier", "mission locale", "missionlocale", "association", "saint gilles", "bruxelles", "motdepasse")


class ContextValidator:
    """Refuses a password that is a word of this house with digits and signs around it."""

    def validate(self, password: str, user: Any = None) -> None:
        bare = fold(password).translate({ord(digit): None for digit in "0123456789"}).replace(" ", "")
        for word in CONTEXT:
            bare = bare.replace(word.replace(" ", ""), "")
        if len(bare) < 4 and any(word.replace(" ", "") in fold(password).replace(" ", "") for word in CONTEXT):
            raise ValidationError(_("Ce mot de passe se devine : il n'est fait que de mots de la maison."))

    def get_help_text(self) -> str:
        return _("Plusieurs mots sans rapport entre eux font un bon mot de passe.")
