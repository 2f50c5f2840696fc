"""Agenda: what staff have to do and when.

Promises one place for tasks. Refuses to know participants: a task names an object, not a person.
"""
