"""Activities and their templates, sessions, enrolments, who waits, attendance; partners' links, quotas, opinions."""

from levier.activity.activities.models.activity import Activity, ActivityWord, Backing, Part
from levier.activity.activities.models.described import Module
from levier.activity.activities.models.opinions import Survey, Tally
from levier.activity.activities.models.partnering import PartnerLink, PartnerRequest
from levier.activity.activities.models.presences import Attendance, AttendanceNote, Enrolment
from levier.activity.activities.models.quotas import Quota
from levier.activity.activities.models.sessions import Notice, Session
from levier.activity.activities.models.templates import ActivityModel
from levier.activity.activities.models.waiting import WaitingEntry

__all__ = [
    "Activity",
    "ActivityModel",
    "ActivityWord",
    "Attendance",
    "AttendanceNote",
    "Backing",
    "Enrolment",
    "Module",
    "Notice",
    "Part",
    "PartnerLink",
    "PartnerRequest",
    "Quota",
    "Session",
    "Survey",
    "Tally",
    "WaitingEntry",
]
