"""What exists: spaces and their hours, stations, things lent, visits, help given, what people can do."""

from levier.activity.epn.models.helping import DayCount, HelpGiven, HelpMandate, HelpTopic
from levier.activity.epn.models.skills import Answer, Assessment
from levier.activity.epn.models.spaces import Equipment, LabelMinimum, Loan, OpeningHours, Space, Station, UpkeepNote
from levier.activity.epn.models.visits import GuestPass, RulesAcceptance, Visit, VisitCard

__all__ = [
    "Answer",
    "Assessment",
    "DayCount",
    "Equipment",
    "GuestPass",
    "HelpGiven",
    "HelpMandate",
    "HelpTopic",
    "LabelMinimum",
    "Loan",
    "OpeningHours",
    "RulesAcceptance",
    "Space",
    "Station",
    "UpkeepNote",
    "Visit",
    "VisitCard",
]
