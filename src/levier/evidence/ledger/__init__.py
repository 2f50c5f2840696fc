"""Ledger: every hour put against a project and a funder, once.

Promises that claimed shares of one item never exceed 100 %. Refuses to open people: activities answers for persons.
"""
