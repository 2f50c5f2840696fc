"""Activities and their templates, sessions, enrolments, who waits, attendance."""

from levier.activity.activities.models.activity import Activity, ActivityWord, Backing, Part
from levier.activity.activities.models.described import Module
from levier.activity.activities.models.presences import Attendance, AttendanceNote, Enrolment
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
    "Session",
    "WaitingEntry",
]
