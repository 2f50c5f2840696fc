"""What exists: the list of items, pathways with their colleagues, findings, plans, notes, appointments, referrals."""

from levier.support.pathways.models.appointments import Appointment
from levier.support.pathways.models.findings import Finding
from levier.support.pathways.models.items import Item, Revision
from levier.support.pathways.models.notes import Note
from levier.support.pathways.models.pathways import Pathway, Referent
from levier.support.pathways.models.plans import Goal, Step, StepItem
from levier.support.pathways.models.referrals import Referral

__all__ = [
    "Appointment",
    "Finding",
    "Goal",
    "Item",
    "Note",
    "Pathway",
    "Referent",
    "Referral",
    "Revision",
    "Step",
    "StepItem",
]
