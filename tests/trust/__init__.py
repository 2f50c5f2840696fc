"""What Levier promises, attacked: every form and every page, found from the resolver rather than listed."""
