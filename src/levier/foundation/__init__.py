"""Ground floor: what every room stands on."""
