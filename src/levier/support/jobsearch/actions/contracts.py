"""The individual contract: written, reworded, signed; what is signed stays as it is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.documents.queries import have_documents
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.support.jobsearch.holding import demand_past, demand_person, demand_sensible, held
from levier.support.jobsearch.models import Contract
from levier.support.jobsearch.rules import WRITE_SEARCH, may_reword


@dataclass(frozen=True, slots=True)
class ContractDraft:
    """The goal, both sides' commitments (one a line), and the first and last day."""

    goal: str
    person_does: str
    house_does: str
    starts_on: date
    ends_on: date

    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@transaction.atomic
def make_contract(*, by: Actor, person: Person, draft: ContractDraft, at: datetime) -> Contract:
    """Write a contract, to be printed and signed. Raises Refused for an impossible year, or ValidationError."""
    demand_permission(by, WRITE_SEARCH)
    demand_person(by, person)
    row = Contract(organisation_id=by.organisation_id, person=person, made_at=at, made_by_id=by.user_id)
    _fill(row, draft, at)
    record(by=by, verb="jobsearch.contract_made", object=reference(row), change={"person": person.pk}, at=at)
    return row


@transaction.atomic
def change_contract(*, by: Actor, contract: Contract, draft: ContractDraft, at: datetime) -> Contract:
    """Word it otherwise. Raises Refused once it is signed."""
    demand_permission(by, WRITE_SEARCH)
    row: Contract = held(by, contract)
    demand(may_reword(row))
    row.version += 1
    _fill(row, draft, at)
    record(by=by, verb="jobsearch.contract_changed", object=reference(row), at=at)
    return row


@transaction.atomic
def sign_contract(*, by: Actor, contract: Contract, on: date, at: datetime) -> Contract:
    """Both signed on that day. Raises Refused for a day to come, or when it is signed already."""
    demand_permission(by, WRITE_SEARCH)
    row: Contract = held(by, contract)
    demand(may_reword(row))
    demand_past(on, at)
    row.signed_on = on
    row.version += 1
    row.keep()
    record(by=by, verb="jobsearch.contract_signed", object=reference(row), change={"on": on}, at=at)
    return row


@transaction.atomic
def take_back_signature(*, by: Actor, contract: Contract, at: datetime) -> Contract:
    """The signature was noted by mistake. Raises Refused when there is none."""
    demand_permission(by, WRITE_SEARCH)
    row: Contract = held(by, contract)
    if row.signed_on is None:
        raise Refused(_("Ce contrat n'est pas signé."))
    before, row.signed_on = row.signed_on, None
    row.version += 1
    row.keep()
    record(by=by, verb="jobsearch.contract_unsigned", object=reference(row), change={"on": before}, at=at)
    return row


@transaction.atomic
def withdraw_contract(*, by: Actor, contract: Contract, at: datetime) -> None:
    """Take away a contract that was never signed. Raises Refused for a signed one, or one that holds a scan."""
    demand_permission(by, WRITE_SEARCH)
    row: Contract = held(by, contract)
    demand(may_reword(row))
    named = reference(row)
    if have_documents(by, [named]):
        raise Refused(_("Retirez d'abord les documents de ce contrat."))
    row.delete()
    record(by=by, verb="jobsearch.contract_withdrawn", object=named, at=at)


def _fill(row: Contract, draft: ContractDraft, at: datetime) -> None:
    for day in (draft.starts_on, draft.ends_on):
        demand_sensible(day, at)
    for name, value in draft.columns().items():
        setattr(row, name, value)
    row.keep()
