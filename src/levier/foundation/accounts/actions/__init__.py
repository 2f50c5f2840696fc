"""What changes accounts, one module for each thing that changes."""

from levier.foundation.accounts.actions.filters import change_filters, drop_filters, keep_filters
from levier.foundation.accounts.actions.invitations import (
    accept_with_new_account,
    invite,
    join,
    resend_invitation,
    revoke_invitation,
)
from levier.foundation.accounts.actions.organisations import (
    change_organisation,
    change_setting,
    found_organisation,
    lay_grounds,
)
from levier.foundation.accounts.actions.own import choose_organisation, end_other_sessions, end_session, set_preferences
from levier.foundation.accounts.actions.team import reset_second_factor, restore_member, set_roles, suspend_member

__all__ = [
    "accept_with_new_account",
    "change_filters",
    "change_organisation",
    "change_setting",
    "choose_organisation",
    "drop_filters",
    "end_other_sessions",
    "end_session",
    "found_organisation",
    "invite",
    "join",
    "keep_filters",
    "lay_grounds",
    "resend_invitation",
    "reset_second_factor",
    "restore_member",
    "revoke_invitation",
    "set_preferences",
    "set_roles",
    "suspend_member",
]
