"""A house with a row of every table, made from the models, so that each address has an object to show or to refuse.

Every table holds the rows `OURS`, `OURS + 1`... of one organisation and `THEIRS`... of another one, under the same
numbers: whatever object an address asks for, its number is known.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from levier.development.projects.models import Project
from levier.evidence.reports.queries import report_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.snapshot import snapshot_of
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import FormToken, Membership, Organisation, User
from levier.foundation.accounts.sealing import seal_text
from levier.foundation.accounts.tenancy import organisation_tables
from levier.foundation.kit.actors import house as house_of
from levier.foundation.kit.calendar import Period
from levier.register.agenda.feed_views import key_of
from levier.register.agenda.models import Booking
from tests.cast import NOON, Browser, browser, colleague, organisation
from tests.house.belongings import INVITATION, colleague_numbered, equip, link_of
from tests.house.views import Address

OURS, THEIRS = 700_001, 900_001
OTHER = 50_000  # the second of two rows that one row speaks of, such as two files of one person
ANONYMOUS = "anonymous"
ROLES = (ANONYMOUS, *(role.value for role in Role))
DAY = date(2026, 3, 2)
DOOR = "ouverte"  # the code of a tablet at the door, and of links that a colleague may close

MAPPED = {"0": "last_name", "1": "first_name", "2": "birth_date", "3": "entry_on"}
WORDS: dict[str, dict[str, Any]] = {
    "accounts.Invitation": INVITATION,
    "accounts.KeptFilters": {"page": "pathways:mine", "query": "etat=silence", "name": "Vue {n}", "is_shared": True},
    "people.Person": {
        "first_name": "Mariam {n}",
        "last_name": "Diallo {n}",
        "search": "mariam diallo {n}",
        "birth_date": date(1990, 5, 4),
        "commune": "Saint-Gilles",
    },
    "people.Mandate": {"ends_on": date(2099, 12, 31)},
    "people.Merge": {"before": {"version": 0}},
    "people.SealedProof": {"sealed": lambda pk: seal_text("Mariam Diallo", about=f"people.person:{pk}")},
    "people.ContactPoint": {"kind": "phone", "value": "+3225550{n:03}", "key": "+3225550{n:03}"},
    "projects.Project": {
        "status": "running",
        "rule_set": "esf-plus-2021",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
    },
    "projects.Kinship": {"other": None},  # kin is a partner or another project, never both
    "activities.Session": {"planned_minutes": 180, "door_code": DOOR},
    "activities.ActivityModel": {"name": "Modèle d'activité {n}", "code": "", "retired_on": None},
    "activities.Notice": {"told_at": None, "way": "call", "kind": "reminder", "answer": "", "answered_at": None},
    "activities.WaitingEntry": {
        "prior_at": NOON,
        "prior_reason": "raison {n}",
        "offered_until": datetime(2099, 12, 31, tzinfo=UTC),
        "end": "",
        "ended_at": None,
    },
    "activities.PartnerLink": {"ends_on": date(2099, 12, 31), "places": 5, "code": DOOR, "revoked_at": None},
    "activities.PartnerRequest": {
        "reach": "+3247012{n:04}",
        "consent": "La personne est d'accord.",
        "state": "open",
        "reason": "",
        "answered_at": None,
        "answered_by": None,
        "person": None,
    },
    "activities.Quota": {"session": None, "public": "women", "partner": None, "least": None, "most": 6, "until": None},
    "activities.Survey": {"questions": "welcome clear useful", "code": DOOR, "ends_on": date(2099, 12, 31)},
    "activities.Tally": {"question": "welcome", "face": "good", "count": 6},
    "agenda.Resource": {"kind": "room", "name": "Salle {n}", "retired_on": None},
    "agenda.ResourceBooking": {
        "starts_at": lambda pk: _hour(pk),
        "ends_at": lambda pk: _hour(pk) + timedelta(minutes=30),
        "about": "",
        "released_at": None,
    },
    "ledger.LedgerItem": {"claimed": 1},
    "outcomes.Participation": {"entry_on": date(2026, 2, 2), "exit_on": date(2026, 5, 29), "age": 35},
    "outcomes.Episode": {"starts_on": date(2026, 2, 2), "ends_on": date(2026, 5, 29)},
    "outcomes.Proposal": {"activity": None, "why": "other", "reply": "waiting", "refused_for": ""},
    "reports.FrozenReport": {
        "rule_set": "esf-plus-2021",
        "first_on": date(2026, 1, 1),
        "last_on": date(2026, 12, 31),
        "figures": lambda pk: _snapshot(pk),
    },
    "imports.ImportRun": {
        "importer": "people",
        "about": "projects.project:{pk}",
        "columns": MAPPED,
        "state": "preview",
    },
    "outcomes.EntryCorrection": {"field": "studies", "old": "", "new": "secondary"},
    "rights.DeadlineKind": {"fr": "Échéance {n}", "letter_kinds": "decision"},
    "rights.DeadlineRule": {"unit": "days", "amount": 15, "counted_from": "notification"},
    "rights.Letter": {"kind": "decision", "dated_on": date(2026, 3, 2)},
    "rights.Deadline": {"printed_on": date(2026, 3, 2)},
    "rights.BenefitPeriod": {"status": "unemployed_benefit", "source": "attestation {n}"},
    "jobsearch.Contract": {"ends_on": date(2027, 3, 2)},
    "jobsearch.Interpreting": {"language": "ar"},
    "jobsearch.Encoding": {"number": lambda pk: pk},
    "pathways.Pathway": {"opened_on": date(2026, 2, 2), "planned_end_on": date(2027, 2, 2), "last_contact_on": None},
    "pathways.Item": {"kind": "obstacle", "theme": "housing", "code": "ZZZ{n:02}", "replaced_by": None},
    "pathways.Finding": {"level": "strong"},
    "pathways.Note": {"audience": "team", "expires_on": None},
    "appointments.Appointment": {"booked_at": NOON, "cancelled_by": "", "group": None},
    "appointments.GroupMeeting": {"places": 8, "cancelled_at": None, "booking": lambda pk: _time_for_several(pk)},
    "appointments.SoonerOffer": {"until": datetime(2099, 12, 31, tzinfo=UTC), "answer": ""},
    "pathways.Referral": {"colleague": None, "told": "identity", "answer": "", "made_at": lambda pk: timezone.now()},
    "pathways.NoteTemplate": {"name": "Titres {n}", "code": "", "retired_on": None},
    "pathways.ExceptionalAccess": {
        "opened_at": lambda pk: timezone.now(),
        "until": datetime(2099, 12, 31, tzinfo=UTC),
        "ended_at": None,
        "ended_by": None,
        "reviewed_at": None,
        "reviewed_by": None,
    },
    "pathways.PlanTemplate": {"name": "Modèle {n}", "code": "", "retired_on": None},
    "pathways.TemplateStep": {"offset": 7},
    "pathways.Revision": {"number": lambda pk: pk},
    "sheets.Sheet": {"number": lambda pk: pk, "returned_at": None},
    "sheets.Logo": {"format": "esf", "place": lambda pk: pk - (OURS if pk < THEIRS else THEIRS)},
    "sheets.MissingSignature": {"noted_at": NOON},
    "sheets.Scan": {"pages": [1]},
    "sheets.Certificate": {
        "number": lambda pk: pk,
        "kind": "activity",
        "said": {"lines": [["2026-03-02", "Exemple", "present", 180, 1]], "days": 1, "half_days": 1, "minutes": 180},
        "revoked_at": None,
    },
    "epn.OpeningHours": {"starts": time(9), "ends": time(12)},
    "epn.LabelMinimum": {"minutes": 480, "starts_on": lambda pk: DAY + timedelta(days=pk % 1000)},
    "epn.Station": {"number": lambda pk: pk % 1000},
    "epn.Equipment": {"out_since": None},
    "epn.Loan": {"returned_on": None},
    "epn.UpkeepNote": {"equipment": None},
    "epn.Visit": {
        "ticket": lambda pk: pk % 30_000,
        "on": lambda pk: timezone.localdate(),
        "arrived_at": lambda pk: timezone.now() - timedelta(hours=1),
        "seated_at": lambda pk: timezone.now() - timedelta(hours=1),
        "until": lambda pk: timezone.now() + timedelta(hours=1),
    },
    "epn.VisitCard": {"code": lambda pk: f"{pk:08}"[-8:]},
    "epn.GuestPass": {"code": lambda pk: f"{pk:08}"[-8:], "expires_on": date(2099, 12, 31), "visit": None},
    "epn.HelpTopic": {"fr": "Thème {n}", "retired_on": None},
    "epn.HelpMandate": {"ends_on": date(2099, 12, 31)},
    "epn.Answer": {"code": "g01"},
    "courses.Candidate": {"decision": "accepted", "decided_at": NOON},
    "courses.TrainingContract": {"kind": "house"},
    "courses.Collective": {"handed_to": None, "handed_on": None, "page_code": DOOR},
    "agenda.Opening": {"starts": time(9), "ends": time(12)},
    "agenda.OpeningChange": {"starts": None, "ends": None},
    "agenda.Booking": {
        "starts_at": lambda pk: _hour(pk),
        "ends_at": lambda pk: _hour(pk) + timedelta(minutes=30),
        "about": "appointments.appointment:{pk}",
        "link": "/accompagnements/rendez-vous/{pk}/",
    },
    "documents.Document": {
        "kind": "agreement",
        "permission": "people.see",
        "about": "projects.project:{pk}",
        "emptied_for": "",
    },
}
"""What a row needs to make sense, beyond what its columns demand. `{n}` counts the rows, `{pk}` is the number; a
function gets the number."""

LINKS = {
    "pathways:answer_by_link": "referral",
    "appointments:choose_by_link": "appointment",
    "appointments:sooner_by_link": "sooner",
    "agenda:calendar": "calendar",
    "sheets:verify": "certificate",
    "epn:queue_by_link": "epn_queue",
    "epn:station_by_link": "epn_station",
    "epn:rules_by_link": "epn_rules",
    "activities:public_calendar": "programme",
    "activities:seat_by_link": "seat",
    "activities:reminder_by_link": "session",
    "activities:at_the_door": "door",
    "activities:pass_at_the_door": "door",
    "courses:collective_page": "collective",
    "activities:partner_by_link": "partner",
    "activities:opinion_by_link": "opinion",
}
"""Addresses that a signed link opens, and its purpose."""
NEVER_MADE = {Membership, FormToken}
ARGUMENTS = {
    "slot": "esf-0",
    "page": "pathways:mine",
    "code": "esf-plus-2021",
    "indicator": "EECO01",
    "horizon": "exit",
    "theme": "housing",
    "slug": "partenaires",
    "table": "projects.project",
    "number": "ask_days",
    "kept": "mails",
    "year": 2026,
    "month": 3,
    "day": 2,
    "uidb36": "zzzz",
    "key": "abc-123",
    "form": "new_goal",
    "language": "nl",
}
"""Values of the parts of an address that name no row."""


@dataclass
class Furnished:
    """Two houses with rows in every table, and a signed-in browser for each role of the first."""

    house: Organisation
    elsewhere: Organisation
    browsers: dict[str, Browser]


def furnish(rows: int = 1, roles: tuple[str, ...] = ROLES) -> Furnished:
    """Make both houses with `rows` rows in each table; those of the first are the work of the first reader."""
    house, elsewhere = organisation(), organisation("ailleurs")
    readers = {role: colleague(role, at=house) for role in roles if role != ANONYMOUS}
    for place, first in ((house, OURS), (elsewhere, THEIRS)):
        stranger = colleague_numbered(place, first)
        owner = next(iter(readers.values()), stranger) if place == house else stranger
        equip(owner, first)
        for number in range(rows):
            _fill(place, owner, first + number, number + 1)
    browsers = {role: _just_signed_in(browser(user), user) for role, user in readers.items()}
    if ANONYMOUS in roles:
        browsers[ANONYMOUS] = Browser()
    return Furnished(house, elsewhere, browsers)


def _just_signed_in(client: Browser, user: User) -> Browser:
    """The pages about one's own sign-in ask for the password again when it was long ago."""
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, method="password", reauthenticated=True)
    request.session.save()
    return client


