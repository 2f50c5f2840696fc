"""Backup: the whole house in one sealed file, and back, the same on both databases. Keys are kept apart."""
