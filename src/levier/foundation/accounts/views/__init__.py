"""Screens of accounts: one's own account, the team, invitations, the organisation."""
