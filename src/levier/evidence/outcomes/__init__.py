"""Outcomes: one person's participation in one project: frozen entry, exit, what became of them.

Promises that an entry situation never moves but by a signed correction. Refuses money, and the social file.
"""
