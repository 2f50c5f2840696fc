"""What exists: appointments alone or in a group, and what is offered sooner."""

from levier.support.appointments.models.appointments import Appointment
from levier.support.appointments.models.groups import GroupMeeting
from levier.support.appointments.models.sooner import SoonerOffer

__all__ = ["Appointment", "GroupMeeting", "SoonerOffer"]
