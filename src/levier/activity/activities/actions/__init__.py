"""What changes an activity, its sessions and who is expected. Presences are in `attendance`."""

from levier.activity.activities.actions.catalogue import (
    change_activity,
    create_activity,
    drop_part,
    learn_words,
    set_part,
)
from levier.activity.activities.actions.door import arrive, close_door, go, open_door, show_pass, take_back
from levier.activity.activities.actions.enrolling import end_enrolment, enrol
from levier.activity.activities.actions.models import add_model, change_model, restore_model, retire_model
from levier.activity.activities.actions.opinions import ask_opinions, give_opinion, type_opinions
from levier.activity.activities.actions.partnering import (
    Proposed,
    accept_request,
    forget_requests,
    make_link,
    propose,
    refuse_request,
    revoke_link,
)
from levier.activity.activities.actions.planning import (
    Hours,
    Setting,
    change_session,
    count_audience,
    equipment_of,
    moments_of,
    plan_moments,
    plan_sessions,
)
from levier.activity.activities.actions.quotas import add_quota, drop_quota
from levier.activity.activities.actions.reminding import answer_reminder, remind, to_remind
from levier.activity.activities.actions.repeating import Again, again_of, repeat_series
from levier.activity.activities.actions.substitutes import stand_in
from levier.activity.activities.actions.telling import cancel_session, note_told, tell_change
from levier.activity.activities.actions.waiting import (
    Placed,
    decline_seat,
    enrol_or_wait,
    enrol_together,
    offer_seats,
    put_first,
    stop_waiting,
    take_seat,
)

__all__ = [
    "Again",
    "Hours",
    "Placed",
    "Proposed",
    "Setting",
    "accept_request",
    "add_model",
    "add_quota",
    "again_of",
    "answer_reminder",
    "arrive",
    "ask_opinions",
    "cancel_session",
    "change_activity",
    "change_model",
    "change_session",
    "close_door",
    "count_audience",
    "create_activity",
    "decline_seat",
    "drop_part",
    "drop_quota",
    "end_enrolment",
    "enrol",
    "enrol_or_wait",
    "enrol_together",
    "equipment_of",
    "forget_requests",
    "give_opinion",
    "go",
    "learn_words",
    "make_link",
    "moments_of",
    "note_told",
    "offer_seats",
    "open_door",
    "plan_moments",
    "plan_sessions",
    "propose",
    "put_first",
    "refuse_request",
    "remind",
    "repeat_series",
    "restore_model",
    "retire_model",
    "revoke_link",
    "set_part",
    "show_pass",
    "stand_in",
    "stop_waiting",
    "take_back",
    "take_seat",
    "tell_change",
    "to_remind",
    "type_opinions",
]
