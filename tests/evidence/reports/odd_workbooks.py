"""Stranger ways to keep the reference workbook, and those in which something must be asked."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.evidence.reports.other_workbooks import (
    HOURS_FIRST,
    MONTHS,
    SHORT_MONTHS,
    Book,
    Row,
    bare,
    hours_as,
    in_words,
    months_as,
)

type Change = Callable[[Book], None]


def rename(**names: str) -> Change:
    """Give columns (by place, as c0, c1…) other names."""

    def change(book: Book) -> None:
        for place, name in names.items():
            book.header[int(place[1:])] = name

    return change


def each_header(write: Callable[[int, str], str]) -> Change:
    def change(book: Book) -> None:
        book.header = [write(place, str(name)) for place, name in enumerate(book.header)]

    return change


def mixed_days(book: Book) -> None:
    """Everybody has written days in their own way."""
    ways: list[Callable[[date], Any]] = [
        lambda day: day,
        lambda day: f"{day:%d/%m/%Y}",
        lambda day: f"{day.day}.{day.month}.{day:%y}",
        in_words,
        lambda day: f"le {in_words(day)}",
        lambda day: f"{day:%d-%m-%Y} 09h00",
        lambda day: f"{day:%Y%m%d}",
        lambda day: float(f"{day:%d%m%Y}"),
        lambda day: str((day - date(1899, 12, 30)).days),
        lambda day: f"{day.day}-{SHORT_MONTHS[day.month - 1]}.-{day.year}",
        lambda day: datetime(day.year, day.month, day.day, 14, 30),
        lambda day: f"{day:%d}\u2011{day:%m}\u2011{day:%Y}",
    ]
    for place, name in enumerate(book.header):
        for number, row in book.rows:
            if isinstance(row[place], date):
                row[place] = ways[(number + len(str(name))) % len(ways)](row[place])


def american_days(book: Book) -> None:
    for number, row in enumerate(book.rows):
        row[1][:] = [f"{cell:%m/%d/%Y}" if isinstance(cell, date) else cell for cell in row[1]]
        assert number >= 0


def split_birth(book: Book) -> None:
    place = book.column("Date de naissance")
    book.titles.append([""] * len(book.header))
    book.titles[-1][place] = "Date de naissance"
    for row in [book.titles[0], book.titles[1], book.titles[2]]:
        row[place + 1 : place + 1] = ["", ""]
    book.header[place : place + 1] = ["Jour", "Mois", "Année"]
    for _number, row in book.rows:
        born = row[place]
        row[place : place + 1] = [float(born.day), float(born.month), float(born.year)] if born else ["", "", ""]


def split_birth_named(book: Book) -> None:
    place = book.column("Date de naissance")
    book.header[place : place + 1] = ["Jour de naissance", "Mois de naissance", "Année de naissance"]
    for _number, row in book.rows:
        born = row[place]
        row[place : place + 1] = [str(born.day), MONTHS[born.month - 1], str(born.year)] if born else ["", "", ""]
    for row in book.titles:
        row += ["", ""]


def groups_and_short_names(book: Book) -> None:
    """The group says when, the column says what."""
    groups = {0: "Participant", 10: "À l'entrée", 20: "À la sortie", 25: "À 6 mois"}
    book.titles.append([groups.get(index, "") for index in range(len(book.header))])
    short = {11: "Statut", 19: "Date", 20: "Date", 21: "Motif", 22: "Situation", 23: "Date d'observation"}
    short |= {25: "Situation", 26: "Date d'observation", 27: "Amélioration"}
    for place, name in short.items():
        book.header[place] = name


def format_row(book: Book) -> None:
    """A row under the header says how to fill it in."""
    hints = ["(jj/mm/aaaa)" if "ate" in str(name) else "(oui/non/refus)" for name in book.header]
    hints[3] = "(F/H/X)"
    book.second_header = hints


def numbered_row(book: Book) -> None:
    book.second_header = [float(number) for number in range(1, len(book.header) + 1)]


def example_row(book: Book) -> None:
    book.second_header = ["Exemple", "DUPONT", "Marie", "F", "12/05/1985", *[""] * (len(book.header) - 5)]


def by_group(book: Book) -> None:
    """Titles of groups between the rows."""
    width = len(book.header)
    for place, name in ((18, "Groupe B : après-midi"), (9, "Groupe A (matin)")):
        book.rows.insert(place, (0, [name, *[""] * (width - 1)]))


def summary_below(book: Book) -> None:
    width = len(book.header)
    lines: list[Row] = [["Femmes", 14.0], ["Hommes", 11.0], ["Total général", 25.0], ["F = femme ; H = homme"]]
    book.footers = [[""] * width, *[[*line, *[""] * (width - len(line))] for line in lines]]


def unsaid(book: Book) -> None:
    """Words for nothing instead of nothing."""
    words = ("n/a", "-", "NC", "inconnu", "/", "?", "non communiqué", "--", "n.c.")
    for place in (3, 12, 20, 23, 26):
        for number, row in book.rows:
            if row[place] == "":
                row[place] = words[number % len(words)]


def answers(**written: Any) -> Change:
    def change(book: Book) -> None:
        for name in ("En formation/études à l'entrée", "Handicap", "Minorité", "Sans-abri", "Certification obtenue"):
            book.each(name, lambda cell: written[cell])

    return change


def numbers_as(write: Callable[[int], Any]) -> Change:
    """The N° is written in one way with the people and in another with the hours."""

    def change(book: Book) -> None:
        book.each("N°", lambda cell: write(int(cell)))

    return change


def no_number(book: Book) -> None:
    for row in [book.header, *(cells for _number, cells in book.rows), book.hours_header, *book.hours]:
        del row[0]


def typing_errors(book: Book) -> None:
    book.header[4] = "Date de naisance"
    book.header[5] = "Nationnalité"
    book.header[11] = "Statut a l'entrè"
    book.header[19] = "Date d'entré"
    book.header[20] = "Date de sorti"


def lost_accents(book: Book) -> None:
    book.header = ["".join("?" if ord(one) > 127 else one for one in str(name)) for name in book.header]


def identical_row(book: Book) -> None:
    """Mariam's line was copied by mistake, all of it."""
    book.rows.append((0, list(book.rows[0][1])))


