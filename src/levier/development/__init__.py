"""From a need to a granted project."""
