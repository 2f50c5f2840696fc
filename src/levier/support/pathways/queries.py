"""What other rooms, and the pages of this one, ask of an accompaniment."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.texts import fold
from levier.register.people.models import Person
from levier.support.pathways.enums import HOLDS, WEIGHTS, ItemKind, Level, Part, StepState, Theme
from levier.support.pathways.models import Finding, Goal, Item, Note, NoteDraft, Pathway, Referent, Step, StepItem
from levier.support.pathways.referral_queries import with_referrals
from levier.support.pathways.rules import meets_restricted, notes_met


@dataclass(slots=True)
class ItemState:
    """One item of somebody's diagnosis. `finding` is None while it was not explored; `was` counts earlier states."""

    item: Item
    finding: Finding | None = None
    was: int = 0

    @property
    def level(self) -> str:
        return self.finding.level if self.finding else ""


@dataclass(slots=True)
class ThemeState:
    """What is known under one theme, in the order of the list."""

    theme: Theme
    states: list[ItemState] = field(default_factory=list)

    @property
    def holds(self) -> list[ItemState]:
        """What holds the person back, the strongest first."""
        found = [one for one in self.states if one.item.kind == ItemKind.OBSTACLE and one.level in HOLDS]
        return sorted(found, key=lambda one: one.level != Level.STRONG)

    @property
    def helps(self) -> list[ItemState]:
        return [one for one in self.states if one.item.kind == ItemKind.STRENGTH and one.level == Level.YES]

    @property
    def facts(self) -> list[ItemState]:
        return [one for one in self.states if one.item.kind == ItemKind.FACT and one.level == Level.YES]

    @property
    def lifted(self) -> list[ItemState]:
        return [one for one in self.states if one.level == Level.LIFTED]

    @property
    def explored(self) -> int:
        return sum(bool(one.level) for one in self.states)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All that is known of somebody now, and how it came; restricted lines only for whom may read them.

    `past` are all findings, the oldest first; `first_on` the day of the first one.
    """

    themes: list[ThemeState]
    past: list[Finding]
    meets_restricted: bool

    @property
    def first_on(self) -> date | None:
        return self.past[0].since if self.past else None

    @property
    def last_on(self) -> date | None:
        return max(one.since for one in self.past) if self.past else None

    def weights(self, on: date | None = None) -> list[int]:
        """What obstacles weigh by theme at the end of a day, or now: 2 for a strong one, 1 for a light one."""
        sums = dict.fromkeys(Theme, 0)
        for one in self.past:
            holds = one.until is None if on is None else one.since <= on and (one.until is None or one.until > on)
            if holds:
                sums[Theme(one.item.theme)] += WEIGHTS.get(Level(one.level), 0)
        return list(sums.values())


def diagnosis_of(actor: Actor, person: Person) -> Diagnosis:
    """The diagnosis of somebody, in two queries and the rule's."""
    may = bool(meets_restricted(actor, person))
    items = Item.objects.visible_to(actor)
    rows = Finding.objects.visible_to(actor).filter(person=person)
    if not may:
        items, rows = items.filter(is_restricted=False), rows.filter(item__is_restricted=False)
    past = list(rows.select_related("item", "noted_by", "answered_by").order_by("since", "pk"))
    themes = {theme: ThemeState(theme) for theme in Theme}
    states = {one.pk: ItemState(one) for one in items.in_use().order_by("order", "pk")}
    for one in past:
        stands_for = one.item.replaced_by_id or one.item_id
        state = states.get(stands_for)
        if state is None and one.until is None:
            state = states.setdefault(one.item_id, ItemState(one.item))
        if state is not None:
            _take(state, one)
    for state in states.values():
        themes[Theme(state.item.theme)].states.append(state)
    return Diagnosis(list(themes.values()), past, may)


def _take(state: ItemState, found: Finding) -> None:
    """Of several lines melted into one, the strongest stands."""
    if found.until is not None:
        state.was += 1
    elif state.finding is None or _weight(found) > _weight(state.finding):
        state.finding = found


def _weight(found: Finding) -> int:
    return WEIGHTS.get(Level(found.level), 0)


def open_pathway_of(actor: Actor, person: Person) -> Pathway | None:
    """The accompaniment of somebody that is under way."""
    found: Pathway | None = Pathway.objects.visible_to(actor).open().filter(person=person).first()
    return found


def notes_of(actor: Actor, person: Person) -> QuerySet[Note]:
    """Notes about somebody that this colleague may read, the latest first."""
    rows = Note.objects.visible_to(actor).filter(notes_met(actor), person=person)
    found: QuerySet[Note] = rows.select_related("author").order_by("-on", "-pk")
    return found


