"""What who leads the team looks at, of appointments: who came, and how long one waits for a first one."""

from django.db.models import Count, F, Min, Q
from django.utils.translation import gettext as _

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period, start_of_day
from levier.support.appointments.models import Appointment
from levier.support.pathways.models import Pathway
from levier.support.pathways.team import Row, Table, days_between, share, waited


def meetings_of(actor: Actor, period: Period) -> Table:
    """Appointments of the period by colleague: who came, who excused themselves, who did not come."""
    held = Appointment.objects.visible_to(actor).filter(**period.moments_of("booking__starts_at"), cancelled_at=None)
    grouped = held.order_by("worker__name", "worker").values_list("worker__name")
    counted = grouped.annotate(
        key=F("worker"),
        seen=Count("pk", filter=Q(seen_at__isnull=False)),
        excused=Count("pk", filter=Q(excused_at__isnull=False)),
        missed=Count("pk", filter=Q(missed_at__isnull=False)),
    )
    lines = [
        Row(name, (seen, excused, missed, share(missed, seen + missed)))
        for name, _key, seen, excused, missed in counted
        if seen + excused + missed
    ]
    sums = [sum(one.numbers[place] or 0 for one in lines) for place in range(3)]
    if len(lines) > 1:
        lines.append(Row(_("toute l'équipe"), (*sums, share(sums[2], sums[0] + sums[2]))))
    how = _(
        "Les rendez-vous de la période, une fois notés ; ceux qui ont été annulés ne comptent pas. La part "
        "d'absences se compte sur les personnes venues et absentes : s'excuser n'est pas une absence."
    )
    heads = (_("Venues"), _("Excusées"), _("Absentes"), _("Absences, %"))
    return Table("rendez-vous", _("Rendez-vous"), _("Collègue"), heads, how, lines)


def delays_of(actor: Actor, period: Period) -> list[Row]:
    """From the beginning of an accompaniment to a first appointment, and from an invitation to a chosen moment."""
    seen = Min("person__appointments__booking__starts_at", filter=_seen_since_opening())
    begun = Pathway.objects.visible_to(actor).filter(opened_on__range=(period.first, period.last))
    talked = [
        None if met is None else (met - start_of_day(opened)).days
        for opened, met in begun.order_by("pk").annotate(met=seen).values_list("opened_on", "met")
    ]
    asked = Appointment.objects.visible_to(actor).filter(**period.moments_of("invited_at"))
    chosen = [days_between(one) for one in asked.order_by("pk").values_list("invited_at", "booked_at")]
    return [
        waited(_("du début de l'accompagnement au premier rendez-vous"), talked),
        waited(_("de l'invitation au moment choisi"), chosen),
    ]


def _seen_since_opening() -> Q:
    """A meeting held during this accompaniment: one before it was opened is another story."""
    met = Q(person__appointments__seen_at__isnull=False)
    return met & Q(person__appointments__booking__starts_at__date__gte=F("opened_on"))
