"""Calls: needs with dated evidence, calls for projects, the answers we send.

Promises that a need keeps its figures with their source. Refuses any person.
"""
