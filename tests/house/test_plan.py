"""No import climbs, and no two rooms import each other."""

import grimp

from tests.house.plan import may_import, room_of


def test_no_import_climbs():
    graph = grimp.build_graph("levier", cache_dir=None)

    climbing = sorted(
        f"{importer} -> {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if not may_import(importer, imported)
    )

    assert climbing == []


def test_no_two_rooms_import_each_other():
    graph = grimp.build_graph("levier", cache_dir=None)
    pairs = {
        (room_of(importer), room_of(imported))
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if room_of(importer) and room_of(imported) and room_of(importer) != room_of(imported)
    }

    assert sorted(pair for pair in pairs if pair[::-1] in pairs) == []


def test_the_plan_refuses_what_it_should():
    assert not may_import("levier.development.projects.queries", "levier.register.people.models")
    assert not may_import("levier.register.people.views", "levier.evidence.outcomes.models")
    assert not may_import("levier.evidence.outcomes.queries", "levier.evidence.ledger.models")
    assert may_import("levier.evidence.reports.queries", "levier.evidence.outcomes.models")
