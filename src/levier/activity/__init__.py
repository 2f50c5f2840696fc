"""Where people and projects meet."""
