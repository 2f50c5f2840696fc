"""Imports: spreadsheets in. Mapping remembered, each error named, all or nothing, undo.

Promises that a refused file changes nothing. Refuses to know what a row means: rooms above sign in their importer.
"""
