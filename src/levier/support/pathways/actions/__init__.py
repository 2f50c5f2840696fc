"""What changes an accompaniment, one module for each thing that changes."""

from levier.support.pathways.actions.accompaniment import (
    change_pathway,
    close_pathway,
    end_part,
    give_part,
    hand_over,
    open_pathway,
)
from levier.support.pathways.actions.findings import Answer, note_findings
from levier.support.pathways.actions.items import (
    Wording,
    add_item,
    melt_item,
    rename_item,
    restore_item,
    retire_item,
    split_item,
)
from levier.support.pathways.actions.notes import change_note, drop_expired, withdraw_note, write_note
from levier.support.pathways.actions.plans import (
    StepDraft,
    add_goal,
    add_step,
    attended,
    change_goal,
    change_step,
    end_goal,
    end_step,
    move_step,
)
from levier.support.pathways.actions.referrals import (
    ReferralDraft,
    Reply,
    answer_referral,
    refer,
    remind,
    take_note,
    withdraw_referral,
)

__all__ = [
    "Answer",
    "ReferralDraft",
    "Reply",
    "StepDraft",
    "Wording",
    "add_goal",
    "add_item",
    "add_step",
    "answer_referral",
    "attended",
    "change_goal",
    "change_note",
    "change_pathway",
    "change_step",
    "close_pathway",
    "drop_expired",
    "end_goal",
    "end_part",
    "end_step",
    "give_part",
    "hand_over",
    "melt_item",
    "move_step",
    "note_findings",
    "open_pathway",
    "refer",
    "remind",
    "rename_item",
    "restore_item",
    "retire_item",
    "split_item",
    "take_note",
    "withdraw_note",
    "withdraw_referral",
    "write_note",
]
