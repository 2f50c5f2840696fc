"""Pathways: the accompaniment of a person: who is the referent, what holds back and what helps, the plan and its steps.

Promises that nothing said of a person is ever overwritten: each finding has its day, its author, what answered it.
Refuses illness (only its effect on the project), and anything of money or of projects.
"""
