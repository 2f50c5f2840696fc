"""Sheets: the paper that people sign, on its way out and back; what proves a session; what is certified of a presence.

Promises that a sheet is known by its number, that what is on paper and on screen agree, and that a certificate says
what was noted. Refuses a scan that is not of this house, a mark without a witness, and a certificate kept valid after
it was made again.
"""
