"""Sign-in as this house wants it: no open registration, slow guessing, letters through the house's own post."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.delays import TooEarly, begin
from levier.foundation.accounts.devices import device_of
from levier.foundation.accounts.letters import password_changed_letter, reset_letter
from levier.foundation.accounts.models import User
from levier.foundation.accounts.phrases import too_early
from levier.foundation.accounts.post import full_address, post
from levier.foundation.accounts.sealing import open_text, seal_text

SECOND_FACTOR = "second factor"
NO_MATCH = _("L'adresse mail et le mot de passe ne vont pas ensemble. Vérifiez, puis recommencez.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Colleagues come by invitation; nobody registers alone."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Ce compte est fermé. Parlez-en à la personne qui administre Levier."),
        "email_password_mismatch": NO_MATCH,
        "enter_current_password": _("Ce n'est pas votre mot de passe actuel."),
        "incorrect_password": _("Ce n'est pas votre mot de passe."),
        "invalid_login": NO_MATCH,
        "invalid_password_reset": _("Ce lien n'est plus valable. Demandez-en un autre."),
        "rate_limited": _("Trop d'essais de suite. Attendez un peu, puis recommencez."),
        "too_many_login_attempts": _("Trop d'essais de suite. Attendez un peu, puis recommencez."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Does an address stay in the house? One that cannot even be read does not."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Users have no user name here: the mail address is the identifier."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The user whom these words open to, or None. Raises ValidationError while a wrong try makes the next wait."""
        address = str(credentials.get("email", "")).strip().lower()
        try:
            attempt = begin("password", address, device_of(request, address), at=timezone.now())
        except TooEarly as error:
            raise ValidationError(too_early(error.seconds)) from error
        user = super().authenticate(request, **credentials)
        if user:
            attempt.succeeded()
        return user

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """The library would lock an account for minutes; waits are ours, in `authenticate`."""

    def reauthenticate(self, user: Any, password: str) -> bool:
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **rest: Any) -> bool:
        """Whoever has no second factor yet typed the password on the way to setting one: it is not asked twice."""
        request = context.request
        if app == "allauth.mfa" and not is_mfa_enabled(request.user):
            signed_in = get_authentication_records(request, request.user)
            return not any(time.time() - one["at"] < REAUTHENTICATION_TIMEOUT for one in signed_in)
        return bool(super().is_reauthentication_required(app=app, **rest))

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        request.signed_in = user  # type: ignore[attr-defined]

    def logout(self, request: HttpRequest) -> None:
        super().logout(request)
        request.is_signed_out = True  # type: ignore[attr-defined]

    def get_reset_password_from_key_url(self, key: str) -> str:
        from django.urls import reverse

        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return full_address(context.request, path.replace("UID-KEY", key))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Only what this house writes leaves, through its post."""
        user: User = context["user"]
        if template_prefix == "account/email/password_reset_key":
            post(user, lambda house: reset_letter(user, organisation=house, url=context["password_reset_url"]))

    def send_notification_mail(self, template_prefix: str, user: Any, *_: Any, **__: Any) -> None:
        """A changed password is told to its owner; other notices would only frighten."""
        if template_prefix in ("account/email/password_reset", "account/email/password_changed"):
            now = timezone.now()
            post(user, lambda house: password_changed_letter(user, at=now))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor in the words of the house; its secrets are sealed in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Cette adresse ne peut pas être ajoutée."),
        "cannot_delete_authenticator": _("La double vérification ne peut pas être retirée maintenant."),
        "cannot_generate_recovery_codes": _("Activez d'abord la double vérification."),
        "incorrect_code": _("Ce code n'est pas le bon. Attendez le suivant, puis recommencez."),
        "unverified_email": _("Votre adresse mail n'est pas encore confirmée."),
    }

    def encrypt(self, text: str) -> str:
        return seal_text(text, about=SECOND_FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        return open_text(encrypted_text, about=SECOND_FACTOR)
