"""The engine: rule-sets are declarations; it compiles them to one set-based SQL statement, alike on both databases."""
