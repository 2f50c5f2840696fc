"""What exists: kinds of deadline with their rules, letters, deadlines, benefit periods, losses."""

from levier.support.rights.models.events import BenefitPeriod, Loss
from levier.support.rights.models.kinds import DeadlineKind, DeadlineRule
from levier.support.rights.models.papers import Deadline, Letter

__all__ = ["BenefitPeriod", "Deadline", "DeadlineKind", "DeadlineRule", "Letter", "Loss"]