def arguments_of(address: Address, number: int) -> dict[str, Any]:
    """The parts of an address: the row `number`, a link that opens it, or a word of `ARGUMENTS`."""
    if address.name == "accounts:accept":
        return {"token": link_of(organisation("saint-gilles" if number == OURS else "ailleurs"), number)}
    if address.name in LINKS:
        return _linked(address, organisation("saint-gilles" if number == OURS else "ailleurs"), number)
    return {name: ARGUMENTS.get(name, number) for name in address.arguments}


def reaching_across(address: Address) -> dict[str, Any]:
    """The parts of an address by which one of ours would reach a row of theirs.

    A link that their house signed is the right to its page, whoever opens it: what is tried is ours, on their row.
    """
    return _linked(address, organisation(), THEIRS) if address.name in LINKS else arguments_of(address, THEIRS)


def _linked(address: Address, house: Organisation, number: int) -> dict[str, Any]:
    told = {
        "agenda:calendar": lambda: key_of(User.objects.get(pk=number)),
        "activities:at_the_door": lambda: f"{number}-{DOOR}",
        "activities:pass_at_the_door": lambda: f"{number}-{DOOR}",
        "courses:collective_page": lambda: f"{number}-{DOOR}",
        "activities:partner_by_link": lambda: f"{number}-{DOOR}",
        "activities:opinion_by_link": lambda: f"{number}-{DOOR}",
    }
    key = told.get(address.name, lambda: number)()
    return {"token": link_token(house.pk, LINKS[address.name], key, timezone.now() + timedelta(days=1))}


