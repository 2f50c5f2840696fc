"""To-dos, hours, and what is booked: time of colleagues, rooms, equipment."""

from levier.register.agenda.models.resources import Resource, ResourceBooking
from levier.register.agenda.models.time import LONGEST, SHORTEST, Booking, Opening, OpeningChange, Todo

__all__ = [
    "LONGEST",
    "SHORTEST",
    "Booking",
    "Opening",
    "OpeningChange",
    "Resource",
    "ResourceBooking",
    "Todo",
]
