"""What moves with a collective that is handed to another organisation, and what stays."""

from typing import Any

from django.utils.translation import gettext as _

from levier.activity.activities.models import Attendance
from levier.activity.courses.models import Collective, Meeting, Task
from levier.foundation.kit.spreadsheets import write_xlsx


def stays_here(row: Collective) -> tuple[int, int]:
    """How many people of ours are or were in it, and how many presences were noted: neither moves."""
    people = row.members.filter(person__isnull=False).count()
    return people, Attendance.objects.filter(session__activity=row.activity_id).count()


def moving_file(row: Collective) -> bytes:
    """Name, coordination, partners, decisions and tasks. Members who are persons of ours are counted, not named."""
    activity = row.activity
    parts = list(activity.parts.select_related("partner"))
    outside = list(row.members.filter(person=None, left_on=None).select_related("partner"))
    inside = row.members.filter(person__isnull=False, left_on=None).count()
    facts: list[list[Any]] = [
        [_("Collectif"), activity.title],
        [_("En quelques mots"), activity.summary],
        [_("Réseau"), str(row.network or "")],
        [_("Coordination extérieure"), row.coordinator],
        [_("De quel partenaire"), str(row.coordinator_partner or "")],
        [_("Partenaire"), str(activity.partner or "")],
        *([_("Partenaire"), str(one)] for one in parts),
        *([_("Membre"), " · ".join(filter(None, [one.first_name, str(one.partner or "")]))] for one in outside),
        [_("Membres accompagnés par la maison"), inside],
    ]
    meetings = list(Meeting.objects.filter(collective=row).order_by("on", "pk"))
    decided = [[one.on, line] for one in meetings for line in one.decisions.splitlines() if line.strip()]
    tasks = Task.objects.filter(meeting__collective=row).order_by("due_on", "pk")
    to_do = [[one.what, one.who, one.due_on, one.done_on] for one in tasks]
    return write_xlsx(
        [
            (_("Le collectif"), [_("Quoi"), _("Valeur")], facts),
            (_("Décisions"), [_("Réunion du"), _("Décision")], decided),
            (_("Actions"), [_("Quoi"), _("Qui"), _("Pour le"), _("Faite le")], to_do),
        ]
    )
