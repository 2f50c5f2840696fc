"""The reference workbook as other associations would have kept it: the same people, other habits."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from python_calamine import CalamineWorkbook

Row = list[Any]
HEADER_AT = 2
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
SHORT_MONTHS = "janv févr mars avr mai juin juil août sept oct nov déc".split()  # noqa: SIM905
HOURS_FIRST = 3


@dataclass
class Book:
    """A workbook being changed: titles above, header, rows (each with the row it had in the reference), footers."""

    titles: list[Row]
    header: Row
    rows: list[tuple[int, Row]]
    hours_header: Row
    hours: list[Row]
    names: tuple[str, str] = ("Stagiaires", "Heures")
    footers: list[Row] = field(default_factory=list)
    hours_footers: list[Row] = field(default_factory=list)
    second_header: Row = field(default_factory=list)
    write: str = "xlsx"
    merged: bool = False

    def column(self, name: str) -> int:
        return self.header.index(name)

    def each(self, name: str, change: Callable[[Any], Any]) -> None:
        """Change the filled cells of a column."""
        index = self.column(name)
        for _number, row in self.rows:
            if row[index] != "":
                row[index] = change(row[index])

    def lines(self) -> tuple[list[Row], dict[int, int]]:
        """(rows of the sheet from 1, new row of each reference row)."""
        lines = [*self.titles, self.header, *([self.second_header] if self.second_header else [])]
        places: dict[int, int] = {}
        for number, row in self.rows:
            lines.append(row)
            if number:
                places[number] = len(lines)
        return [*lines, *self.footers], places


def reference(file: Path) -> Book:
    workbook = CalamineWorkbook.from_path(file)
    sheet = workbook.get_sheet_by_name("Stagiaires").to_python(skip_empty_area=False)
    hours = workbook.get_sheet_by_name("Heures").to_python(skip_empty_area=False)
    rows = [(number, list(row)) for number, row in enumerate(sheet, start=1) if number > HEADER_AT + 1]
    return Book([list(row) for row in sheet[:HEADER_AT]], list(sheet[HEADER_AT]), rows, list(hours[0]), hours[1:])


def save(book: Book, folder: Path) -> tuple[Path, Path, dict[int, int]]:
    """Write the book; (file of people, file of hours, new rows). One file holds both sheets where the format can."""
    lines, places = book.lines()
    hours = [book.hours_header, *book.hours, *book.hours_footers]
    if book.write == "xlsx":
        file = folder / "classeur.xlsx"
        write_sheets(file, dict(zip(book.names, (lines, hours), strict=True)), merged=book.merged)
        return file, file, places
    if book.write == "ods":
        file = folder / "classeur.ods"
        _ods(file, dict(zip(book.names, (lines, hours), strict=True)))
        return file, file, places
    encoding, mark = book.write.split("|")
    files = [folder / "personnes.csv", folder / "heures.csv"]
    for file, table in zip(files, (lines, hours), strict=True):
        text = io.StringIO(newline="")
        csv.writer(text, delimiter="\t" if mark == "tab" else mark).writerows([map(_text, row) for row in table])
        file.write_bytes(text.getvalue().encode(encoding, errors="replace"))
    return files[0], files[1], places


def _text(cell: Any) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    return str(cell)


def write_sheets(file: Path, sheets: dict[str, list[Row]], *, merged: bool = False) -> None:
    with xlsxwriter.Workbook(str(file)) as workbook:
        days = workbook.add_format({"num_format": "dd/mm/yyyy"})
        spans = workbook.add_format({"num_format": "[h]:mm"})
        clock = workbook.add_format({"num_format": "hh:mm"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, column, cell, days)
                    elif isinstance(cell, time):
                        sheet.write_datetime(number, column, cell, clock)
                    elif isinstance(cell, timedelta):
                        sheet.write_number(number, column, cell / timedelta(days=1), spans)
                    elif cell != "":
                        sheet.write(number, column, cell)
            if merged:
                sheet.merge_range(0, 0, 0, len(rows[-1]) - 1, "Fichier des stagiaires")


def _ods(file: Path, sheets: dict[str, list[Row]]) -> None:
    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join("<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0" office:version="1.2"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")


def _ods_cell(cell: Any) -> str:
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}"/>'
    if isinstance(cell, float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'


SYNONYMS = (
    "Matricule|NOM DE FAMILLE|Prénoms|Genre|Né(e) le|Nationalité(s)|CP|Localité|Téléphone|Courriel|"
    "Diplôme le plus élevé|Situation socioprofessionnelle à l'entrée|Sans emploi depuis le|"
    "Suit une formation ou des études à l'entrée|Situation de handicap|D'origine étrangère|"
    "Appartient à une minorité|Sans abri ou exclusion du logement|Habite en zone rurale|Entrée le|Sortie le|"
    "Raison du départ|Statut à la sortie|Observé le (sortie)|Certificat ou qualification obtenu|"
    "Situation six mois après la sortie|Observé le (6 mois)|Amélioration de l'emploi"
)
DUTCH = (
    "Nr.|Naam|Voornaam|Geslacht|Geboortedatum|Nationaliteit|Postcode|Gemeente|Gsm|E-mailadres|Hoogste diploma|"
    "Statuut bij instap|Werkloos sinds|In opleiding bij instap|Handicap|Buitenlandse herkomst|Minderheid|Dakloos|"
    "Landelijk gebied|Instapdatum|Uitstapdatum|Reden van uitstap|Situatie bij uitstap|Datum observatie (uitstap)|"
    "Kwalificatie behaald|Situatie na 6 maanden|Datum observatie (6 maanden)|Verbetering"
)
ENGLISH = (
    "No.|Last name|First name|Gender|Date of birth|Nationality|Postal code|Municipality|Mobile|Email|"
    "Highest education level|Employment status at entry|Unemployed since|In education or training at entry|"
    "Disability|Foreign background|Minority|Homeless|Rural area|Start date|End date|Reason for leaving|"
    "Situation on leaving|Date of observation (exit)|Qualification gained|Situation after 6 months|"
    "Date of observation (6 months)|Improvement"
)
SHORT = (
    "N° stag.|Nom|Prénom|Sexe (F/H/X)|Date naiss.|Nat.|CP|Commune|Tél.|Mail|Niv. études|Statut entrée|Inocc. depuis|"
    "En form. à l'entrée|Handicap (O/N)|Orig. étrangère|Minorité|SDF|Rural|Dt entrée|Dt sortie|Motif sortie|"
    "Sit. sortie|Date obs. sortie|Certif.|Sit. 6 mois|Date obs. 6 mois|Amélior."
)


def headers(names: str) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        book.header = names.split("|")

    return change


def bare(text: str) -> str:
    accents = str.maketrans("àâéèêëîïôùûüçÀÂÉÈÊËÎÏÔÙÛÜÇ", "aaeeeeiiouuucAAEEEEIIOUUUC")
    return text.translate(accents)


def capitals(book: Book) -> None:
    book.header = [bare(str(cell)).upper() for cell in book.header]


def broken_lines(book: Book) -> None:
    book.header = [str(cell).replace(" ", "\n") + " :" for cell in book.header]


def turned(book: Book) -> None:
    book.header.reverse()
    for _number, row in book.rows:
        row.reverse()


def at_the_top(book: Book) -> None:
    book.titles = []


def far_down(book: Book) -> None:
    width = len(book.header)
    book.titles = [["Mission Locale"] + [""] * (width - 1), [""] * width] * 4 + [
        ["Année", 2024.0, "Responsable : équipe projets"] + [""] * (width - 3)
    ]


def two_rows(book: Book) -> None:
    groups = {0: "Identité", 10: "À l'entrée", 20: "À la sortie", 25: "Six mois après"}
    book.titles.append([groups.get(index, "") for index in range(len(book.header))])


def repeated_and_footed(book: Book) -> None:
    width = len(book.header)
    for place in (20, 10):
        book.rows.insert(place, (0, list(book.header)))
        book.rows.insert(place, (0, [""] * width))
    book.footers = [
        [""] * width,
        ["Total", float(len(book.rows))] + [""] * (width - 2),
        ["Fait à Saint-Gilles, le 12 janvier 2026"] + [""] * (width - 1),
    ]
    book.hours_footers = [["Total", "", ""] + [10.0] * (len(book.hours_header) - 3)]


def more_columns(book: Book) -> None:
    for place, name in ((28, "Remarques"), (11, "Référente"), (3, "Photo rendue")):
        book.header.insert(place, name)
        for number, row in book.rows:
            row.insert(place, "vu avec l'équipe" if number % 3 else "")
    book.hours_header += ["Total", "Remarques"]
    for row in book.hours:
        row += [99.0, "à vérifier"]


def days_as(write: Callable[[date], Any]) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        for name in book.header:
            index = book.column(name)
            for _number, row in book.rows:
                if isinstance(row[index], date):
                    row[index] = write(row[index])

    return change


def in_words(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def one_name(book: Book) -> None:
    last, first = book.column("Nom"), book.column("Prénom")
    book.header[last] = "Nom et prénom"
    for _number, row in book.rows:
        row[last] = f"{str(row[last]).upper()} {row[first]}"
    for row in [book.header, *(row for _number, row in book.rows)]:
        del row[first]


def genders(**written: str) -> Callable[[Book], None]:
    return lambda book: book.each("Sexe", lambda cell: written[cell])


def loud_labels(book: Book) -> None:
    for name in ("Niveau d'études", "Statut à l'entrée", "Situation à la sortie", "Situation à 6 mois", "Amélioration"):
        book.each(name, lambda cell: bare(cell).upper())
    for name in ("Nationalité", "Handicap", "Certification obtenue"):
        book.each(name, lambda cell: f" {bare(cell).capitalize()}\u00a0")


def spaced(book: Book) -> None:
    book.header = [f"  {cell}\u00a0" for cell in book.header]
    for _number, row in book.rows:
        row[:] = [f"\u00a0 {cell} " if isinstance(cell, str) and cell else cell for cell in row]


def months_as(write: Callable[[date], Any]) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        years = [(int(str(cell)[-4:]), index) for index, cell in enumerate(book.hours_header[HOURS_FIRST:])]
        first = years[0][0]
        for year, index in years:
            book.hours_header[HOURS_FIRST + index] = write(date(year, index - 12 * (year - first) + 1, 1))

    return change


def hours_as(write: Callable[[int], Any]) -> Callable[[Book], None]:
    from levier.foundation.imports.cells import read_minutes

    def change(book: Book) -> None:
        for row in book.hours:
            row[HOURS_FIRST:] = [
                write(minutes) if (minutes := read_minutes(cell)) else "" for cell in row[HOURS_FIRST:]
            ]

    return change


def hours_by_name(book: Book) -> None:
    for row in [book.hours_header, *book.hours]:
        del row[0]


def hours_by_one_name(book: Book) -> None:
    for row in [book.hours_header, *book.hours]:
        row[1:3] = [f"{row[1]} {row[2]}"]
        del row[0]
    book.hours_header[0] = "Stagiaire"


def hours_in_lines(book: Book) -> None:
    """One line a person and a month."""
    months = book.hours_header[HOURS_FIRST:]
    lines = [
        [*row[:HOURS_FIRST], month, cell]
        for row in book.hours
        for month, cell in zip(months, row[HOURS_FIRST:], strict=True)
        if cell not in ("", 0.0)
    ]
    book.hours_header, book.hours = ["N°", "Nom", "Prénom", "Mois", "Heures"], lines


def other_sheets(book: Book) -> None:
    book.names = ("Liste 2024", "Feuil2")


def merged_title(book: Book) -> None:
    book.merged = True
    book.hours = [book.hours_header, *book.hours]
    book.hours_header = [""] * len(book.hours_header)


def written(how: str) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        book.write = how

    return change


VARIANTS: dict[str, Callable[[Book], None]] = {
    "header capitals without accents": capitals,
    "header with line breaks and colons": broken_lines,
    "header synonyms": headers(SYNONYMS),
    "header Dutch": headers(DUTCH),
    "header English": headers(ENGLISH),
    "header shortened": headers(SHORT),
    "columns turned round": turned,
    "header on the first row": at_the_top,
    "header far down": far_down,
    "header on two rows": two_rows,
    "headers repeated, footers": repeated_and_footed,
    "more columns": more_columns,
    "days 05/02/2024": days_as(lambda day: f"{day:%d/%m/%Y}"),
    "days 5-2-2024": days_as(lambda day: f"{day.day}-{day.month}-{day.year}"),
    "days 05.02.24": days_as(lambda day: f"{day:%d.%m.%y}"),
    "days in words": days_as(in_words),
    "days ISO": days_as(date.isoformat),
    "days with an hour": days_as(lambda day: f"{day:%d/%m/%Y} 00:00:00"),
    "days as serial numbers": days_as(lambda day: float((day - date(1899, 12, 30)).days)),
    "one column for the name": one_name,
    "genders in words": genders(F="Femme", H="Homme", X="Non-binaire"),
    "genders Mme M.": genders(F="Mme", H="M.", X="Autre"),
    "genders Dutch": genders(F="V", H="M", X="X"),
    "labels in capitals": loud_labels,
    "spaces everywhere": spaced,
    "months janv-24": months_as(lambda day: f"{SHORT_MONTHS[day.month - 1]}-{day:%y}"),
    "months in words": months_as(lambda day: f"{MONTHS[day.month - 1].capitalize()} {day.year}"),
    "months as dates": months_as(lambda day: day),
    "months 01/2024": months_as(lambda day: f"{day:%m/%Y}"),
    "months 2024-01": months_as(lambda day: f"{day:%Y-%m}"),
    "months with hours": months_as(lambda day: f"Heures {MONTHS[day.month - 1]} {day.year}"),
    "hours 12h30": hours_as(lambda minutes: f"{minutes // 60}h{minutes % 60:02d}"),
    "hours 12:30": hours_as(lambda minutes: f"{minutes // 60}:{minutes % 60:02d}"),
    "hours as durations": hours_as(lambda minutes: timedelta(minutes=minutes)),
    "hours by name": hours_by_name,
    "hours by one name": hours_by_one_name,
    "hours in lines": hours_in_lines,
    "sheets with other names": other_sheets,
    "merged title": merged_title,
    "csv UTF-8 ;": written("utf-8-sig|;"),
    "csv UTF-8 ,": written("utf-8|,"),
    "csv tab": written("utf-8|tab"),
    "csv UTF-16": written("utf-16|tab"),
    "ods": written("ods"),
}


def number_unknown_twice(book: Book) -> None:
    """Row 5 takes the N° of row 4: two identities under one number."""
    book.rows[1][1][0] = book.rows[0][1][0]


def set_cell(row: int, name: str, value: Any) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        found = next(cells for number, cells in book.rows if number == row)
        found[book.column(name)] = value

    return change


FAULTS: dict[str, tuple[Callable[[Book], None], int, str]] = {
    "a day that does not exist": (set_cell(6, "Date d'entrée", "31/02/2024"), 6, "calendrier"),
    "half a date": (set_cell(7, "Date de naissance", "1985"), 7, "date entière"),
    "words for a date": (set_cell(8, "Date d'entrée", "printemps"), 8, "n'est pas une date"),
    "no entry": (set_cell(9, "Date d'entrée", ""), 9, "il manque une valeur"),
    "exit before entry": (set_cell(10, "Date de sortie", "01/01/2020"), 10, "avant la date d'entrée"),
    "born in the future": (set_cell(11, "Date de naissance", "01/01/2030"), 11, "âge impossible"),
    "out of work after entry": (set_cell(12, "Inoccupé depuis", "01/01/2030"), 12, "après la date d'entrée"),
    "neither yes nor no": (set_cell(13, "Handicap", "parfois"), 13, "oui, non ou refus"),
    "no mail": (set_cell(14, "E-mail", "chez sa sœur"), 14, "adresse mail"),
    "one number for two people": (number_unknown_twice, 5, "désigne une autre personne"),
}
