"""What comes in: sign-in in the words of the house, the team, one's own account."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.delays import CODES, TooEarly, begin, use_once
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import THEMES
from levier.foundation.accounts.numbers import Number
from levier.foundation.accounts.phrases import too_early
from levier.foundation.kit.forms import HouseForm, VersionedForm

ROLES = [(role.value, role.label) for role in Role]


class PlainFields:
    """Labels above the fields, no placeholder in their stead, and words of ours."""

    words: dict[str, tuple[Any, Any]] = {}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.label_suffix = ""
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]


LONG_ENOUGH = _("12 caractères au moins. Plusieurs mots sans rapport entre eux font un bon mot de passe.")


class SignInForm(PlainFields, LoginForm):  # type: ignore[misc]
    """Nothing is remembered on shared computers."""

    words = {"login": (_("Adresse mail"), ""), "password": (_("Mot de passe"), "")}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields.pop("remember", None)


class ForgottenForm(PlainFields, ResetPasswordForm):  # type: ignore[misc]
    words = {"email": (_("Adresse mail"), "")}


class NewPasswordForm(PlainFields, ResetPasswordKeyForm):  # type: ignore[misc]
    words = {
        "password1": (_("Nouveau mot de passe"), LONG_ENOUGH),
        "password2": (_("Le même, une deuxième fois"), ""),
    }


class OtherPasswordForm(PlainFields, ChangePasswordForm):  # type: ignore[misc]
    words = {"oldpassword": (_("Mot de passe actuel"), ""), **NewPasswordForm.words}


class PasswordAgainForm(PlainFields, ReauthenticateForm):  # type: ignore[misc]
    words = {"password": (_("Mot de passe"), "")}


class SlowCode(PlainFields):
    """Codes are as slow to guess as passwords, and slower; a code serves once in every process."""

    user: Any
    words = {"code": (_("Code à 6 chiffres"), _("Ou l'un de vos codes de secours."))}

    def clean_code(self) -> str:
        now = timezone.now()
        try:
            attempt = begin("code", str(self.user.pk), at=now, limit=CODES)
        except TooEarly as error:
            raise ValidationError(too_early(error.seconds)) from error
        code: str = super().clean_code()  # type: ignore[misc]
        if not use_once("code", str(self.user.pk), code, at=now):
            raise ValidationError(_("Ce code a déjà servi. Attendez le suivant."))
        attempt.succeeded()
        return code


class CodeForm(SlowCode, AuthenticateForm):  # type: ignore[misc]
    """The second factor at sign-in."""


class SecondCodeForm(SlowCode, CodeAgainForm):  # type: ignore[misc]
    """The second factor again, before a delicate act."""


class ActivateForm(PlainFields, ActivateTOTPForm):  # type: ignore[misc]
    words = {"code": (_("Code à 6 chiffres"), _("Celui que l'application montre maintenant."))}


class KeyForm(PlainFields, AddWebAuthnForm):  # type: ignore[misc]
    words = {
        "name": (_("Nom de la clé"), _("Pour la reconnaître, par exemple « téléphone » ou « ordinateur du bureau ».")),
        "passwordless": (_("Entrer aussi sans mot de passe"), _("La clé suffit alors : c'est une clé d'accès.")),
    }


class KeyNameForm(PlainFields, EditWebAuthnForm):  # type: ignore[misc]
    words = {"name": (_("Nom de la clé"), "")}


class PreferencesForm(HouseForm):
    """Language and theme of one's own screens."""

    language = forms.ChoiceField(label=_("Langue"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(label=_("Apparence"), choices=THEMES)


class FiltersForm(HouseForm):
    """The name of filters that one keeps, and whether the team finds them too."""

    name = forms.CharField(
        label=_("Nom de la vue"),
        max_length=60,
        help_text=_("Il se lit au-dessus de la liste. N'y mettez le nom d'aucune personne accompagnée."),
    )
    is_shared = forms.BooleanField(
        label=_("La partager avec l'équipe"),
        required=False,
        help_text=_("Vos collègues la trouvent au-dessus de la liste ; chacun·e n'y lit que ce qui lui est ouvert."),
    )


class FiltersAgainForm(FiltersForm, VersionedForm):
    """The same of filters that are kept already."""


class RolesForm(VersionedForm):
    """The roles of one colleague; none at all ends the membership."""

    roles = forms.MultipleChoiceField(
        label=_("Rôles"), choices=ROLES, required=False, widget=forms.CheckboxSelectMultiple
    )


class InvitationForm(HouseForm):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("Adresse mail de votre collègue"), max_length=254)
    role = forms.ChoiceField(label=_("Rôle"), choices=ROLES, widget=forms.RadioSelect)


class OrganisationForm(VersionedForm):
    """What letters, reports and mails say of the association."""

    name = forms.CharField(label=_("Nom"), max_length=120)
    address = forms.CharField(
        label=_("Adresse"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
        help_text=_("Telle qu'elle doit figurer sur les lettres et les attestations."),
    )
    phone = forms.CharField(
        label=_("Téléphone"), max_length=40, required=False, widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )
    email = forms.EmailField(label=_("Adresse mail"), required=False)
    language = forms.ChoiceField(
        label=_("Langue des lettres et des mails"),
        choices=settings.LANGUAGES,
        help_text=_("Chaque collègue choisit par ailleurs la langue de ses propres écrans."),
    )


class NumberForm(VersionedForm):
    """One number that a rule reads."""

    value = forms.IntegerField(label=_("Nombre"))

    def __init__(self, number: Number, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["value"].help_text = number.hint


class KeepingForm(VersionedForm):
    """How long something is kept."""

    months = forms.IntegerField(
        label=_("Nombre de mois"), required=False, help_text=_("De 1 à 240. Laissez vide pour tout garder.")
    )


class NewAccountForm(HouseForm):
    """Name and password of somebody who accepts an invitation; the address is the invitation's."""

    name = forms.CharField(label=_("Votre nom"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Mot de passe"),
        strip=False,
        max_length=200,
        help_text=LONG_ENOUGH,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any] | None:
        """A password is taken as it was typed: what is cleaned elsewhere would make another one of it."""
        cleaned = super().clean()
        self.cleaned_data["password"] = self.data.get("password", "")
        return cleaned