def person_over_two_rows(book: Book) -> None:
    """The second entry leaves empty what the first one says of the person, as merged cells do."""
    book.merged = False


def months_without_year(book: Book) -> None:
    """The year stands once, over January or in the first month of each year."""
    for place in range(HOURS_FIRST, len(book.hours_header)):
        name = str(book.hours_header[place])
        book.hours_header[place] = name if name.startswith("janv") else name.rpartition(" ")[0]


def year_above_months(book: Book) -> None:
    years = [""] * len(book.hours_header)
    for place in range(HOURS_FIRST, len(book.hours_header)):
        name, _space, year = str(book.hours_header[place]).rpartition(" ")
        years[place] = "" if year in years else year
        book.hours_header[place] = name
    book.hours.insert(0, book.hours_header)
    book.hours_header = years


def month_and_year_in_lines(book: Book) -> None:
    lines: list[Row] = []
    for row in book.hours:
        for place, cell in enumerate(row[HOURS_FIRST:]):
            if cell not in ("", 0.0):
                month, year = place % 12, 2024 + place // 12
                lines.append([*row[:HOURS_FIRST], MONTHS[month], float(year), cell])
    book.hours_header, book.hours = ["N°", "Nom", "Prénom", "Mois", "Année", "Heures"], lines


def unnamed_totals(book: Book) -> None:
    """A last row without any name adds the columns up."""
    from levier.foundation.imports.cells import read_minutes

    totals = [
        sum(read_minutes(row[place]) for row in book.hours) for place in range(HOURS_FIRST, len(book.hours_header))
    ]
    book.hours_footers = [[""] * HOURS_FIRST + [minutes / 60 for minutes in totals]]


def hour_words(minutes: int) -> Any:
    ways = (
        f"{minutes // 60} h {minutes % 60:02d}",
        f"{minutes // 60}:{minutes % 60:02d}:00",
        f"{minutes} min",
        timedelta(minutes=minutes),
        time(minutes // 60, minutes % 60) if minutes < 24 * 60 else minutes / 60,
        f"{minutes // 60}u{minutes % 60:02d}",
        f"{minutes // 60} heures {minutes % 60}",
    )
    return ways[minutes % len(ways)]


SHUFFLED = (
    *("Adresse", "N° national", "Âge", "Date d'inscription chez Actiris", "Date d'entretien", "Statut de séjour"),
    *("Nom du référent", "Date de fin de contrat", "Situation familiale", "Pays de naissance", "Groupe", "Langue"),
)


def many_others(book: Book) -> None:
    """Twelve columns of no interest here, some with dates, between those we read."""
    for offset, name in enumerate(SHUFFLED):
        book.header.insert(2 * offset + 1, name)
        for number, row in book.rows:
            row.insert(2 * offset + 1, date(2023, 1, 1 + number) if name.startswith("Date") else f"{name} {number}")


ODD: dict[str, Change] = {
    "headers with their format": each_header(
        lambda _place, name: (
            f"{name} (jj/mm/aaaa)" if "ate" in name else f"{name} (oui/non)" if name == "Handicap" else name
        )
    ),
    "headers numbered and starred": each_header(lambda place, name: f"{place + 1}. {name} *"),
    "headers with words in another order": rename(c4="Naissance (date de)", c19="Entrée (date)", c20="Sortie : date"),
    "headers with typing errors": typing_errors,
    "headers whose accents are lost": lost_accents,
    "headers without spaces": each_header(lambda _place, name: bare(name).replace(" ", "_").upper()),
    "groups over short names": groups_and_short_names,
    "a row of formats under the header": format_row,
    "a row of numbers under the header": numbered_row,
    "a row of example under the header": example_row,
    "titles of groups between the rows": by_group,
    "a summary below the table": summary_below,
    "many other columns": many_others,
    "days in every way": mixed_days,
    "days month first": american_days,
    "birth in three columns under one name": split_birth,
    "birth in three named columns": split_birth_named,
    "words for nothing": unsaid,
    "answers O/N/R": answers(oui="O", non="N", refus="R"),
    "answers in Dutch": answers(oui="Ja", non="Nee", refus="weigert"),
    "answers as ticks and figures": answers(oui=1.0, non=0.0, refus="refuse de répondre"),
    "answers true and false": answers(oui=True, non=False, refus="Refusé"),
    "numbers as text with zeros": numbers_as(lambda number: f"{number:03d}"),
    "no number, hours by name": no_number,
    "the same row twice": identical_row,
    "months whose year is said once": months_without_year,
    "the year above the months": year_above_months,
    "months and years in lines": month_and_year_in_lines,
    "totals without a name": unnamed_totals,
    "hours in every way": hours_as(hour_words),
    "months M01 2024": months_as(lambda day: f"{day:%m}-{day:%Y}"),
}
