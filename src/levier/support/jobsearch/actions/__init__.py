"""What changes in a search for work, one module for each thing that changes."""

from levier.support.jobsearch.actions.applications import (
    ApplicationDraft,
    change_application,
    note_application,
    withdraw_application,
)
from levier.support.jobsearch.actions.contracts import (
    ContractDraft,
    change_contract,
    make_contract,
    sign_contract,
    take_back_signature,
    withdraw_contract,
)
from levier.support.jobsearch.actions.conversations import (
    ConversationDraft,
    change_conversation,
    note_conversation,
    withdraw_conversation,
)
from levier.support.jobsearch.actions.encodings import tick_acts, untick_act
from levier.support.jobsearch.actions.interpreters import (
    InterpretingDraft,
    book_interpreter,
    change_interpreter,
    withdraw_interpreter,
)
from levier.support.jobsearch.actions.resumes import add_resume, change_resume, withdraw_resume

__all__ = [
    "ApplicationDraft",
    "ContractDraft",
    "ConversationDraft",
    "InterpretingDraft",
    "add_resume",
    "book_interpreter",
    "change_application",
    "change_contract",
    "change_conversation",
    "change_interpreter",
    "change_resume",
    "make_contract",
    "note_application",
    "note_conversation",
    "sign_contract",
    "take_back_signature",
    "tick_acts",
    "untick_act",
    "withdraw_application",
    "withdraw_contract",
    "withdraw_conversation",
    "withdraw_interpreter",
    "withdraw_resume",
]
