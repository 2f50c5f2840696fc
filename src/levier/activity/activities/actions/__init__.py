"""What changes an activity, its sessions and who is expected. Presences are in `attendance`."""

from levier.activity.activities.actions.catalogue import change_activity, create_activity, learn_words
from levier.activity.activities.actions.enrolling import end_enrolment, enrol, enrol_together
from levier.activity.activities.actions.planning import cancel_session, change_session, plan_sessions

__all__ = [
    "cancel_session",
    "change_activity",
    "change_session",
    "create_activity",
    "end_enrolment",
    "enrol",
    "enrol_together",
    "learn_words",
    "plan_sessions",
]
