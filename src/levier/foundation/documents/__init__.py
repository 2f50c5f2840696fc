"""Documents: files with checks, kept outside the web root, served only through a permission.

Promises that what is served is what was checked. Refuses a path given by a user.
"""
