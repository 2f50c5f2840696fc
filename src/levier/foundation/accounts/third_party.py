"""Declarations of sign-in views that are not ours, by URL name. A name missing here fails the inspection."""

from levier.foundation.kit.screens import THIRD_PARTY, Cache, Scope, Screen

PUBLIC = (
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_inactive",
    "mfa_authenticate",
    "mfa_login_webauthn",
)
OWN = (
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_reauthenticate",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_reauthenticate_webauthn",
)


def declare() -> None:
    """Fill the table of the kit; idempotent."""
    methods = ("GET", "HEAD", "POST")
    for name in PUBLIC:
        THIRD_PARTY[name] = Screen(None, Scope.PUBLIC, cache=Cache.NO_STORE, methods=methods, without_token=True)
    for name in OWN:
        THIRD_PARTY[name] = Screen(None, Scope.SIGNED_IN, cache=Cache.NO_STORE, methods=methods, without_token=True)
