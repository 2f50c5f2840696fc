"""Levier: from a need counted today to a figure proven to its funder."""

__version__ = "0.1.0"
