"""Desk: where staff arrive: my day, one search box, panels.

Promises what is due and one way to find anything. Refuses to own a domain table.
"""
