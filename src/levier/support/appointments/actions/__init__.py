"""What changes an appointment, one module for each thing that happens to it."""

from levier.support.appointments.actions.appointments import (
    AppointmentDraft,
    cancel_appointment,
    choose_own_time,
    choose_time,
    close_appointment,
    plan_appointment,
    propose_appointment,
)
from levier.support.appointments.actions.groups import (
    GroupDraft,
    Noted,
    cancel_group,
    change_group,
    choose_group,
    join_group,
    note_group,
    open_group,
    propose_group,
)
from levier.support.appointments.actions.meetings import (
    confirm_appointment,
    mark_excused,
    mark_missed,
    mark_seen,
    note_reminded,
    take_back_outcome,
)
from levier.support.appointments.actions.moving import move_group
from levier.support.appointments.actions.places import Full
from levier.support.appointments.actions.reminding import remind_of, send_invitation, to_remind
from levier.support.appointments.actions.sooner import (
    ask_sooner,
    decline_sooner,
    hand_on,
    keep_as_planned,
    offer_sooner,
    take_sooner,
    withdraw_sooner,
)

__all__ = [
    "AppointmentDraft",
    "Full",
    "GroupDraft",
    "Noted",
    "ask_sooner",
    "cancel_appointment",
    "cancel_group",
    "change_group",
    "choose_group",
    "choose_own_time",
    "choose_time",
    "close_appointment",
    "confirm_appointment",
    "decline_sooner",
    "hand_on",
    "join_group",
    "keep_as_planned",
    "mark_excused",
    "mark_missed",
    "mark_seen",
    "move_group",
    "note_group",
    "note_reminded",
    "offer_sooner",
    "open_group",
    "plan_appointment",
    "propose_appointment",
    "propose_group",
    "remind_of",
    "send_invitation",
    "take_back_outcome",
    "take_sooner",
    "to_remind",
    "withdraw_sooner",
]
