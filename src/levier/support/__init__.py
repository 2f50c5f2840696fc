"""Support: what concerns a person. Never money, never a project."""