def notes_around(actor: Actor, *, everybody: bool = False) -> QuerySet[Note]:
    """The same about all whom this colleague accompanies today, in whatever part; or about everybody."""
    rows = Note.objects.visible_to(actor).filter(notes_met(actor), person__merged_into=None, person__erased_at=None)
    if not everybody:
        held = Referent.objects.visible_to(actor).filter(user=actor.user_id, ended_on=None, pathway__closed_on=None)
        rows = rows.filter(person__in=held.values("pathway__person"))
    found: QuerySet[Note] = rows.select_related("author", "person").order_by("-on", "-pk")
    return found


def with_words(rows: QuerySet[Note], words: str) -> QuerySet[Note]:
    """Those of these notes that hold every one of these words, in any order and without accents."""
    for word in fold(words).split():
        rows = rows.filter(search__contains=word)
    return rows


def draft_of(actor: Actor, person: Person) -> NoteDraft | None:
    """What this colleague began to write about somebody: nobody else's."""
    found: NoteDraft | None = drafts_of(actor).filter(person=person, form="").first()
    return found


def typed_of(actor: Actor, person: Person, form: str) -> NoteDraft | None:
    """What this colleague typed in a long form about somebody (`form` is the key of its page) and has not sent."""
    found: NoteDraft | None = drafts_of(actor).filter(person=person, form=form).first()
    return found


def drafts_of(actor: Actor) -> QuerySet[NoteDraft]:
    """What this colleague began to write, the last first."""
    rows: QuerySet[NoteDraft] = NoteDraft.objects.visible_to(actor).filter(author=actor.user_id)
    return rows.order_by("-saved_at", "-pk")


def plan_of(actor: Actor, person: Person) -> list[Goal]:
    """Goals with their steps and what each answers, open ones first; restricted items only for whom may read them."""
    goals = Goal.objects.visible_to(actor).filter(person=person).order_by("ended_on", "made_at", "pk")
    steps: dict[int, list[Step]] = {}
    ordered = Step.objects.visible_to(actor).filter(person=person).select_related("worker", "partner")
    for step in ordered.order_by("ended_on", "due_on", "pk"):
        steps.setdefault(step.goal_id, []).append(step)
    answers: dict[int, list[Item]] = {}
    ties = StepItem.objects.visible_to(actor).filter(step__person=person).select_related("item")
    if not meets_restricted(actor, person):
        ties = ties.filter(item__is_restricted=False)
    for tie in ties.order_by("item__order"):
        answers.setdefault(tie.step_id, []).append(tie.item)
    found = list(goals)
    with_referrals(actor, [step for mine in steps.values() for step in mine])
    for goal in found:
        goal.taken = sorted(steps.get(goal.pk, []), key=_order)
        for step in goal.taken:
            step.answers_items = answers.get(step.pk, [])
    return sorted(found, key=lambda one: one.ended_on is not None)


def titles_told(actor: Actor, person: Person, language: str) -> dict[str, str]:
    """Goals and steps of somebody's plan that a template says in this language: {title: the same in it}."""
    goals = plan_of(actor, person)
    found = [one for goal in goals for one in [goal, *goal.taken] if one.texts]  # type: ignore[attr-defined]
    return {one.title: told.text for one in found if not (told := one.told("title", language)).language}


def _order(step: Step) -> tuple[bool, date, int]:
    return (not step.is_open, step.due_on or date.max, step.pk)


def without_next_step() -> Any:
    """Pathways whose person has no open step: nothing is agreed for what comes next."""
    return ~Exists(Step.objects.filter(person=OuterRef("person"), organisation=OuterRef("organisation")).open())


def with_late_step(today: date) -> Any:
    """Pathways whose person has an open step of which the day is past."""
    steps = Step.objects.filter(person=OuterRef("person"), organisation=OuterRef("organisation"), due_on__lt=today)
    return Exists(steps.open())


def without_referent() -> Any:
    return ~Exists(Referent.objects.filter(pathway=OuterRef("pk"), part=Part.REFERENT, ended_on=None))


