"""Where each public comes in."""
