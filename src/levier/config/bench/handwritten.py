"""The reference of the report: what somebody who knows the tables writes by hand, cell for cell.

Written from the regulation and domain.md, not from the rule-set, so that the two can disagree; in the quickest form
that was found: one pass in the order of the key, no table in between.
"""

from typing import Any

from django.db import connection

from levier.foundation.kit.calendar import Period

_RECORDS = """
SELECT p.id, p.gender, p.category, p.age, p.isced, p.unemployed_months, p.in_training, p.disability, p.third_country,
    p.foreign_background, p.minority, p.homeless, p.rural,
    p.entry_on BETWEEN %(first)s AND %(last)s AS entered, p.entry_on <= %(last)s AS ever_entered,
    p.exit_on BETWEEN %(first)s AND %(last)s AS gone, p.exit_on <= %(last)s AS ever_gone,
    p.gender <> '' AND p.birth_date IS NOT NULL AND p.category <> '' AND p.isced IS NOT NULL
        AND (p.category <> 'unemployed' OR p.unemployed_months IS NOT NULL) AS complete,
    MAX(CASE WHEN horizon = 'exit' AND work <> '' THEN days_after * 10 + {work} END) AS exit_work,
    MAX(CASE WHEN horizon = 'six_months' AND work <> '' THEN days_after * 10 + {work} END) AS later_work,
    MAX(CASE WHEN horizon = 'exit' AND training = 'yes' THEN 1 ELSE 0 END) AS trained,
    MAX(CASE WHEN horizon = 'exit' AND qualification = 'yes' THEN 1 ELSE 0 END) AS qualified,
    MAX(CASE WHEN horizon = 'six_months' AND improved THEN 1 ELSE 0 END) AS improved
FROM outcomes_participation p LEFT JOIN outcomes_observation o
    ON o.participation_id = p.id AND is_current AND reach = 'answered' AND days_after BETWEEN 0 AND 28
WHERE p.organisation_id = %(house)s {projects}
GROUP BY p.id
"""
_WORK = "CASE work WHEN 'employed' THEN 1 WHEN 'searching' THEN 2 ELSE 3 END"
_ENTRY = {
    "EECO02": "category = 'unemployed'",
    "EECO03": "category = 'unemployed' AND unemployed_months >= 12",
    "EECO04": "category = 'inactive'",
    "EECO05": "category = 'employed'",
    "EECO06": "age < 18",
    "EECO07": "age BETWEEN 18 AND 29",
    "EECO08": "age >= 55",
    "EECO09": "isced <= 2",
    "EECO10": "isced IN (3, 4)",
    "EECO11": "isced >= 5",
    "EECO12": "disability = 'yes'",
    "EECO13": "third_country = 'yes'",
    "EECO14": "foreign_background = 'yes'",
    "EECO15": "minority = 'yes'",
    "EECO16": "homeless = 'yes'",
    "EECO17": "rural = 'yes'",
}
_EXIT = {
    "EECR01": "category = 'inactive' AND exit_work %% 10 = 2",
    "EECR02": "in_training = 'no' AND trained = 1",
    "EECR03": "qualified = 1",
    "EECR04": "category <> 'employed' AND exit_work %% 10 = 1",
    "EECR05": "category <> 'employed' AND later_work %% 10 = 1",
    "EECR06": "category = 'employed' AND improved = 1",
}
_MINUTES = """
SELECT s."on", SUM(a.minutes) FROM activities_session s JOIN activities_attendance a ON a.session_id = s.id
WHERE s.organisation_id = %(house)s AND s."on" BETWEEN %(first)s AND %(last)s AND a.minutes > 0 {sessions}
    AND (EXISTS (SELECT 1 FROM outcomes_participation p WHERE p.project_id = s.project_id AND p.person_id = a.person_id)
        OR NOT EXISTS (SELECT 1 FROM outcomes_participation p WHERE p.project_id = s.project_id))
GROUP BY s."on"
"""
GENDERS = {"W": "women", "M": "men", "N": "non_binary", "": "unknown"}
Answer = dict[str, Any]


def _named(house: int, project: int | None, period: Period) -> tuple[dict[str, str], dict[str, Any]]:
    """Pieces of text, and values by name."""
    values = {"house": house, "first": period.first, "last": period.last, "project": project}
    if project is None:
        return {"projects": "", "sessions": ""}, values
    return {"projects": "AND p.project_id = %(project)s", "sessions": "AND s.project_id = %(project)s"}, values


def answer(house: int, project: int | None, period: Period) -> Answer:
    """{"cells": {code: {gender: n}}, "cumulated", "complete": {gender: n}, "entered": n, "minutes": {"2024-03": n}}."""
    pieces, values = _named(house, project, period)
    sums = ["COUNT(*) FILTER (WHERE entered AND complete)", "COUNT(*) FILTER (WHERE entered)"]
    for entered, gone in (("entered", "gone"), ("ever_entered", "ever_gone")):
        sums.append(f"COUNT(*) FILTER (WHERE {entered})")
        sums += [f"COUNT(*) FILTER (WHERE {entered} AND complete AND {rule})" for rule in _ENTRY.values()]
        sums += [f"COUNT(*) FILTER (WHERE {gone} AND complete AND {rule})" for rule in _EXIT.values()]
    records = _RECORDS.format(work=_WORK, **pieces)
    rows = _asked(f"SELECT gender, {', '.join(sums)} FROM ({records}) r GROUP BY gender", values)  # noqa: S608
    found = {GENDERS[gender]: numbers for gender, *numbers in rows}
    codes = ["EECO01", *_ENTRY, *_EXIT]
    months: dict[str, int] = {}
    for day, minutes in _asked(_MINUTES.format(**pieces), values):
        months[str(day)[:7]] = months.get(str(day)[:7], 0) + int(minutes)

    def cells(place: int) -> dict[str, int]:
        return {gender: found[gender][place] if gender in found else 0 for gender in GENDERS.values()}

    return {
        "cells": {code: cells(2 + place) for place, code in enumerate(codes)},
        "cumulated": {code: cells(2 + len(codes) + place) for place, code in enumerate(codes)},
        "complete": cells(0),
        "entered": sum(cells(1).values()),
        "minutes": months,
    }


def people_in_work(house: int, project: int, period: Period) -> list[int]:
    """Ids of the participations of EECR04 in the period, by entry."""
    pieces, values = _named(house, project, period)
    records = _RECORDS.format(work=_WORK, **pieces)
    rule = f"gone AND complete AND {_EXIT['EECR04']}"
    return [pk for (pk,) in _asked(f"SELECT id FROM ({records}) r WHERE {rule}", values)]  # noqa: S608


def _asked(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
