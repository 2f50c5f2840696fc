"""Writing the association's history: partners, needs, calls, projects with the ends they had."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from levier.config.demonstration.story import EVIDENCE, NEEDS, PARTNERS, PLACES, PROGRAMMES
from levier.config.demonstration.tales import AGREEMENTS, CONDITIONS, KIN, PARTS, PROJECTS, TARGETS, Told
from levier.development.calls.enums import CallStatus
from levier.development.calls.models import Call, CallCompetence, CallNeed, Evidence, Need
from levier.development.projects.enums import ProjectStatus
from levier.development.projects.models import (
    Agreement,
    Condition,
    Kinship,
    NeedAnswered,
    Project,
    ProjectPartner,
    Target,
)
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.texts import fold, slug
from levier.register.partners.models import Partner, Place, Programme

PRESENT = tuple(told.code for told in PROJECTS if isinstance(told.first, int))
"""Projects whose years are counted from this one."""


def tell_history(house: Organisation, today: date) -> dict[str, Project]:
    """Write what `story` and `tales` tell. Returns projects by code."""
    partners, needs = _partners(house), _needs(house, today)
    programmes = _programmes(house, partners)
    Place.objects.bulk_create(
        Place(organisation=house, name=name, street=street, postcode="1060", commune="Saint-Gilles", capacity=seats)
        for name, street, seats in PLACES
    )
    projects = {told.code: _project(house, told, needs, programmes, today) for told in PROJECTS}
    _family(house, projects, partners)
    _agreements(house, projects, partners)
    Target.objects.bulk_create(
        Target(organisation=house, project=projects["FSE-PLUS"], code=code, value=value)
        for code, value in TARGETS.items()
    )
    return projects


def years_of(told: Told, year: int) -> tuple[date, date | None]:
    """First and last day of a project, as seen from a year."""
    first = date(year + told.first, 1, 1) if isinstance(told.first, int) else told.first
    last = date(year + told.last, 12, 31) if isinstance(told.last, int) else told.last
    return first, last


def _partners(house: Organisation) -> dict[str, Partner]:
    return {
        code: Partner.objects.create(
            organisation=house,
            code=code,
            name=name,
            kind=kind,
            postcode=postcode,
            commune=commune,
            note=note,
            search=fold(name),
        )
        for code, name, kind, postcode, commune, note in PARTNERS
    }


def _needs(house: Organisation, today: date) -> dict[str, Need]:
    needs = {
        code: Need.objects.create(
            organisation=house, code=code, title=title, statement=statement, search=fold(f"{title} {statement}")[:300]
        )
        for code, title, statement in NEEDS
    }
    Evidence.objects.bulk_create(
        Evidence(
            organisation=house,
            need=needs[code],
            statement=statement,
            source=source,
            observed_on=today - timedelta(days=days),
        )
        for code, statement, source, days in EVIDENCE
    )
    return needs


def _programmes(house: Organisation, partners: dict[str, Partner]) -> dict[str, Programme]:
    return {
        code: Programme.objects.create(
            organisation=house,
            code=code,
            name=name,
            funder=partners[funder],
            starts_on=date(first, 1, 1) if first else None,
            ends_on=date(last, 12, 31) if last else None,
        )
        for code, name, funder, first, last in PROGRAMMES
    }


def _project(
    house: Organisation, told: Told, needs: dict[str, Need], programmes: dict[str, Programme], today: date
) -> Project:
    first, last = years_of(told, today.year)
    hours, people = told.promised or (None, None)
    project = Project.objects.create(
        organisation=house,
        code=told.code,
        title=told.title,
        summary=told.summary,
        status=told.status,
        ending=told.ending,
        call=_call(house, told, first, needs, programmes),
        programme=programmes[told.programme],
        starts_on=first,
        ends_on=last,
        budget=Decimal(told.budget) if told.budget else None,
        promised_minutes=hours * 60 if hours else None,
        promised_participants=people,
        rule_set=told.rule_set,
        search=fold(f"{told.code} {told.title} {told.summary}")[:300],
    )
    NeedAnswered.objects.bulk_create(
        NeedAnswered(organisation=house, project=project, need=needs[code]) for code in told.needs
    )
    return project


def _call(
    house: Organisation, told: Told, first: date, needs: dict[str, Need], programmes: dict[str, Programme]
) -> Call | None:
    """The call that a project came from; an idea has none yet."""
    if told.status == ProjectStatus.IDEA:
        return None
    programme = programmes[told.programme]
    title = f"{programme.name} : {told.title}"[:150]
    status = CallStatus.ANSWERED if told.status == ProjectStatus.SUBMITTED else CallStatus.WON
    call = Call.objects.create(
        organisation=house,
        programme=programme,
        code=slug(f"appel {told.code}")[:40],
        title=title,
        deadline_at=datetime(first.year - 1, 10, 15, 12, 0, tzinfo=BRUSSELS),
        status=status,
        signatory="La direction",
        amount=Decimal(told.budget) if told.budget else None,
        search=fold(f"{title} {programme.funder.name}")[:300],
    )
    tied = {"organisation": house, "call": call}
    CallCompetence.objects.bulk_create(CallCompetence(**tied, competence=one) for one in told.competences)
    CallNeed.objects.bulk_create(CallNeed(**tied, need=needs[code]) for code in told.needs)
    return call


def _family(house: Organisation, projects: dict[str, Project], partners: dict[str, Partner]) -> None:
    Kinship.objects.bulk_create(
        Kinship(
            organisation=house,
            project=projects[code],
            kind=kind,
            other=projects.get(other),
            partner=partners.get(partner),
            on=on,
            moved=moved,
            stayed=stayed,
        )
        for code, kind, other, partner, on, moved, stayed in KIN
    )
    ProjectPartner.objects.bulk_create(
        ProjectPartner(organisation=house, project=projects[code], partner=partners[partner], part=part)
        for code, partner, part in PARTS
    )


def _agreements(house: Organisation, projects: dict[str, Project], partners: dict[str, Partner]) -> None:
    made = {
        reference: Agreement.objects.create(
            organisation=house,
            project=projects[code],
            programme=_programme_of(projects[code], partners[funder]),
            funder=partners[funder],
            reference=reference,
            amount=Decimal(amount),
            share=share,
            promised_minutes=hours * 60 if hours else None,
            signed_on=projects[code].starts_on,
            starts_on=projects[code].starts_on,
            ends_on=projects[code].ends_on,
        )
        for code, funder, reference, amount, share, hours in AGREEMENTS
    }
    Condition.objects.bulk_create(
        Condition(organisation=house, agreement=made[reference], code=code, label=label)
        for reference, code, label in CONDITIONS
    )


def _programme_of(project: Project, funder: Partner) -> Programme | None:
    """The programme of a project when it is this funder's."""
    programme = project.programme
    return programme if programme and programme.funder_id == funder.pk else None
