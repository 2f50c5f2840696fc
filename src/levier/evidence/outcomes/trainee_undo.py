"""Taking back an import of trainees: what it made goes, what it changed is as before."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.evidence.outcomes.models import EligibilityProof, EntryCorrection, Episode, Observation, Participation
from levier.evidence.outcomes.trainee_standing import parts
from levier.evidence.outcomes.trainee_writing import CHANGED, NEW, NUMBER, PARTICIPATION, PERSON
from levier.foundation.documents.queries import have_documents
from levier.foundation.imports.models import ImportChange
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.bulk import insert_rows, pointed_at, remove_rows
from levier.foundation.kit.permissions import Refused
from levier.register.people.actions import forget_people
from levier.register.people.models import KnownNumber


def undo_run(by: Actor, run: Any) -> dict[str, int]:
    """Take away what the run made and put back what it changed.

    Raises Refused, with how many, when somebody has worked on its participations since, or something else stands on
    them. People it made stay when they have another life in the house.
    """
    changes = ImportChange.objects.visible_to(by).filter(run=run)
    of_stays = changes.filter(model=PARTICIPATION)
    _refuse_later_work(by, run, of_stays)
    made = list(of_stays.filter(effect=NEW).values_list("object_id", flat=True))
    before = dict(of_stays.filter(effect=CHANGED).values_list("object_id", "before"))
    _put_back(before, run)
    for ids in parts(made):
        for model in (Episode, Observation, EntryCorrection):
            remove_rows(model, participation_id__in=ids)
        remove_rows(Participation, pk__in=ids)
    for ids in parts(list(changes.filter(model=NUMBER).values_list("object_id", flat=True))):
        remove_rows(KnownNumber, pk__in=ids)
    people = list(changes.filter(model=PERSON).values_list("object_id", flat=True))
    gone = forget_people(by=by, keys=people)
    return {"removed": len(made), "restored": len(before), "people": gone, "people_kept": len(people) - gone}


def _refuse_later_work(by: Actor, run: Any, of_stays: Any) -> None:
    wanted = dict(of_stays.values_list("object_id", "after_version"))
    versions: dict[int, int] = {}
    proven: set[int] = set()
    for ids in parts(list(wanted)):
        rows = Participation.objects.visible_to(by).filter(pk__in=ids)
        versions |= dict(rows.values_list("pk", "version"))
        proofs = EligibilityProof.objects.filter(participation_id__in=ids, checked_at__gt=run.done_at)
        proven |= set(proofs.values_list("participation_id", flat=True))
    made = list(of_stays.filter(effect=NEW).values_list("object_id", flat=True))
    own = (Episode, Observation, EntryCorrection, EligibilityProof)
    later = {pk for pk, version in wanted.items() if versions.get(pk) != version} | proven
    later |= pointed_at(Participation, made, but=own)
    if later:
        sentence = ngettext(
            "%(count)d participation de cet import a été modifiée depuis : il ne peut plus être annulé.",
            "%(count)d participations de cet import ont été modifiées depuis : il ne peut plus être annulé.",
            len(later),
        )
        raise Refused(sentence % {"count": len(later)})
    if any(have_documents(by, [f"{PARTICIPATION}:{pk}" for pk in ids]) for ids in parts(made)):
        raise Refused(_("Des documents ont été ajoutés à ces participations : retirez-les avant d'annuler l'import."))


def _put_back(before: dict[int, dict[str, Any]], run: Any) -> None:
    for ids in parts(list(before)):
        for model in (Episode, Observation):
            remove_rows(model, participation_id__in=ids)
        remove_rows(EntryCorrection, participation_id__in=ids, made_at=run.done_at)
    for pk, held in before.items():
        columns = _loaded(Participation, held["participation"])
        Participation.objects.filter(pk=pk).update(**columns)
    for name, model in (("episodes", Episode), ("observations", Observation)):
        rows = [_loaded(model, row) for held in before.values() for row in held[name]]
        if rows:
            insert_rows(model, tuple(rows[0]), (tuple(row.values()) for row in rows))


def _loaded(model: type[Model], row: dict[str, Any]) -> dict[str, Any]:
    """Values of a row as they were before they went through JSON, by the name of their column."""
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    return {name: fields[name].to_python(value) for name, value in row.items()}