def load_of(actor: Actor) -> list[dict[str, Any]]:
    """Open accompaniments by referent: user__name, people, sent_by_actiris, late (past their planned end)."""
    rows = Referent.objects.visible_to(actor).filter(part=Part.REFERENT, ended_on=None, pathway__closed_on=None)
    grouped = rows.order_by("user__name").values("user", "user__name")
    return list(grouped.annotate(people=Count("pk"), sent_by_actiris=Count("pk", filter=Q(pathway__origin="actiris"))))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change of the list would touch: people with a present answer, all answers ever, open steps."""

    people: int
    answers: int
    steps: int


def effect_on(actor: Actor, item: Item) -> Effect:
    """What one sees before changing a line."""
    answers = Finding.objects.visible_to(actor).filter(item=item)
    held = answers.aggregate(all=Count("pk"), now=Count("pk", filter=Q(until=None)))
    ties = StepItem.objects.visible_to(actor).filter(item=item)
    steps = ties.filter(step__ended_on=None).count()
    return Effect(held["now"], held["all"], steps)


@dataclass(frozen=True, slots=True)
class Share:
    """How often an answer lightened an obstacle: `better` of `asked` people for whom the effect was noted."""

    label: str
    asked: int
    better: int


def lightened(actor: Actor, *, since: date, until: date) -> list[Share]:
    """By obstacle: of the people who did a step that answers it (ended in the days given), how many have it lighter.

    Before is the state on the eve of the step's end, after the first state noted from that day on; whoever was not
    asked again is not counted. In one pass over the steps of the period.
    """
    rows = StepItem.objects.visible_to(actor).filter(
        step__state=StepState.DONE, step__ended_on__range=(since, until), item__kind=ItemKind.OBSTACLE
    )
    pairs = list(rows.values_list("item", "step__person", "step__ended_on").order_by("item", "step__person"))
    history = _history(actor, {item for item, _person, _on in pairs}, {person for _item, person, _on in pairs})
    counts: dict[int, dict[int, bool]] = {}
    for item, person, on in pairs:
        verdict = _verdict(history.get((item, person), []), on)
        if verdict is not None:
            known = counts.setdefault(item, {})
            known[person] = known.get(person, False) or verdict
    names = Item.objects.visible_to(actor).in_bulk(counts)
    found = [Share(str(names[key]), len(people), sum(people.values())) for key, people in counts.items()]
    return sorted(found, key=lambda one: (-one.asked, one.label))


def _history(
    actor: Actor, items: Iterable[int], people: Iterable[int]
) -> dict[tuple[int, int], list[tuple[date, date | None, str]]]:
    rows = Finding.objects.visible_to(actor).filter(item__in=items, person__in=people).order_by("since", "pk")
    found: dict[tuple[int, int], list[tuple[date, date | None, str]]] = {}
    for item, person, since, until, level in rows.values_list("item", "person", "since", "until", "level"):
        found.setdefault((item, person), []).append((since, until, level))
    return found


def _verdict(states: list[tuple[date, date | None, str]], on: date) -> bool | None:
    """Was it lighter after that day than before? None when one of the two is not known, or nothing held before."""
    before = [level for since, _until, level in states if since < on]
    after = [level for since, _until, level in states if since >= on]
    if not before or not after or before[-1] not in HOLDS:
        return None
    return WEIGHTS.get(Level(after[0]), 0) < WEIGHTS[Level(before[-1])]


def referents_of(pathway: Pathway) -> QuerySet[Referent]:
    """Colleagues of an accompaniment, those of today first."""
    rows: QuerySet[Referent] = pathway.referents.select_related("user").order_by("ended_on", "part", "-started_on")
    return rows


def own_people(actor: Actor) -> QuerySet[Person]:
    """Whom this colleague accompanies today, in whatever part, by name."""
    mine = Referent.objects.filter(
        user=actor.user_id, ended_on=None, pathway__closed_on=None, pathway__person=OuterRef("pk")
    )
    rows: QuerySet[Person] = Person.objects.visible_to(actor).filter(Exists(mine))
    return rows.order_by("last_name", "first_name", "pk")


def lifted_since(
    actor: Actor, came: Mapping[int, date], codes: Collection[str]
) -> dict[str, tuple[set[int], set[int]]]:
    """By obstacle of these codes: of people and the day each came, those whom it held then, and of them those for whom
    it was noted lifted since. {its name: (people, people)}; restricted ones are left out. One query."""
    rows = Finding.objects.visible_to(actor).filter(
        item__kind=ItemKind.OBSTACLE, item__is_restricted=False, item__code__in=codes, person__in=list(came)
    )
    found: dict[str, tuple[set[int], set[int]]] = {}
    for one in rows.select_related("item").order_by("item__order", "item_id", "since", "pk"):
        held, lifted = found.setdefault(str(one.item), (set(), set()))
        day = came[one.person_id]
        if one.level in HOLDS and one.since <= day and (one.until is None or one.until >= day):
            held.add(one.person_id)
        elif one.level == Level.LIFTED and one.since >= day and one.person_id in held:
            lifted.add(one.person_id)
    return found
