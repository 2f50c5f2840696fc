"""Days, months and hours as people write them; what cannot be read says what to write instead."""

from datetime import date, datetime, time, timedelta

import pytest

from levier.foundation.imports.cells import CellError, read_answer, read_minutes, read_number, read_reference, read_text
from levier.foundation.imports.days import bare_month, orders_of, read_date, read_month

FIFTH = date(2024, 2, 5)


@pytest.mark.parametrize(
    "written",
    [
        FIFTH,
        datetime(2024, 2, 5, 14, 30),
        "05/02/2024",
        "5-2-24",
        "05.02.2024",
        "05,02,2024",
        "05 02 2024",
        "2024-02-05",
        "2024-02-05T00:00:00.000Z",
        "2024/02/05",
        "20240205",
        "05022024",
        5022024.0,
        45327.0,
        "45327",
        "5 février 2024",
        "5 fevr. 24",
        "5-févr.-24",
        "lundi 5 février 2024",
        "le 5 février 2024",
        "depuis le 05/02/2024",
        "5 februari 2024",
        "5th February 2024",
        "February 5, 2024",
        "Feb 5 2024",
        "05/02/2024 à 9h00",
        "05/02/2024 09:00:00",
        "05\u201102\u20112024",
        "\u00a005/02/2024 ",
    ],
)
def test_the_fifth_of_february_in_every_writing(written):
    assert read_date(written) == FIFTH


def test_the_first_of_a_month_has_its_own_word():
    assert [read_date(text) for text in ("1er mars 2024", "1 er mars 2024", "1e maart 2024")] == [date(2024, 3, 1)] * 3


@pytest.mark.parametrize("written", ["", "-", "/", "?", "n/a", "NC", "inconnue", "non communiqué", "onbekend", None])
def test_nothing_is_known_of_a_day(written):
    assert read_date(written) is None


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("31/02/2024", "n'existe pas"),
        ("29/02/2023", "n'existe pas"),
        ("05/13/2024", r"13/05/2024"),
        ("1985", "jour, le mois et l'année"),
        ("02/2024", "jour, le mois et l'année"),
        ("février 2024", "jour, le mois et l'année"),
        ("printemps", "jour/mois/année"),
        ("12/05/1899", "pas possible"),
        ("12/05/2204", "pas possible"),
        ("12/05/198", "jour/mois/année"),
        (12.0, "jour/mois/année"),
        ("10101010", "jour/mois/année"),
        ("#REF!", "en erreur"),
        ("#CALC!", "enregistrez-le"),
        (True, "jour/mois/année"),
    ],
)
def test_no_day_says_what_to_write(written, words):
    with pytest.raises(CellError, match=words):
        read_date(written)


@pytest.mark.parametrize(
    ("columns", "orders"),
    [
        ({0: ["05/02/2024", "25/02/2024"]}, {0: "day"}),
        ({0: ["02/25/2024", "02/26/2024", "02/05/2024"]}, {0: "month"}),
        ({0: ["02/25/2024", "26/02/2024"]}, {0: "day"}),
        ({0: ["02/25/2024", "02/05/2024"]}, {0: "open"}),
        ({0: ["02/25/2024", "02/26/2024", date(2024, 5, 2)]}, {0: "open"}),
        ({0: ["02/25/2024", "02/26/2024", date(2024, 5, 22)]}, {0: "day"}),
        ({0: ["02/25/2024", "02/26/2024"], 1: ["05/02/2024"]}, {0: "month", 1: "month"}),
        ({0: ["02/25/2024", "02/26/2024"], 1: ["05/02/2024"], 2: ["25/02/2024"]}, {0: "month", 1: "open", 2: "day"}),
        ({0: ["05/02/2024"], 1: []}, {0: "day", 1: "day"}),
    ],
)
def test_a_sheet_written_month_first_is_found_out_or_asked_about(columns, orders):
    assert orders_of(columns) == orders


@pytest.mark.parametrize(
    "written",
    [
        "mars 2024",
        "MARS-24",
        "mrt 2024",
        "2024-03",
        "03/2024",
        "M03-2024",
        "2024 mars",
        "Heures mars 2024",
        "202403",
        FIFTH,
    ],
)
def test_a_month_in_every_writing(written):
    assert read_month(written) == (date(2024, 2, 1) if written is FIFTH else date(2024, 3, 1))


def test_a_month_without_year_is_no_month_yet():
    assert (read_month("mars"), bare_month("mars"), bare_month("mars 2024"), bare_month("Marseille")) == (
        None,
        3,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        (12.5, 750),
        ("12,5", 750),
        ("12.5", 750),
        ("12h30", 750),
        ("12 h 30", 750),
        ("12h30min", 750),
        ("12u30", 750),
        ("12:30", 750),
        ("12:30:00", 750),
        ("12 heures 30", 750),
        ("12 heures et 30 minutes", 750),
        ("7h", 420),
        ("7 h.", 420),
        ("7,5 h", 450),
        ("45 min", 45),
        ("1 2,5", 750),
        (time(12, 30), 750),
        (timedelta(hours=30), 1800),
        (datetime(1900, 1, 1, 2), 1560),
        (datetime(1904, 1, 2, 2), 1560),
        ("", 0),
        ("-", 0),
        ("absent", 0),
        ("n/a", 0),
    ],
)
def test_hours_in_every_writing(written, minutes):
    assert read_minutes(written) == minutes


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("?", "12,5 ou 12h30"),
        ("NC", "12,5 ou 12h30"),
        ("x", "12,5 ou 12h30"),
        (-2.0, "négatives"),
        ("-3", "négatives"),
        (timedelta(hours=-2), "négatives"),
        (745.0, "744"),
        ("1 234,5", "744"),
        (date(2024, 5, 12), "12 mai"),
        ("#VALEUR!", "en erreur"),
        (True, "12,5 ou 12h30"),
    ],
)
def test_hours_that_are_none_say_what_to_write(written, words):
    with pytest.raises(CellError, match=words):
        read_minutes(written)


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        *((text, "yes") for text in ("oui", "OUI", "o", "Ja", "Y", "x", "✔", 1.0, True)),
        *((text, "no") for text in ("non", "N", "Nee", 0.0, False)),
        *((text, "refused") for text in ("refus", "Refusé", "ne souhaite pas répondre", "weigert")),
        *((text, "") for text in ("", "?", "inconnu", "NSP", "n/a", "-")),
    ],
)
def test_answers_in_three_languages(written, answer):
    assert read_answer(written) == answer


def test_an_answer_that_is_neither_is_asked():
    with pytest.raises(CellError, match="oui, non ou refus"):
        read_answer("parfois")


def test_a_number_that_names_is_the_same_however_it_is_written():
    assert {read_reference(cell) for cell in (7.0, "7", "007", "N° 7", "n°7")} == {"7"}


def test_numbers_in_the_writings_of_three_languages():
    read = [str(read_number(text)) for text in ("1 234,5", "5.637.188,00", "1,234.50", "1\u202f234,5 €")]

    assert read == ["1234.5", "5637188.00", "1234.50", "1234.5"]


def test_a_name_may_be_na_but_not_a_formula():
    assert (read_text("Na"), read_text("?")) == ("Na", "")
    with pytest.raises(CellError, match="en erreur"):
        read_text("#N/A")
