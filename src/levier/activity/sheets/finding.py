"""Which sheet a file is of, and which of its pages: by the codes that it bears, else by the number that was typed."""

from django.utils.translation import gettext as _

from levier.activity.sheets.actions.returning import pages_in
from levier.activity.sheets.models import Sheet
from levier.activity.sheets.reading import PageRead, read_pages
from levier.foundation.documents.checks import Upload
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused


def sheet_and_pages(
    actor: Actor, upload: Upload, number: int | None, awaited: Sheet | None = None, *, is_better: bool = False
) -> tuple[Sheet, list[int]]:
    """The sheet of a file, and the number of each of its pages; one that `is_better` holds pages that are there.

    Raises Refused, with what to do: no code and no number, somebody else's code, a sheet of another house, several
    sheets at once, another sheet than the one that was `awaited`.
    """
    read = read_pages(upload)
    codes = [one.code for one in read if one.code]
    if any(code.organisation_id != actor.organisation_id for code in codes):
        raise Refused(_("Cette feuille est celle d'une autre association : rendez-la-lui."))
    numbers = {code.number for code in codes}
    if len(numbers) > 1:
        raise Refused(_("Ce fichier contient plusieurs feuilles. Envoyez un fichier par feuille."))
    if number is not None and numbers and number not in numbers:
        raise Refused(_("Le code dit un autre numéro que celui que vous avez tapé. Laissez le numéro vide."))
    if not numbers and number is None:
        raise Refused(_unread(read))
    row = _sheet(actor, numbers.pop() if numbers else number or 0)
    if awaited is not None and row.pk != awaited.pk:
        words = {"number": row, "activity": row.activity.title, "day": formats.day(row.first_on)}
        raise Refused(
            _("C'est la feuille %(number)s, d'une autre séance (%(activity)s, %(day)s). Rendez-la à sa place.") % words
        )
    return row, _pages(row, read, is_typed=number is not None, there=set() if is_better else pages_in(row))


def _sheet(actor: Actor, number: int) -> Sheet:
    rows = Sheet.objects.visible_to(actor).select_related("activity").prefetch_related("scans")
    row: Sheet | None = rows.filter(number=number).first()
    if row is None:
        raise Refused(_("Aucune feuille ne porte ce numéro : vérifiez-le sur le papier."))
    return row


def _unread(read: list[PageRead]) -> str:
    if any(one.is_foreign for one in read):
        return _("Ce code n'est pas celui d'une feuille d'ici. Vérifiez la feuille, ou tapez son numéro.")
    return _("Aucun code n'a pu être lu. Refaites la photo bien à plat et en entier, ou tapez le numéro de la feuille.")


def _pages(row: Sheet, read: list[PageRead], *, is_typed: bool, there: set[int]) -> list[int]:
    """Pages by their codes; those without one, when the number was typed, are the pages that lack, in order."""
    known = {one.code.page for one in read if one.code}
    free = [page for page in range(1, row.pages + 1) if page not in known | there]
    if is_typed and not there and pages_in(row) and len(free) > len(read) - len(known):
        raise Refused(_("Sans code lisible, renvoyez toutes les pages de la feuille, dans l'ordre."))
    pages = []
    for one in read:
        if one.code:
            pages.append(one.code.page)
        elif not is_typed:
            raise Refused(
                _("La page %(place)s du fichier n'a pas de code lisible. Refaites-la, ou tapez le numéro.")
                % {"place": one.place}
            )
        elif free:
            pages.append(free.pop(0))
        else:
            raise Refused(
                _("Toutes les pages de la feuille %(number)s sont déjà là : il n'y a plus rien à rendre.")
                % {"number": row}
            )
    return pages
