"""What changes tasks, hours and bookings."""

from levier.register.agenda.actions.bookings import Taken, book, forget_bookings, release, tie
from levier.register.agenda.actions.hours import (
    ChangeDraft,
    OpeningDraft,
    add_change,
    add_opening,
    change_opening,
    end_opening,
    withdraw_change,
)
from levier.register.agenda.actions.resources import (
    Claim,
    add_resource,
    change_resource,
    free_resources,
    give_back,
    retire_resource,
    take_resource,
    take_resources,
)
from levier.register.agenda.actions.todos import (
    add_todo,
    change_todo,
    finish_todo,
    finish_todos,
    reopen_todo,
    withdraw_todo,
)

__all__ = [
    "ChangeDraft",
    "Claim",
    "OpeningDraft",
    "Taken",
    "add_change",
    "add_opening",
    "add_resource",
    "add_todo",
    "book",
    "change_opening",
    "change_resource",
    "change_todo",
    "end_opening",
    "finish_todo",
    "finish_todos",
    "forget_bookings",
    "free_resources",
    "give_back",
    "release",
    "reopen_todo",
    "retire_resource",
    "take_resource",
    "take_resources",
    "tie",
    "withdraw_change",
    "withdraw_todo",
]
