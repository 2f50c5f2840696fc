"""Agenda: what staff have to do and when.

Promises one place for tasks, hours and what is booked, and no double booking. Refuses to know participants: a task or
a booking names an object, not a person.
"""
