"""Vocabulary: words that several rooms share, with stable codes, in three languages.

Promises that a code never changes its meaning. Refuses funders' codes, which reports translate.
"""
