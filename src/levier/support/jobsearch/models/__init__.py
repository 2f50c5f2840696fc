"""What exists: applications, calls and messages, CV versions, contracts, interpreters, what was encoded at Actiris."""

from levier.support.jobsearch.models.acts import Encoding, Interpreting
from levier.support.jobsearch.models.contacts import Application, Conversation
from levier.support.jobsearch.models.papers import Contract, Resume

__all__ = ["Application", "Contract", "Conversation", "Encoding", "Interpreting", "Resume"]
