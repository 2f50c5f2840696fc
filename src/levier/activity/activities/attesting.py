"""What an attestation may say of a person's presences."""

from django.utils.translation import gettext as _

from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models import Attendance, Session
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.register.people.models import Person
from levier.support.rights.registers import Attested


def attested_presences(actor: Actor, person: Person, period: Period) -> list[Attested]:
    """The sessions at which a person was, with the time they stayed; absences are nobody's business here."""
    rows = Attendance.objects.visible_to(actor).filter(
        person=person, minutes__gt=0, session__on__range=(period.first, period.last)
    )
    rows = rows.select_related("session__activity").order_by("session__on", "session__starts_at", "pk")
    return [Attested(one.session.on, _named(one.session), one.minutes) for one in rows]


def _named(session: Session) -> str:
    if session.kind == SessionKind.MOMENT:
        return session.activity.title
    return _("%(activity)s, total du mois") % {"activity": session.activity.title}
