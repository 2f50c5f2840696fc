"""The sign-in form in the words of the house."""

from typing import Any

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc]
    """Labels above the fields, no placeholder in their stead, no "remember me" on shared computers."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields.pop("remember", None)
        self.label_suffix = ""
        for name, label in (("login", _("Adresse mail")), ("password", _("Mot de passe"))):
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs.pop("placeholder", None)
