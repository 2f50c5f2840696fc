"""Letters that frighten, and the days that must not be missed: some people the counsellors accompany, told in order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from levier.config.demonstration.chronicle import Chronicle, House
from levier.config.demonstration.people import moment
from levier.foundation.accounts.queries import actor_for
from levier.foundation.kit.actors import Actor
from levier.register.people.models import Person
from levier.support.pathways.enums import Part
from levier.support.pathways.models import Referent
from levier.support.rights.actions import (
    DeadlineDraft,
    LetterDraft,
    LossDraft,
    PeriodDraft,
    add_deadline,
    add_period,
    finish_deadline,
    keep_deadlines,
    miss_deadline,
    note_appeal,
    note_loss,
    register_letter,
)
from levier.support.rights.enums import Appeal
from levier.support.rights.models import Deadline, DeadlineKind
from levier.support.rights.proposals import proposals_of

COUNSELLORS = ("counsellor", "Pascale Noël")


@dataclass
class Life:
    """One person's letters, told on the days they came; days are counted from today, before it negative."""

    who: Person
    by: Actor
    today: date
    chronicle: Chronicle
    held: dict[str, Any] = field(default_factory=dict)

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def on(self, days: int, act: Callable[[datetime], object]) -> None:
        self.chronicle.add(moment(self.day(days), 10, 10 + len(self.held)), act)

    def lives_on(self, status: str, since: int, source: str, **fields: Any) -> None:
        draft = PeriodDraft(status, self.day(since), source=source, **fields)
        self.on(-2, lambda at: add_period(by=self.by, person=self.who, draft=draft, at=at))

    def gets(self, origin: str, kind: str, dated: int, noted: int, says: str, **fields: Any) -> None:
        """A letter is registered, and the deadlines that it proposes are kept."""
        draft = LetterDraft(origin, kind, self.day(dated), self.day(noted), says=says, **fields)

        def register(at: datetime) -> None:
            letter = register_letter(by=self.by, person=self.who, draft=draft, at=at)
            proposed = [one for one in proposals_of(self.by, letter, self.day(noted)) if one.is_offered]
            drafts = [DeadlineDraft(one.kind, one.base, None if one.base else one.due_on) for one in proposed]
            keep_deadlines(by=self.by, letter=letter, drafts=drafts, at=at)
            self.held["letter"] = letter

        self.on(noted, register)

    def notes(self, code: str, noted: int, **days: int) -> None:
        """A deadline noted by hand: `counted_on` or `printed_on`, in days from today."""
        known: dict[str, Any] = {name: self.day(count) for name, count in days.items()}

        def add(at: datetime) -> None:
            kind = DeadlineKind.objects.visible_to(self.by).get(code=code)
            add_deadline(by=self.by, person=self.who, draft=DeadlineDraft(kind, **known), at=at)

        self.on(noted, add)

    def loses(self, kind: str, right: str, on: int, noted: int) -> None:
        def note(at: datetime) -> None:
            draft = LossDraft(kind, right, self.day(on), self.held.get("letter"))
            self.held["loss"] = note_loss(by=self.by, person=self.who, draft=draft, at=at)

        self.on(noted, note)

    def appeals(self, state: Appeal, days: int) -> None:
        self.on(
            days, lambda at: note_appeal(by=self.by, loss=self.held["loss"], appeal=state, on=self.day(days), at=at)
        )

    def _deadline(self, code: str) -> Deadline:
        rows = Deadline.objects.visible_to(self.by).filter(person=self.who, rule__kind__code=code)
        found: Deadline = rows.latest("pk")
        return found

    def does(self, code: str, days: int, what: str, result: str = "") -> None:
        self.on(
            days,
            lambda at: finish_deadline(by=self.by, deadline=self._deadline(code), what=what, result=result, at=at),
        )

    def misses(self, code: str, days: int, reason: str) -> None:
        self.on(days, lambda at: miss_deadline(by=self.by, deadline=self._deadline(code), reason=reason, at=at))


