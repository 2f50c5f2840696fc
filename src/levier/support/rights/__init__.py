"""Rights: benefit periods, letters, and the deadlines that protect a person's rights.

Promises that each date shows its rule, its source and what it was counted from; a date printed in a letter wins.
Refuses to advise, to invent an official date, and to compute the end of a right.
"""
