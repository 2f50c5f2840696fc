"""Which sheet of a workbook to read: the one that fits, and the user's word when several do."""

from django.utils.translation import gettext as _

from levier.foundation.imports.guessing import guess_columns
from levier.foundation.imports.headers import Headers, headers_of
from levier.foundation.imports.importer import Importer
from levier.foundation.imports.layout import find_table
from levier.foundation.imports.sheets import Sheet, UnreadableFile
from levier.foundation.kit.texts import fold

LOOKED_AT = 60
ALIKE = 0.7


class SheetsAlike(UnreadableFile):
    """Several sheets can be read: only the user knows which. `names` in the order of the workbook."""

    def __init__(self, names: list[str]) -> None:
        listed = ", ".join(f"« {name} »" for name in names)
        super().__init__(_("Plusieurs feuilles peuvent être lues : %(names)s. Dites laquelle.") % {"names": listed})
        self.names = names


def choose_sheet(importer: Importer, sheets: list[Sheet], named: str = "") -> Sheet:
    """The sheet to read: the named one, else the one whose headers fit the importer best.

    Raises UnreadableFile when none does, SheetsAlike when two fit as well. Hidden sheets are read when they are named,
    or when no other fits.
    """
    if named:
        found = next((sheet for sheet in sheets if fold(sheet.name[:100]) == fold(named)), None)
        if found is None:
            raise UnreadableFile(_("Le classeur n'a pas de feuille « %(name)s ».") % {"name": named})
        return found
    headers = headers_of(importer)
    for group in ([one for one in sheets if not one.is_hidden], [one for one in sheets if one.is_hidden]):
        fitting = [(fit, sheet) for sheet in group if (fit := _fit(importer, headers, sheet))]
        if fitting:
            return _best(importer, fitting)
    raise UnreadableFile(
        _("Aucune feuille n'a les colonnes attendues. Attendu, par exemple : %(fields)s.")
        % {"fields": ", ".join(str(one.label) for one in importer.fields[:6])}
    )


type Fit = tuple[bool, bool, int]
"""(holds an essential column, holds rows, number of columns understood)"""


def _fit(importer: Importer, headers: Headers, sheet: Sheet) -> Fit | None:
    """How well a sheet suits an importer, by its top; None when it has no header of its kind."""
    try:
        table = find_table(Sheet(sheet.name, [list(row) for row in sheet.rows[:LOOKED_AT]]), headers.knows)
    except UnreadableFile:
        return None
    given, _undecided = guess_columns(table, (), headers)
    essential = {one.code for one in importer.fields if one.essential}
    return (not essential or bool(essential & set(given.values())), bool(table.rows), len(given))


def _best(importer: Importer, fitting: list[tuple[Fit, Sheet]]) -> Sheet:
    top = max(fit for fit, _sheet in fitting)
    alike = [sheet for fit, sheet in fitting if fit[:2] == top[:2] and fit[2] >= ALIKE * top[2]]
    hints = {fold(name) for name in importer.sheet_hints}
    hinted = [sheet for sheet in alike if fold(sheet.name) in hints]
    if len(alike) > 1 and len(hinted) != 1:
        raise SheetsAlike([sheet.name for sheet in alike])
    return (hinted or alike)[0]
