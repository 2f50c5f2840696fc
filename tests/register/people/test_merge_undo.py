"""Merging two files and undoing it changes nothing, whatever either holds: random lives over every table."""

import json
import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers

from levier.activity.activities.models import (
    Activity,
    AttendanceNote,
    Enrolment,
    Notice,
    PartnerLink,
    PartnerRequest,
    Session,
    WaitingEntry,
)
from levier.development.projects.models import Agreement, Condition
from levier.evidence.outcomes.actions import enter, leave, observe
from levier.evidence.outcomes.models import EligibilityProof, EntryCorrection, Proposal
from levier.evidence.outcomes.situation import EntrySituation
from levier.foundation.accounts.enums import Role
from levier.foundation.documents.checks import check_upload
from levier.foundation.kit.registers import mergers
from levier.register.partners.models import Partner
from levier.register.people.actions import Identity, change_person
from levier.register.people.enums import DataKind, Reading, Speaking
from levier.register.people.gradient import keep_language, keep_other_name
from levier.register.people.merging import IDENTITY, bring_together, merge_people, undo_merge
from levier.register.people.models import ContactPoint, KnownNumber, Mandate, NationalNumber, Pair, Person
from levier.register.people.photos import keep_photo
from tests.cast import NOON, actor, colleague, organisation, person, project
from tests.house.furniture import _make as make_row
from tests.register.people.test_merging import present
from tests.register.people.test_photos import picture
from tests.results import note

pytestmark = pytest.mark.django_db
SEEDS = range(8)
BESIDE = {"people.merge", "journal.line", "journal.detail", "journal.head", "accounts.user", "accounts.membership"}
"""What a merge and its undoing rightly leave: their own trace, and who did it."""


class Life:
    """Random rows of two people; both often hold the same thing, which is where merging is hard."""

    def __init__(self, seed: int) -> None:
        self.dice, self.house = random.Random(seed), organisation()
        self.by = actor(Role.DIRECTION, name=f"Dir {seed}")
        self.sessions = [self.session(number) for number in range(3)]
        self.projects = [self.project(number) for number in range(3)]
        self.partner = Partner.objects.create(organisation=self.house, name="CPAS", code="cpas", kind="welfare")

    def maybe(self) -> bool:
        return self.dice.random() < 0.7

    def session(self, number: int) -> Session:
        activity = Activity.objects.create(organisation=self.house, title=f"Atelier {number}", kind="workshop")
        return Session.objects.create(
            organisation=self.house, activity=activity, on=date(2024, 1, 5 + number), planned_minutes=180
        )

    def project(self, number: int) -> Any:
        made = project(f"P-{number}")
        funder = Partner.objects.create(organisation=self.house, name=f"F{number}", code=f"f-{number}", kind="funder")
        agreement = Agreement.objects.create(
            organisation=self.house, project=made, funder=funder, reference=f"C-{number}"
        )
        Condition.objects.create(organisation=self.house, agreement=agreement, code="actiris", label="Inscription")
        return made

    def live(self, who: Person) -> None:
        self.identity(who)
        self.room(who)
        self.activities(who)
        self.is_signed_up(who)
        self.participations(who)
        self.is_proposed(who)
        self.others(who)

    def identity(self, who: Person) -> None:
        pick = self.dice.choice
        born = pick(
            [{"birth_date": date(1990, 5, 12)}, {"birth_year": 1990}, {"birth_year": 1990, "birth_month": 5}, {}]
        )
        known = {"gender": pick(["", "W", "N"]), "commune": pick(["", "Forest"]), "channel": pick(["", "sms", "call"])}
        named = Identity(
            pick(["Mariam", "Мариам"]), pick(["Diallo", ""]), interpreter=pick(["", "ar"]), **born, **known
        )
        change_person(by=self.by, person=who, identity=named, at=NOON)

    def room(self, who: Person) -> None:
        own = {"organisation": self.house, "person": who}
        for value in self.dice.sample(["+32470000001", "+32470000002", "+32470000003"], self.dice.randint(1, 3)):
            ContactPoint.objects.create(kind="phone", value=value, key=value, is_preferred=self.maybe(), **own)
        KnownNumber.objects.create(scheme="workbook", context=f"{who.pk}", value="1", **own)
        for name in self.dice.sample(["Barry", "Bah", "Sow"], 2):
            keep_other_name(by=self.by, person=who, kind="birth", value=name, at=NOON)
        for language in self.dice.sample(["ar", "fr", "ff"], 2):
            words = {"language": language, "speaks": self.dice.choice(Speaking.values)}
            keep_language(by=self.by, person=who, values=words | {"reads": self.dice.choice(Reading.values)}, at=NOON)
        Mandate.objects.create(
            partner=self.partner, purpose="job", data=self.dice.choice(DataKind.values), length="day",
            given_on=NOON.date(), ends_on=NOON.date(), read_in="fr", made_at=NOON, **own,
        )  # fmt: skip
        if self.maybe():
            NationalNumber.objects.create(sealed="x", blind=f"{who.pk}", noted_at=NOON, **own)
        if self.maybe():
            upload = check_upload("photo.jpg", picture())
            keep_photo(by=self.by, person=who, upload=upload, read_in="fr", on=NOON.date(), at=NOON)

    def activities(self, who: Person) -> None:
        for session in self.sessions:
            if self.maybe():
                present(who, session, self.dice.randint(1, 180))
                Enrolment.objects.create(organisation=self.house, activity=session.activity, person=who, made_at=NOON)
                AttendanceNote.objects.create(
                    organisation=self.house, session=session, person=who, presence="present", minutes=60,
                    source="screen", happened_at=NOON, recorded_at=NOON,
                )  # fmt: skip
            if self.maybe():
                Notice.objects.create(
                    organisation=self.house, session=session, person=who, kind="moved", way="call", made_at=NOON
                )
                WaitingEntry.objects.create(
                    organisation=self.house,
                    activity=session.activity,
                    person=who,
                    asked_at=NOON,
                    end="declined",
                    ended_at=NOON,
                )

    def is_signed_up(self, who: Person) -> None:
        """A partner proposed them by its link."""
        link, _made = PartnerLink.objects.get_or_create(
            organisation=self.house,
            activity=self.sessions[0].activity,
            partner=self.partner,
            defaults={"ends_on": NOON.date(), "places": 5, "code": "abc", "made_at": NOON},
        )
        answered = {"state": "accepted", "answered_at": NOON, "person": who}
        PartnerRequest.objects.create(organisation=self.house, link=link, first_name="Mariam", made_at=NOON, **answered)

    def participations(self, who: Person) -> None:
        asked = EntrySituation(gender="W", birth_date=date(1990, 5, 12), status="at_home", studies="cess")
        for there in self.projects:
            if not self.maybe():
                continue
            start = date(2025, 1, 1) + timedelta(days=self.dice.randint(0, 300))
            held = enter(by=self.by, project=there, person=who, on=start, situation=asked, at=NOON)
            if self.maybe():
                end = start + timedelta(days=self.dice.randint(1, 60))
                leave(by=self.by, participation=held, on=end, reason="job", at=NOON)
                answer = {"horizon": "exit", "observed_on": end, "situation": "job"}
                observe(by=self.by, participation=held, at=NOON, **answer)
            EntryCorrection.objects.create(
                organisation=self.house, participation=held, field="studies", reason="erreur", made_at=NOON
            )
            EligibilityProof.objects.create(
                organisation=self.house, participation=held, condition=there.agreements.get().conditions.get(),
                paper="Attestation", paper_on=start, checked_at=NOON,
            )  # fmt: skip

    def is_proposed(self, who: Person) -> None:
        """What could come next: waiting for an answer, or answered."""
        for there in self.projects:
            answered = {"reply": "accepted", "answered_on": date(2025, 2, 1)} if self.maybe() else {}
            Proposal.objects.create(
                organisation=self.house,
                person=who,
                project=there,
                why="wish",
                proposed_on=date(2025, 1, 15),
                **answered,
            )

    def others(self, who: Person) -> None:
        """A row of each table that this test does not know by name."""
        owner = None
        for table in sorted(moved_tables()):
            model = apps.get_model(table)
            if model._meta.app_label in ("people", "activities", "outcomes"):
                continue
            owner = owner or colleague(name=f"Owner {who.pk}")
            pk = 500_000 + who.pk
            if not model.objects.filter(pk=pk).exists():
                make_row(model, self.house, owner, pk, who.pk, set())
            model.objects.filter(pk=pk).update(person=who)


