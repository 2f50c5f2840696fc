"""What pages and other rooms ask of a search for work."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from levier.foundation.kit.actors import Actor
from levier.register.partners.models import Partner
from levier.register.people.models import Person
from levier.support.appointments.models import Appointment
from levier.support.jobsearch.models import Application, Contract, Conversation, Encoding, Interpreting, Resume
from levier.support.pathways.enums import Doer
from levier.support.pathways.queries import plan_of
from levier.support.pathways.rules import meets_restricted

MOST_PROPOSED = 500


def applications_of(actor: Actor, person: Person) -> QuerySet[Application]:
    """Applications and contacts with employers of a person, the latest first."""
    rows: QuerySet[Application] = Application.objects.visible_to(actor).filter(person=person)
    return rows.select_related("person")


def conversations_of(actor: Actor, person: Person) -> QuerySet[Conversation]:
    """Calls and messages about a person that this colleague may read, the latest first."""
    may = bool(meets_restricted(actor, person))
    rows = Conversation.objects.visible_to(actor).filter(person=person).read_by(actor, meets_restricted=may)
    found: QuerySet[Conversation] = rows.select_related("author")
    return found


def resumes_of(actor: Actor, person: Person) -> QuerySet[Resume]:
    """Versions of a person's CV, the current one first."""
    rows: QuerySet[Resume] = Resume.objects.visible_to(actor).filter(person=person)
    return rows


def contracts_of(actor: Actor, person: Person) -> QuerySet[Contract]:
    """Contracts of a person, the latest first."""
    rows: QuerySet[Contract] = Contract.objects.visible_to(actor).filter(person=person)
    return rows


def encodings_of(actor: Actor, person: Person) -> QuerySet[Encoding]:
    """What was told to Actiris about a person, the latest first."""
    rows: QuerySet[Encoding] = Encoding.objects.visible_to(actor).filter(person=person)
    return rows.select_related("encoded_by")


def interpreters_of(actor: Actor, appointment: Appointment) -> QuerySet[Interpreting]:
    """Interpreters asked for an appointment, in the order in which they were."""
    rows: QuerySet[Interpreting] = Interpreting.objects.visible_to(actor).filter(appointment=appointment)
    return rows


def employers(actor: Actor) -> list[str]:
    """Names of the employers of the register, to propose while one types."""
    rows = Partner.objects.visible_to(actor).filter(kind=Partner.Kind.EMPLOYER).order_by("name", "pk")
    return list(rows.values_list("name", flat=True)[:MOST_PROPOSED])


def proposed_contract(actor: Actor, person: Person) -> dict[str, str]:
    """What the plan under way gives a new contract: its first goal, and its open steps as commitments of each side."""
    goals = [one for one in plan_of(actor, person) if one.ended_on is None]
    steps = [step for goal in goals for step in goal.taken if step.is_open]  # type: ignore[attr-defined]
    ours = [
        _("%(step)s (avec %(partner)s)") % {"step": one, "partner": one.partner} if one.partner else str(one)
        for one in steps
        if one.doer != Doer.PERSON
    ]
    theirs = [str(one) for one in steps if one.doer == Doer.PERSON]
    return {
        "goal": str(goals[0]) if goals else "",
        "person_does": "\n".join(theirs),
        "house_does": "\n".join(ours),
    }
