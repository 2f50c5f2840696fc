"""Courses: what is done with a partner, who is chosen, contracts, internships, results, hours; and collectives.

Promises that each figure opens to its lines. Refuses to keep presences (activities does), money, and social files.
"""