def names_a_row(address: Address) -> bool:
    """Does this address name a row of some table?"""
    return any(name not in ARGUMENTS for name in address.arguments)


def _fill(house: Organisation, owner: User, pk: int, n: int) -> None:
    made: set[type[models.Model]] = set()
    for model in organisation_tables():
        if not any(isinstance(f, models.ForeignKey) and f.column == "organisation_id" for f in model._meta.fields):
            continue  # the journal's own, written by what happens
        _make(model, house, owner, pk, n, made)


def _make(model: Any, house: Organisation, owner: User, pk: int, n: int, made: set[Any]) -> None:
    if model in made or model in NEVER_MADE:
        return
    made.add(model)
    values: dict[str, Any] = {}
    words = WORDS.get(model._meta.label, {})
    met: set[Any] = set()
    for field in model._meta.local_concrete_fields:
        if field.name in words:
            values[field.attname] = _said(words[field.name], pk, n)
        elif isinstance(field, models.ForeignKey) and not field.null and field.related_model in met - {User}:
            values[field.attname] = _row_of(field, model, house, owner, pk + OTHER, n + OTHER, set())
        elif isinstance(field, models.ForeignKey):
            met.add(field.related_model)
            values[field.attname] = _row_of(field, model, house, owner, pk, n, made)
        elif not field.primary_key:
            values[field.name] = _value(field, house, n)
    if model._meta.label == "documents.Document":
        values |= _stored(values["place"])
    model(pk=pk, **values).save(force_insert=True)


