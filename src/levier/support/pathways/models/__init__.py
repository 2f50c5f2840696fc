"""What exists: items, pathways and colleagues, findings, plans, notes, referrals, templates, accesses,
messages to several people."""

from levier.support.pathways.models.exceptional import ExceptionalAccess
from levier.support.pathways.models.findings import Finding
from levier.support.pathways.models.items import Item, Revision
from levier.support.pathways.models.messages import GroupMessage, GroupMessageTo
from levier.support.pathways.models.notes import Note, NoteDraft, NoteTemplate
from levier.support.pathways.models.pathways import Pathway, Referent
from levier.support.pathways.models.plans import Goal, Step, StepItem
from levier.support.pathways.models.referrals import Referral
from levier.support.pathways.models.templates import PlanTemplate, TemplateStep, TemplateStepItem

__all__ = [
    "ExceptionalAccess",
    "Finding",
    "Goal",
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
    "Step",
    "StepItem",
    "TemplateStep",
    "TemplateStepItem",
]
