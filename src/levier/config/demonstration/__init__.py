"""The demonstration association: invented people, the true kind of history, reproducible from a seed.

It stands on the street because it visits every room; nothing imports it but the command that asks for it.
"""