def _said(word: Any, pk: int, n: int) -> Any:
    if callable(word):
        return word(pk)
    return word.format(n=n, pk=pk) if isinstance(word, str) else word


def _hour(pk: int) -> datetime:
    """An hour of the days to come, one for each number."""
    return (timezone.now() + timedelta(days=2, hours=pk % 1000)).replace(minute=0, second=0, microsecond=0)


def _time_for_several(pk: int) -> int:
    """A day after the time that the appointment of the same number has: no two meetings share one."""
    held = Booking.objects.get(pk=pk)
    shared = {name: getattr(held, name) for name in ("organisation_id", "worker_id", "title", "made_at")}
    hours = {name: getattr(held, name) + timedelta(days=1) for name in ("starts_at", "ends_at")}
    about = {"about": f"appointments.groupmeeting:{pk}", "link": f"/accompagnements/seances-collectives/{pk}/"}
    return Booking.objects.create(pk=pk + 2 * OTHER, **shared, **hours, **about).pk


def _snapshot(pk: int) -> dict[str, Any]:
    """A report of the project of the same number, as freezing keeps it."""
    held = Project.objects.get(pk=pk)
    rule_set = rule_sets()["esf-plus-2021"]
    period = Period(date(2026, 1, 1), date(2026, 12, 31))
    return snapshot_of(report_of(house_of(held.organisation_id), held, rule_set, period), NOON)


def _row_of(field: Any, model: Any, house: Organisation, owner: User, pk: int, n: int, made: set[Any]) -> int | None:
    other = field.related_model
    if other is Organisation:
        return house.pk
    if other is User:
        return owner.pk
    if other is model or (field.null and other in made and not other.objects.filter(pk=pk).exists()):
        return None
    if not other.objects.filter(pk=pk).exists():
        _make(other, house, owner, pk, n, made)
    return pk


def _value(field: Any, house: Organisation, n: int) -> Any:
    if field.has_default() and not field.unique:
        return field.get_default()
    if field.choices:
        return next(value for value, _ in field.flatchoices if value)
    if isinstance(field, models.CharField | models.TextField):
        return "" if field.blank and not field.unique else _text(field, house, n)
    if field.null:
        return None
    return _plain(field)


def _text(field: Any, house: Organisation, n: int) -> str:
    if isinstance(field, models.EmailField):
        return f"{field.name}{n}-{house.code}@example.org"
    text = f"{field.name}-{n}-{house.pk}" if isinstance(field, models.SlugField) or field.unique else f"Exemple {n}"
    return text[: field.max_length]


def _plain(field: Any) -> Any:
    if isinstance(field, models.DateTimeField):
        return NOON
    if isinstance(field, models.DateField):
        return DAY
    if isinstance(field, models.JSONField):
        return {}
    return False if isinstance(field, models.BooleanField) else 1


def _stored(place: str) -> dict[str, Any]:
    """A small sheet where the row of the file says; the same bytes for all who make it at once."""
    data = "Nom;Prénom;Date de naissance;Entrée\nDiallo;Mariam;04/05/1990;02/02/2026\n".encode()
    if not default_storage.exists(place):
        default_storage.save(place, ContentFile(data))
    sha256 = hashlib.sha256(data).hexdigest()
    return {"name": "classeur.csv", "media_type": "text/csv", "size": len(data), "sha256": sha256}
