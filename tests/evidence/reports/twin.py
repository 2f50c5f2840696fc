"""The rules of ESF+ 2021-2027 in plain Python, written from the guide and not from the engine."""

from datetime import date

GENDERS = {"W": "women", "M": "men", "N": "non_binary", "": "unknown"}


def complete(one) -> bool:
    known = one["gender"] and one["birth_date"] and one["category"] and one["isced"] is not None
    return bool(known and (one["category"] != "unemployed" or one["unemployed_months"] is not None))


def results(one, answers) -> dict[str, object]:
    """What current answers inside their windows say: the last word on work, any word on training and the rest."""
    said = {"exit_work": "", "later_work": "", "training": False, "qualified": False, "improved": False}
    inside = [
        a
        for a in answers
        if a["is_current"] and a["reach"] == "answered" and a["days_after"] is not None and 0 <= a["days_after"] <= 28
    ]
    for answer in sorted(inside, key=lambda a: (a["days_after"], a["id"])):
        at_exit = answer["horizon"] == "exit"
        if answer["work"]:
            said["exit_work" if at_exit else "later_work"] = answer["work"]
        if at_exit:
            said["training"] |= answer["training"] == "yes"
            said["qualified"] |= answer["qualification"] == "yes"
        else:
            said["improved"] |= answer["improved"]
    return said


def codes(one, answers) -> set[str]:
    """All indicators that the record meets, dates apart."""
    found = {"EECO01"}
    if not complete(one):
        return found
    category, age, isced = one["category"], one["age"], one["isced"]
    found.add({"unemployed": "EECO02", "inactive": "EECO04", "employed": "EECO05"}[category])
    if category == "unemployed" and one["unemployed_months"] >= 12:
        found.add("EECO03")
    if age < 18:
        found.add("EECO06")
    elif age <= 29:
        found.add("EECO07")
    elif age >= 55:
        found.add("EECO08")
    found.add("EECO09" if isced <= 2 else "EECO10" if isced <= 4 else "EECO11")
    for column, code in zip(
        ("disability", "third_country", "foreign_background", "minority", "homeless", "rural"),
        range(12, 18),
        strict=True,
    ):
        if one[column] == "yes":
            found.add(f"EECO{code}")
    said = results(one, answers)
    if category == "inactive" and said["exit_work"] == "searching":
        found.add("EECR01")
    if one["in_training"] == "no" and said["training"]:
        found.add("EECR02")
    if said["qualified"]:
        found.add("EECR03")
    if category != "employed" and said["exit_work"] == "employed":
        found.add("EECR04")
    if category != "employed" and said["later_work"] == "employed":
        found.add("EECR05")
    if category == "employed" and said["improved"]:
        found.add("EECR06")
    return found


SAMPLED = {"EECR05", "EECR06"}


def is_drawn(pk: int, share: int) -> bool:
    """Is the participation in the sample? The golden ratio spreads the numbers evenly."""
    return pk * 2_654_435_769 % 2**32 < 2**32 * share // 100


def cells(records, first: date, last: date, share: int, codes_of=codes, sampled=frozenset(SAMPLED)):
    """{code: {gender: count}} of a period, for records given as (columns, answers)."""
    found: dict[str, dict[str, int]] = {}
    for one, answers in records:
        for code in codes_of(one, answers):
            day = one["exit_on"] if code.startswith(("EECR", "CR")) else one["entry_on"]
            if day and first <= day <= last and (code not in sampled or is_drawn(one["id"], share)):
                row = found.setdefault(code, {})
                row[GENDERS[one["gender"]]] = row.get(GENDERS[one["gender"]], 0) + 1
    return found
