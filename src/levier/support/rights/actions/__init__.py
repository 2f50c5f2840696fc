"""What changes: kinds and rules, letters, deadlines, benefit periods, losses."""

from levier.support.rights.actions.deadlines import (
    DeadlineDraft,
    add_deadline,
    drop_deadline,
    finish_deadline,
    give_deadline,
    keep_deadlines,
    miss_deadline,
    reopen_deadline,
)
from levier.support.rights.actions.kinds import (
    KindDraft,
    RuleDraft,
    add_kind,
    change_kind,
    restore_kind,
    retire_kind,
    revise_rule,
)
from levier.support.rights.actions.letters import LetterDraft, change_letter, register_letter
from levier.support.rights.actions.losses import LossDraft, note_appeal, note_loss, withdraw_loss
from levier.support.rights.actions.periods import PeriodDraft, add_period, change_period, withdraw_period
from levier.support.rights.actions.reminders import remind_person

__all__ = [
    "DeadlineDraft",
    "KindDraft",
    "LetterDraft",
    "LossDraft",
    "PeriodDraft",
    "RuleDraft",
    "add_deadline",
    "add_kind",
    "add_period",
    "change_kind",
    "change_letter",
    "change_period",
    "drop_deadline",
    "finish_deadline",
    "give_deadline",
    "keep_deadlines",
    "miss_deadline",
    "note_appeal",
    "note_loss",
    "register_letter",
    "remind_person",
    "reopen_deadline",
    "restore_kind",
    "retire_kind",
    "revise_rule",
    "withdraw_loss",
    "withdraw_period",
]
