"""What exists outside us: people, partners, calendar, words."""
