"""Projects: what was granted, with whom, until when, what was promised, and how it ended.

Promises that a project file can be shown to a funder without one personal datum. Refuses any person.
"""
