"""The rules of ESF 2014-2020 in plain Python, written from the guide and not from the engine."""

from datetime import date

from tests.evidence.reports import twin

HOUSEHOLD_UNTIL = date(2018, 8, 2)
SAMPLED = frozenset({"CO18", "CO19", "CR06", "CR07", "CR08", "CR09"})


def complete(one) -> bool:
    household = ("jobless_household", "single_adult_household", "dependent_children")
    known = all(one[name] in ("yes", "no") for name in household)
    return twin.complete(one) and (known or one["entry_on"] >= HOUSEHOLD_UNTIL)


def codes(one, answers) -> set[str]:
    """All indicators that the record meets, dates apart."""
    found = {"GRAND"}
    if not complete(one):
        return found
    return found | {"TOTAL"} | at_entry(one) | afterwards(one, twin.results(one, answers))


def is_disadvantaged(one) -> bool:
    origins = {one["third_country"], one["foreign_background"], one["minority"]}
    return "yes" in origins | {one["disability"], one["other_disadvantage"]} or one["isced"] == 0


def at_entry(one) -> set[str]:
    category, age, isced = one["category"], one["age"], one["isced"]
    idle = category == "unemployed" or (category == "inactive" and one["in_training"] == "no")
    origins = (one["third_country"], one["foreign_background"], one["minority"])
    household_asked = one["entry_on"] < HOUSEHOLD_UNTIL
    children = one["dependent_children"] == "yes"
    truths = {
        "CO01": category == "unemployed",
        "CO02": category == "unemployed" and one["unemployed_months"] >= (6 if age < 25 else 12),
        "CO03": category == "inactive",
        "CO04": category == "inactive" and one["in_training"] == "no",
        "CO05": category == "employed",
        "CO06": age <= 24,
        "CO07": age >= 55,
        "CO08": age >= 55 and idle,
        "CO09": isced in (1, 2),
        "CO10": isced in (3, 4),
        "CO11": isced in (5, 6, 7, 8),
        "CO12": household_asked and one["jobless_household"] == "yes",
        "CO13": household_asked and one["jobless_household"] == "yes" and children,
        "CO14": household_asked and one["single_adult_household"] == "yes" and children,
        "CO15": "yes" in origins,
        "CO16": one["disability"] == "yes",
        "CO17": one["other_disadvantage"] == "yes" or isced == 0,
        "CO18": one["homeless"] == "yes",
        "CO19": one["rural"] == "yes",
    }
    return {code for code, holds in truths.items() if holds}


def afterwards(one, said) -> set[str]:
    category, works_later = one["category"], said["later_work"] == "employed"
    at_exit = {
        "CR01": category == "inactive" and said["exit_work"] == "searching",
        "CR02": one["in_training"] == "no" and said["training"],
        "CR03": said["qualified"],
        "CR04": category != "employed" and said["exit_work"] == "employed",
    }
    found = {code for code, holds in at_exit.items() if holds}
    if found and is_disadvantaged(one):
        found.add("CR05")
    if category == "employed" and said["improved"]:
        found.add("CR07")
    if category != "employed" and works_later:
        found.add("CR06")
        if one["age"] >= 55:
            found.add("CR08")
        if is_disadvantaged(one):
            found.add("CR09")
    return found
