"""What the room shows elsewhere, and how skill goes over time."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from levier.activity.epn.gestures import SHORT, areas
from levier.activity.epn.models import Assessment, Loan
from levier.activity.epn.queries import scores_of
from levier.activity.epn.rules import MEASURE_SKILLS, RUN_SPACES
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.charts import Chart, Series, radar
from levier.foundation.kit.registers import MOST_DUE, DueItem
from levier.foundation.kit.screens import HouseRequest
from levier.register.people.models import Person

SHOWN = 4
"""Diagnoses on one radar: the first one and the last three. More lines cannot be told apart."""


def of_person(request: HouseRequest, person: Person) -> dict[str, Any]:
    """Panel of a person's page: only the way to the room's own page, so that it asks nothing of the database."""
    return {"person": person, "may_measure": MEASURE_SKILLS.allows(request.actor)}


def progress_of(made: list[Assessment]) -> Chart | None:
    """The radar of the diagnoses of one person, area by area; None before the first one."""
    if not made:
        return None
    shown = made if len(made) <= SHOWN else [made[0], *made[-(SHOWN - 1) :]]
    labels = [str(SHORT[one.code]) for one in areas()]
    series = []
    for one in shown:
        scores = scores_of(one)
        tenths = [None if (score := scores[area.code]) is None else score for area in areas()]
        series.append(Series(formats.day(one.on, style="short"), tenths))
    described = _(
        "Pour chaque domaine, la moyenne de ce qui a été regardé : 0 pas encore, 100 peut le montrer à d'autres."
    )
    return radar_of(labels, series, described)


def radar_of(labels: list[str], series: list[Series], described: str) -> Chart:
    """Of 100, drawn in five rings."""
    drawn = [Series(one.label, [None if v is None else round(v / 20) for v in one.values]) for one in series]
    chart = radar("numerique", _("Domaine par domaine, au fil du temps"), described, labels, drawn, highest=5)
    chart.rows = [
        [label, *("–" if (v := one.values[place]) is None else formats.number(v) for one in series)]
        for place, label in enumerate(labels)
    ]
    return chart


def due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Of "my day": things lent that are to come back."""
    if not RUN_SPACES.allows(actor) or actor.user_id is None:
        return []
    rows = Loan.objects.visible_to(actor).filter(returned_on=None, due_on__lte=until, person__merged_into=None)
    return [
        DueItem(
            one.due_on,
            _("%(thing)s, %(name)s") % {"thing": one.equipment, "name": one.person},
            reverse("epn:take_back", args=[one.pk]),
            _("prêt à rendre"),
            is_late=one.due_on < today,
            act=_("Noter le retour"),
            whole=f"{reverse('epn:equipment')}?etat=lent",
            is_shared=one.lent_by_id != actor.user_id,
        )
        for one in rows.select_related("equipment", "person").order_by("due_on", "pk")[:MOST_DUE]
    ]
