"""What other rooms ask of participations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField, Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from levier.development.projects.models import Agreement, Condition, Project
from levier.evidence.outcomes.enums import Horizon, Reach
from levier.evidence.outcomes.models import EligibilityProof, Observation, Participation
from levier.evidence.outcomes.situation import SHARES, WINDOW, reference_day
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period, add_months
from levier.foundation.kit.registers import counting_rules
from levier.register.people.models import Person

# A sample that never changes: the golden ratio spreads the numbers of participations evenly, whoever comes later.
SPREAD = 2**32
MULTIPLIER = 2_654_435_769
DRAW: Any = Cast(F("id"), BigIntegerField()) * MULTIPLIER % SPREAD


def participations_for_lines(actor: Actor, ids: list[int]) -> list[Participation]:
    """Participations of these ids with their person, in the order of the ids."""
    found = Participation.objects.visible_to(actor).select_related("person").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def participation_rows(project: Project) -> Iterator[list[Any]]:
    """Nameless rows of a project for a spreadsheet: id, entry, exit, gender, age, ISCED level."""
    rows = Participation.objects.filter(project=project).order_by("entry_on", "pk")
    columns = rows.values_list("pk", "entry_on", "exit_on", "gender", "age", "isced")
    return (list(row) for row in columns.iterator(chunk_size=2_000))


def house_shares(actor: Actor) -> dict[str, int]:
    """Share in per cent of those who left that are asked at six months, by rule-set; everybody where none is set."""
    return shares_of(actor.organisation_id)


def shares_in_words(actor: Actor) -> str:
    """The same as the page of settings says it."""
    named = [
        _("%(rules)s : %(share)s %%") % {"rules": counting_rules[code], "share": share}
        for code, share in sorted(house_shares(actor).items())
        if code in counting_rules
    ]
    return ", ".join(named) or _("tout le monde")


def shares_of(organisation_id: int) -> dict[str, int]:
    """The same for an organisation, whoever asks."""
    settings = Organisation.objects.filter(pk=organisation_id).values_list("settings", flat=True).first() or {}
    return shares_in(settings)


def shares_in(settings: Mapping[str, Any]) -> dict[str, int]:
    """The same, among the settings of an organisation that is at hand."""
    return {code: share for code, share in settings.get(SHARES, {}).items() if 0 < share < 100}


def to_ask(actor: Actor, today: date, until: date, shares: Mapping[str, int] | None = None) -> QuerySet[Participation]:
    """Those to ask for news: their window is open today, or opens by `until`, and nobody has answered inside it.

    At the exit, everybody; six months later everybody too, or the sample of the rule-set. A refusal ends the asking.
    `shares` are those of `house_shares`, when they are at hand.
    """
    left = Participation.objects.visible_to(actor)
    at_exit: Any = Q(exit_on__range=(today - WINDOW, until)) & ~_settled(Horizon.EXIT)
    first, last = exits_six_months_before(today - WINDOW, until)
    later: Any = Q(exit_on__range=(first, last)) & ~_settled(Horizon.SIX_MONTHS)
    for rule_set, share in (house_shares(actor) if shares is None else shares).items():
        later &= ~Q(project__rule_set=rule_set) | Q(draw__lt=SPREAD * share // 100)
    # The range that holds both is said too: one index is then walked in the order of the list, and nothing is sorted.
    either: Any = Q(exit_on__range=(min(first, today - WINDOW), until)) & (at_exit | later)
    asked: QuerySet[Participation] = left.annotate(draw=DRAW).filter(either)
    return asked


def horizon_to_ask(exit_on: date, today: date) -> Horizon:
    """Which of the two horizons a participation of `to_ask` is asked for: they never meet."""
    return Horizon.EXIT if exit_on >= today - WINDOW else Horizon.SIX_MONTHS


def window_of(horizon: str, exit_on: date) -> Period:
    """First and last day that an answer may speak of to count."""
    first = reference_day(horizon, exit_on)
    return Period(first, first + WINDOW)


def exits_six_months_before(first: date, last: date) -> tuple[date, date]:
    """First and last exit whose six-months day lies between two days, both included (rule 21)."""
    earliest, latest = add_months(first, -6) - timedelta(days=4), add_months(last, -6) + timedelta(days=4)
    days = (earliest + timedelta(days=n) for n in range((latest - earliest).days + 1))
    found = [day for day in days if first <= reference_day(Horizon.SIX_MONTHS, day) <= last]
    return (found[0], found[-1]) if found else (date.max, date.min)


def _settled(horizon: Horizon) -> Exists:
    answered = Q(reach=Reach.ANSWERED, days_after__range=(0, WINDOW.days)) | Q(reach=Reach.REFUSED)
    mine = Observation.objects.filter(participation=OuterRef("pk"), horizon=horizon, is_current=True)
    return Exists(mine.filter(answered))


def with_attempts(rows: QuerySet[Participation], today: date) -> QuerySet[Participation]:
    """Of `to_ask`: `attempts`, how often nobody was reached at the horizon asked now, and `last_attempt_on`."""
    now = Case(When(exit_on__gte=today - WINDOW, then=Value(Horizon.EXIT)), default=Value(Horizon.SIX_MONTHS))
    silent = Observation.objects.filter(
        participation=OuterRef("pk"), horizon=OuterRef("asked"), reach=Reach.NOT_REACHED, is_current=True
    ).order_by()
    counted = silent.values("participation").annotate(n=Count("pk")).values("n")
    return rows.annotate(asked=now).annotate(
        attempts=Subquery(counted), last_attempt_on=Subquery(silent.order_by("-observed_on").values("observed_on")[:1])
    )


@dataclass(frozen=True, slots=True)
class ConditionState:
    """One condition of an agreement for one participation; `proof` is None while nothing shows it."""

    condition: Condition
    proof: EligibilityProof | None

    @property
    def is_late(self) -> bool:
        """Was the paper made out after the entry? The funder may ask why."""
        return self.proof is not None and self.proof.paper_on > self.proof.participation.entry_on


def conditions_of(participation: Participation) -> list[ConditionState]:
    """What the agreements of the project ask of this person, with what proves it."""
    proofs = {one.condition_id: one for one in participation.proofs.select_related("checked_by", "document")}
    for proof in proofs.values():
        proof.participation = participation
    conditions = Condition.objects.filter(agreement__project_id=participation.project_id)
    return [ConditionState(one, proofs.get(one.pk)) for one in conditions.select_related("agreement").order_by("pk")]


def lacks_proof(agreement: Agreement | None = None) -> Exists:
    """Of a participation: does a condition of an agreement (of any of its project's) lack its dated proof?"""
    conditions = Condition.objects.filter(agreement__project_id=OuterRef("project_id"))
    if agreement is not None:
        conditions = conditions.filter(agreement=agreement)
    proven = EligibilityProof.objects.filter(condition_id=OuterRef("pk"), participation_id=OuterRef(OuterRef("pk")))
    return Exists(conditions.filter(~Exists(proven)))


def people_not_proven(actor: Actor, agreement: Agreement) -> set[int]:
    """Ids of people whose hours are "not proven" for an agreement: a condition of it lacks its dated paper."""
    rows = Participation.objects.visible_to(actor).filter(lacks_proof(agreement), project_id=agreement.project_id)
    return set(rows.values_list("person_id", flat=True))


def participations_of(actor: Actor, person: Person) -> list[Participation]:
    """Of one person, with their project, latest first."""
    rows = Participation.objects.visible_to(actor).filter(person=person)
    return list(rows.select_related("project").order_by("-entry_on", "-pk")[:50])


def counts_of(actor: Actor, project: Project, today: date) -> dict[str, int]:
    """Of one project: everybody, those still in, those to ask now, those whose eligibility lacks a proof."""
    mine = Participation.objects.visible_to(actor).filter(project=project)
    counts: dict[str, int] = mine.aggregate(everybody=Count("pk"), still_in=Count("pk", filter=Q(exit_on=None)))
    counts["to_ask"] = to_ask(actor, today, today).filter(project=project).count()
    counts["not_proven"] = mine.filter(lacks_proof()).count()
    return counts