def moved_tables() -> set[str]:
    return {table for name in mergers.names() for table in mergers[name].tables}


def everything() -> dict[str, Any]:
    """Every row of every table, but for the versions that count acts."""
    held = {}
    for model in apps.get_models():
        label = model._meta.label_lower
        if label in BESIDE or not model.__module__.startswith("levier."):
            continue
        rows = json.loads(serializers.serialize("json", model._base_manager.order_by("pk")))
        for row in rows:
            if label == "people.person":
                row["fields"].pop("version")
            if label == "people.pair":
                row["fields"] |= {"settled_at": None}
        held[label] = rows
    return held


@pytest.mark.parametrize("seed", SEEDS)
def test_a_merge_undone_is_as_if_it_had_never_been(seed):
    life = Life(seed)
    kept, removed, third = person("Mariam"), person("Mariama"), person("Maryam")
    for who in (kept, removed):
        life.live(who)
    Pair.objects.create(organisation=life.house, first=removed, second=third, score=90, why="birth", found_at=NOON)
    pair = bring_together(by=life.by, one=kept, other=removed, at=NOON)
    theirs = life.dice.sample(IDENTITY, life.dice.randint(0, len(IDENTITY)))
    before = everything()

    merge = merge_people(by=life.by, pair=pair, theirs=theirs, at=NOON)
    between = everything()
    undo_merge(by=life.by, merge=merge, at=NOON + timedelta(hours=1))

    after = everything()
    note("merge", str(seed), undone=1, differing=sum(before[table] != after[table] for table in before))
    assert {table: rows for table, rows in after.items() if rows != before[table]} == {}
    assert between != before


def test_both_lives_hold_a_row_of_every_table_that_a_merge_moves():
    life, held = Life(1), set()
    for who in (person("Mariam"), person("Mariama")):
        life.live(who)
        held |= {table for table in moved_tables() if apps.get_model(table).objects.filter(person=who).exists()}

    assert held == moved_tables()
