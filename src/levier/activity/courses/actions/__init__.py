"""What changes in courses and collectives, one module for each thing that changes."""

from levier.activity.courses.actions.announcing import announce
from levier.activity.courses.actions.certificates import certify, certify_all
from levier.activity.courses.actions.collectives import (
    MemberDraft,
    TaskDraft,
    add_member,
    change_collective,
    end_membership,
    finish_task,
    found_collective,
    hand_over,
    hold_meeting,
)
from levier.activity.courses.actions.courses import (
    add_module,
    assign_sessions,
    change_course,
    change_module,
    open_course,
    remove_module,
)
from levier.activity.courses.actions.placing import (
    change_contract,
    change_internship,
    note_visit,
    note_week,
    plan_internship,
    sign_contract,
)
from levier.activity.courses.actions.publishing import PageDraft, publish, withdraw
from levier.activity.courses.actions.results import record_results
from levier.activity.courses.actions.selection import (
    DecisionDraft,
    StepDraft,
    add_candidates,
    decide,
    note_step,
    note_told,
    take_enrolled,
)

__all__ = [
    "DecisionDraft",
    "MemberDraft",
    "PageDraft",
    "StepDraft",
    "TaskDraft",
    "add_candidates",
    "add_member",
    "add_module",
    "announce",
    "assign_sessions",
    "certify",
    "certify_all",
    "change_collective",
    "change_contract",
    "change_course",
    "change_internship",
    "change_module",
    "decide",
    "end_membership",
    "finish_task",
    "found_collective",
    "hand_over",
    "hold_meeting",
    "note_step",
    "note_told",
    "note_visit",
    "note_week",
    "open_course",
    "plan_internship",
    "publish",
    "record_results",
    "remove_module",
    "sign_contract",
    "take_enrolled",
    "withdraw",
]
