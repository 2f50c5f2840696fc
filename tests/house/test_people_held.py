"""Every table that holds something of a person is handled when files are merged, copied for the person, or erased."""

from typing import Any

from django.apps import apps
from django.db.models import ForeignKey

from levier.foundation.kit.privacy import exported, of_somebody
from levier.foundation.kit.registers import erasers, exporters, mergers
from levier.register.people.models import Person

OWN = {"people.person", "people.pair", "people.merge", "people.sealedproof"}
"""What merging itself keeps: each is looked after by name in `merging` and `leaving`."""


def points_at(model: Any, targets: set[Any]) -> bool:
    return any(isinstance(field, ForeignKey) and field.related_model in targets for field in model._meta.local_fields)


def directly() -> set[str]:
    return {model._meta.label_lower for model in apps.get_models() if points_at(model, {Person})}


def at_any_depth() -> set[Any]:
    """Tables of which a row is about a person: it points at one, or at a row that does, and says something itself."""
    found: set[Any] = {Person}
    while more := {
        model
        for model in apps.get_models()
        if model not in found and points_at(model, found) and (points_at(model, {Person}) or of_somebody(model))
    }:
        found |= more
    return found


def labels(models: set[Any]) -> set[str]:
    return {model._meta.label_lower for model in models}


def test_every_relation_to_a_person_is_moved_when_files_are_merged():
    moved = {table for name in mergers.names() for table in mergers[name].tables}

    assert directly() - OWN == moved


def test_every_table_about_a_person_is_looked_after_when_the_person_is_erased():
    looked_after = {table for name in erasers.names() for table in erasers[name].tables}

    assert labels(at_any_depth()) == looked_after


def test_every_table_with_words_about_a_person_is_in_the_copy_for_the_person():
    copied = {table for name in exporters.names() for table in exporters[name].tables}
    with_words = {model for model in at_any_depth() if exported(model)} | {Person}

    assert labels(with_words) - (OWN - {"people.person"}) - copied == set()
