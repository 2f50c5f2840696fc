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
    "OpeningDraft",
    "Taken",
    "add_change",
    "add_opening",
    "add_todo",
    "book",
    "change_opening",
    "change_todo",
    "end_opening",
    "finish_todo",
    "finish_todos",
    "forget_bookings",
    "release",
    "reopen_todo",
    "tie",
    "withdraw_change",
    "withdraw_todo",
]
