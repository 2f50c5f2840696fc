"""Jobsearch: how a person looks for work with us: applications, talks, CV versions, the contract, acts for Actiris.

Promises that each is noted in one line, and that the person reads in their copy what was told to Actiris about them.
Refuses to send anything anywhere: an act is encoded at Actiris by a colleague, who ticks it here.
"""
