"""Courses, who is in them, where they train; collectives."""

from levier.activity.courses.models.collectives import Collective, Meeting, Member, Task
from levier.activity.courses.models.course import Course, CourseModule, SessionModule
from levier.activity.courses.models.placing import Internship, InternshipVisit, InternshipWeek, TrainingContract
from levier.activity.courses.models.selection import Candidate, ModuleResult, Step

__all__ = [
    "Candidate",
    "Collective",
    "Course",
    "CourseModule",
    "Internship",
    "InternshipVisit",
    "InternshipWeek",
    "Meeting",
    "Member",
    "ModuleResult",
    "SessionModule",
    "Step",
    "Task",
    "TrainingContract",
]
