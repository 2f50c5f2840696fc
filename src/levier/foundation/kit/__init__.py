"""Kit: components, formats, calendar arithmetic and the registers that rooms sign into.

Promises one look and one way to do each recurring thing. Refuses tables, and any knowledge of a room.
"""
