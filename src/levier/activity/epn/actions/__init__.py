"""What changes in the digital space, one module for each thing that changes."""

from levier.activity.epn.actions.counting import count_crowd, print_passes
from levier.activity.epn.actions.equipment import (
    add_equipment,
    change_equipment,
    lend,
    note_upkeep,
    take_back,
)
from levier.activity.epn.actions.helping import HelpDraft, make_mandate, note_help, revoke_mandate
from levier.activity.epn.actions.skills import AssessmentDraft, assess, tell_referent, withdraw_assessment
from levier.activity.epn.actions.spaces import (
    add_hours,
    add_minimum,
    add_space,
    add_station,
    change_minimum,
    change_space,
    change_station,
    withdraw_hours,
)
from levier.activity.epn.actions.topics import TopicDraft, add_topic, change_topic, restore_topic, retire_topic
from levier.activity.epn.actions.visits import (
    Arrival,
    accept_rules,
    ask_help,
    begin_visit,
    end_visit,
    extend_visit,
    give_card,
    note_prints,
    seat_visit,
)

__all__ = [
    "Arrival",
    "AssessmentDraft",
    "HelpDraft",
    "TopicDraft",
    "accept_rules",
    "add_equipment",
    "add_hours",
    "add_minimum",
    "add_space",
    "add_station",
    "add_topic",
    "ask_help",
    "assess",
    "begin_visit",
    "change_equipment",
    "change_minimum",
    "change_space",
    "change_station",
    "change_topic",
    "count_crowd",
    "end_visit",
    "extend_visit",
    "give_card",
    "lend",
    "make_mandate",
    "note_help",
    "note_prints",
    "note_upkeep",
    "print_passes",
    "restore_topic",
    "retire_topic",
    "revoke_mandate",
    "seat_visit",
    "take_back",
    "tell_referent",
    "withdraw_assessment",
    "withdraw_hours",
]
