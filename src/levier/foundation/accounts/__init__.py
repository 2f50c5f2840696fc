"""Accounts: organisations that run Levier, their staff, roles, sign-in, and one-click-one-effect tokens.

Promises that a right withdrawn counts at the next request. Refuses to know anything of people accompanied.
"""
