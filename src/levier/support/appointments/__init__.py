"""Appointments: a person and a colleague meet, alone or with others: invited, booked, reminded, moved, noted.

Promises that where each stands is computed from facts, and that whoever chooses by a link sees times and no names.
Refuses to say to anybody why one meets: neither letter, nor reminder, nor agenda does.
"""
