"""Spreadsheets of an association's accompaniments, brought into Levier: who accompanies whom, and what was found."""