def protect_rights(house: House, today: date, chronicle: Chronicle) -> None:
    """Each of the stories happens to one of the people accompanied, for as many as there are."""
    users = [house.staff[name] for name in COUNSELLORS]
    rows = Referent.objects.filter(organisation=house.organisation, user__in=users, part=Part.REFERENT, ended_on=None)
    for referent, tell in zip(
        rows.select_related("pathway__person", "user").order_by("pathway__person_id")[: len(STORIES)],
        STORIES,
        strict=False,
    ):
        by = actor_for(referent.user, house.organisation)
        tell(Life(referent.pathway.person, by, today, chronicle))


def _end_of_right(life: Life) -> None:
    ends = date(life.today.year + 1, 1, 1)
    life.gets("onem", "end_of_right", -20, -17, "Fin des allocations au 1er janvier", printed_on=ends)
    life.on(-16, lambda at: _announced(life, ends, at))
    life.lives_on("unemployed_benefit", -900, "lettre de l'ONEM", announced_end_on=ends)


def _announced(life: Life, ends: date, at: datetime) -> None:
    draft = LossDraft("ended", "unemployment", ends, life.held["letter"])
    note_loss(by=life.by, person=life.who, draft=draft, at=at)


def _suspended(life: Life) -> None:
    life.lives_on("suspended", -8, "décision d'Actiris")
    life.gets("actiris", "decision", -9, -7, "Suspension de quatre semaines, rendez-vous manqué")
    life.loses("suspended", "unemployment", -7, -6)


def _summoned(life: Life) -> None:
    life.lives_on("unemployed_benefit", -300, "attestation de la CAPAC")
    life.gets(
        "actiris",
        "summons",
        -12,
        -9,
        "Évaluation de la recherche d'emploi",
        printed_on=life.day(3),
        printed_at=time(9, 30),
    )
    life.loses("threatened", "unemployment", 3, -8)


def _waits_for_the_cpas(life: Life) -> None:
    life.lives_on("registered_no_income", -60, "dit par la personne, carte d'Actiris vue")
    life.gets("cpas", "acknowledgement", -33, -33, "Demande de revenu d'intégration")


def _permit(life: Life) -> None:
    life.lives_on("cpas_income_registered", -400, "attestation du CPAS")
    life.notes("residence_expiry", -30, printed_on=45)


def _cards(life: Life) -> None:
    life.lives_on("unemployed_benefit", -210, "carte C3 vue")
    life.notes("monthly_card", -40, counted_on=-40)
    life.does("monthly_card", -30, "Carte rendue au syndicat", "Allocations payées")


def _volunteer(life: Life) -> None:
    life.lives_on("insertion_allowance", -150, "extrait de la FGTB")
    life.gets("onem", "acknowledgement", -6, -5, "Déclaration C45B reçue, bénévolat à la ludothèque")


def _won(life: Life) -> None:
    life.lives_on("unemployed_benefit", -500, "jugement du tribunal du travail")
    life.gets("onem", "decision", -80, -78, "Exclusion pour treize semaines")
    life.loses("excluded", "unemployment", -78, -77)
    life.does("labour_court_onem", -60, "Requête déposée au greffe contre reçu", "Audience fixée")
    life.appeals(Appeal.LODGED, -60)
    life.appeals(Appeal.WON, -9)


def _training(life: Life) -> None:
    life.lives_on("unemployed_benefit", -120, "attestation du syndicat")
    life.notes("exemption_request", -4, counted_on=21)
    life.gets("health_fund", "notice", -6, -3, "Complément de cotisation à payer", printed_on=life.day(12))


def _too_late(life: Life) -> None:
    life.lives_on("excluded_registered", -62, "décision d'Actiris")
    life.gets("actiris", "decision", -62, -60, "Exclusion, lettre restée fermée")
    life.loses("excluded", "unemployment", -60, -59)
    life.misses("actiris_internal_appeal", -40, "Hospitalisation ; le tribunal reste possible")


STORIES = (
    _end_of_right,
    _suspended,
    _summoned,
    _waits_for_the_cpas,
    _permit,
    _cards,
    _volunteer,
    _won,
    _training,
    _too_late,
)
