"""Papers of the room: what is decided of a candidate, in their language; a training contract to sign."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from levier.activity.courses.announcing import reason_of, texts_in, values_of
from levier.activity.courses.enums import Choice
from levier.activity.courses.models import Candidate, TrainingContract
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.paper import Block, Paper, Signatures, Table, Text


def decision_paper_of(actor: Actor, candidate: Candidate, at: datetime) -> Paper:
    """In one of the eight languages, in French for any other. What the team wrote for itself is not in it."""
    house = _house(actor)
    person = candidate.person
    text, values = texts_in(person.language), values_of(candidate, house.phone)
    with translation.override(text["language"]):
        said = [text["hello"].format(**values)]
        if candidate.decision:
            said.append(text[candidate.decision].format(**values))
        blocks: list[Block] = [Text(said)]
        if reason := reason_of(candidate, text):
            blocks.append(Text([reason], heading=text["reason"]))
        if candidate.decision == Choice.ACCEPTED and candidate.course.next_step:
            blocks.append(Text([candidate.course.next_step], heading=text["next"]))
        blocks.append(Text([text["call"].format(**values)]))
        title = text["title"].format(**values)
        return Paper(house.name, title, str(person), title, blocks, at)


def contract_paper_of(actor: Actor, contract: TrainingContract, at: datetime) -> Paper:
    """Who signs with whom, for which days and hours; three copies."""
    person, house = contract.candidate.person, _house(actor)
    title = contract.kind_label[:1].upper() + contract.kind_label[1:]
    born = formats.day(person.birth_date) if person.birth_date else ""
    rows = [
        [_("Stagiaire"), " · ".join(filter(None, [str(person), born]))],
        [_("Organisme de formation"), str(contract.partner)],
        [_("Formation"), str(contract.candidate.course)],
        [_("Début"), formats.day(contract.starts_on)],
        [_("Fin prévue"), formats.day(contract.ends_on)],
        [_("Heures par semaine"), formats.minutes(contract.weekly_minutes)],
    ]
    if contract.signed_on:
        rows.append([_("Signé le"), formats.day(contract.signed_on)])
    note = _("Ce modèle n'a pas été vérifié auprès de l'organisme compétent : comparez-le à son formulaire.")
    blocks: list[Block] = [
        Table([_("Quoi"), _("Ce qui est convenu")], rows, widths=[1, 2]),
        Text([note]),
        Signatures(
            [str(person), str(contract.partner), house.name],
            heading=_("Signatures"),
            on=_("Fait en trois exemplaires, le ……………………………"),
        ),
    ]
    return Paper(house.name, title, str(person), f"{title} · {person}", blocks, at)


def _house(actor: Actor) -> Organisation:
    return Organisation.objects.get(pk=actor.organisation_id)
