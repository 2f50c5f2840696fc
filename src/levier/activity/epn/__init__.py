"""Epn: the public digital space: hours, stations, visits, queue, help given, loans, digital skill.

Promises that a visit is noted in seconds, that who says no name is only counted, and that skill is measured.
Refuses to keep a password, to show a name on a wall, and to cross figures that were never asked together.
"""
