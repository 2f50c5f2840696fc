"""What exists: items, pathways and colleagues, findings, plans, notes, appointments alone or in a group, what is
offered sooner, referrals, templates, accesses, messages to several people."""

from levier.support.pathways.models.appointments import Appointment
from levier.support.pathways.models.exceptional import ExceptionalAccess
from levier.support.pathways.models.findings import Finding
from levier.support.pathways.models.groups import GroupMeeting
from levier.support.pathways.models.items import Item, Revision
from levier.support.pathways.models.messages import GroupMessage, GroupMessageTo
from levier.support.pathways.models.notes import Note, NoteDraft, NoteTemplate
from levier.support.pathways.models.pathways import Pathway, Referent
from levier.support.pathways.models.plans import Goal, Step, StepItem
from levier.support.pathways.models.referrals import Referral
from levier.support.pathways.models.sooner import SoonerOffer
from levier.support.pathways.models.templates import PlanTemplate, TemplateStep, TemplateStepItem

__all__ = [
    "Appointment",
    "ExceptionalAccess",
    "Finding",
    "Goal",
    "GroupMeeting",
    "GroupMessage",
    "GroupMessageTo",
    "Item",
    "Note",
    "NoteDraft",
    "NoteTemplate",
    "Pathway",
    "PlanTemplate",
    "Referent",
    "Referral",
    "Revision",
    "SoonerOffer",
    "Step",
    "StepItem",
    "TemplateStep",
    "TemplateStepItem",
]
