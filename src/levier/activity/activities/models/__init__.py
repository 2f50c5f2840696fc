"""Activities, sessions, enrolments, attendance."""

from levier.activity.activities.models.activity import Activity, ActivityWord
from levier.activity.activities.models.presences import Attendance, AttendanceNote, Enrolment
from levier.activity.activities.models.sessions import Session

__all__ = ["Activity", "ActivityWord", "Attendance", "AttendanceNote", "Enrolment", "Session"]
