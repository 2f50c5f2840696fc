"""Taking back an import of a caseload: what it made goes, what it changed is as before."""

from typing import Any

from django.db.models import F
from django.utils.translation import ngettext

from levier.foundation.imports.models import ImportChange
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.bulk import pointed_at, remove_rows
from levier.foundation.kit.permissions import Refused
from levier.register.people.actions import forget_people
from levier.register.people.models import KnownNumber
from levier.support.pathways.models import Goal, Pathway, Referent, Step
from levier.support.pathways.registers import written
from levier.support.pathways.sheets.caseload_standing import PATHWAY, REFERENT, portions
from levier.support.pathways.sheets.caseload_writing import CHANGED, GOAL, NEW, NUMBER, PERSON, STEP


def undo_run(by: Actor, run: Any) -> dict[str, int]:
    """Take away what the run made and put back what it changed.

    Raises Refused, with how many, when somebody has worked on its accompaniments since. People it made stay when they
    have another life in the house.
    """
    changes = ImportChange.objects.visible_to(by).filter(run=run)
    made = {name: list(_keys(changes, name)) for name in (PATHWAY, REFERENT, GOAL, STEP, NUMBER, PERSON)}
    _refuse_later_work(by, run, changes, made)
    for name, model in ((STEP, Step), (GOAL, Goal), (REFERENT, Referent)):
        for keys in portions(made[name]):
            remove_rows(model, pk__in=keys)
    restored = dict(changes.filter(effect=CHANGED, model=REFERENT).values_list("object_id", "before"))
    for key, before in restored.items():
        Referent.objects.filter(pk=key).update(ended_on=None, reason=before["reason"])
    changed = dict(changes.filter(effect=CHANGED, model=PATHWAY).values_list("object_id", "before"))
    for key, before in changed.items():
        Pathway.objects.filter(pk=key).update(**before)
    for keys in portions(made[PATHWAY]):
        remove_rows(Pathway, pk__in=keys)
    for keys in portions(made[NUMBER]):
        remove_rows(KnownNumber, pk__in=keys)
    gone = forget_people(by=by, keys=made[PERSON])
    counts = {"removed": len(made[PATHWAY]), "restored": len(changed)}
    return counts | {"people": gone, "people_kept": len(made[PERSON]) - gone}


def _keys(changes: Any, model: str) -> Any:
    return changes.filter(model=model, effect=NEW).order_by("pk").values_list("object_id", flat=True)


def _refuse_later_work(by: Actor, run: Any, changes: Any, made: dict[str, list[int]]) -> None:
    wanted = dict(changes.filter(model=PATHWAY).values_list("object_id", "after_version"))
    touched = {*wanted, *_pathways_of(made[REFERENT]), *_pathways_of_steps(by, made[STEP])}
    later = set(pointed_at(Pathway, made[PATHWAY], but=(Referent,))) | _changed_hands(made)
    people: dict[int, int] = {}
    for keys in portions(sorted(touched)):
        rows = Pathway.objects.visible_to(by).filter(pk__in=keys).values_list("pk", "person_id", "version")
        found = {pk: (person, version) for pk, person, version in rows}
        later |= {pk for pk in keys if pk not in found or found[pk][1] != wanted.get(pk, found[pk][1])}
        people |= {person: pk for pk, (person, _version) in found.items()}
    for keys in portions(sorted(people)):
        for model, made_at in written:
            rows = model.objects.visible_to(by).filter(person__in=keys, **{f"{made_at}__gt": run.done_at})
            later |= {people[person] for person in rows.values_list("person_id", flat=True)}
    for model, name in ((Step, STEP), (Goal, GOAL)):
        for keys in portions(made[name]):
            moved = model.objects.visible_to(by).filter(pk__in=keys).exclude(version=1)
            later |= {people.get(person, 0) for person in moved.values_list("person_id", flat=True)}
    if later:
        sentence = ngettext(
            "%(count)d accompagnement de cet import a été modifié depuis : il ne peut plus être annulé.",
            "%(count)d accompagnements de cet import ont été modifiés depuis : il ne peut plus être annulé.",
            len(later),
        )
        raise Refused(sentence % {"count": len(later)})


def _pathways_of(referents: list[int]) -> set[int]:
    found: set[int] = set()
    for keys in portions(referents):
        found.update(Referent.objects.filter(pk__in=keys).values_list("pathway_id", flat=True))
    return found


def _pathways_of_steps(by: Actor, steps: list[int]) -> set[int]:
    found: set[int] = set()
    for keys in portions(steps):
        people = Step.objects.visible_to(by).filter(pk__in=keys).values("person")
        found.update(Pathway.objects.visible_to(by).open().filter(person__in=people).values_list("pk", flat=True))
    return found


def _changed_hands(made: dict[str, list[int]]) -> set[int]:
    """Accompaniments that the run made, or gave to somebody, and that have other colleagues since."""
    own, later = set(made[REFERENT]), set[int]()
    for keys in portions(made[REFERENT]):
        # who ended with the accompaniment ended by the workbook itself, or its version tells the rest
        ended = Referent.objects.filter(pk__in=keys).exclude(ended_on=None).exclude(ended_on=F("pathway__closed_on"))
        later.update(ended.values_list("pathway_id", flat=True))
    for keys in portions(made[PATHWAY]):
        rows = Referent.objects.filter(pathway__in=keys).values_list("pk", "pathway_id")
        later |= {pathway for pk, pathway in rows if pk not in own}
    return later
