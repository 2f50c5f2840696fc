"""A person erased, or given a copy. Nothing here is owed to a funder: all of it goes at once."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from levier.foundation.documents.actions import forget_documents
from levier.foundation.documents.models import Document
from levier.foundation.journal.actions import forget_details
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import Fate
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.support.jobsearch.models import Application, Contract, Conversation, Encoding, Interpreting, Resume
from levier.support.jobsearch.queries import applications_of, contracts_of, encodings_of, resumes_of

TITLES = {
    "jobsearch.application": _("Candidatures et contacts avec des employeurs"),
    "jobsearch.conversation": _("Appels et messages"),
    "jobsearch.resume": _("Versions du CV"),
    "jobsearch.contract": _("Contrats de projet professionnel"),
    "jobsearch.interpreting": _("Interprètes demandés"),
    "jobsearch.encoding": _("Transmis à Actiris"),
}
TABLES = tuple(TITLES)
COPIED = {**TITLES, "documents.document": _("Documents")}
PAPERS: tuple[Any, ...] = (Resume, Contract)


def rows(actor: Actor, person: Person) -> Mapping[str, Iterable[Any]]:
    """All that was noted, restricted lines too: it is the person's own. Files included."""
    resumes, contracts = list(resumes_of(actor, person)), list(contracts_of(actor, person))
    about = [reference(one) for one in (*resumes, *contracts)]
    return {
        "jobsearch.application": applications_of(actor, person),
        "jobsearch.conversation": Conversation.objects.visible_to(actor).filter(person=person),
        "jobsearch.resume": resumes,
        "jobsearch.contract": contracts,
        "jobsearch.interpreting": Interpreting.objects.visible_to(actor)
        .filter(appointment__person=person)
        .select_related("appointment__person"),
        "jobsearch.encoding": encodings_of(actor, person),
        "documents.document": Document.objects.visible_to(actor).filter(about__in=about),
    }


def fates(actor: Actor, person: Person, until: date | None) -> list[Fate]:
    """Everything goes."""
    held = {name: len(list(found)) for name, found in rows(actor, person).items()}
    applications, talks, resumes = (held[f"jobsearch.{name}"] for name in ("application", "conversation", "resume"))
    contracts, interpreters, told = (held[f"jobsearch.{name}"] for name in ("contract", "interpreting", "encoding"))
    lines = [
        (applications, ngettext("%(n)s candidature ou contact", "%(n)s candidatures ou contacts", applications)),
        (talks, ngettext("%(n)s appel ou message", "%(n)s appels et messages", talks)),
        (resumes, ngettext("%(n)s version du CV", "%(n)s versions du CV", resumes)),
        (contracts, ngettext("%(n)s contrat", "%(n)s contrats", contracts)),
        (interpreters, ngettext("%(n)s interprète demandé", "%(n)s interprètes demandés", interpreters)),
        (told, ngettext("%(n)s acte transmis à Actiris", "%(n)s actes transmis à Actiris", told)),
    ]
    return [Fate(words % {"n": count}) for count, words in lines if count]


def erase(by: Actor, person: Person, until: date | None, at: datetime) -> None:
    """Delete all of it, files included, and what the journal kept of its words."""
    Interpreting.objects.filter(appointment__person=person).delete()
    about = [one for table in (*PAPERS, Application) for one in table.objects.filter(person=person)]
    forget_details(by=by, objects=[reference(one) for one in about])
    for paper in about:
        if isinstance(paper, PAPERS):
            forget_documents(by=by, about=reference(paper))
    for table in (Application, Conversation, Resume, Contract, Encoding):
        table.objects.filter(person=person).delete()
