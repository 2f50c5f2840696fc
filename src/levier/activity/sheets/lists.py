"""The lists of the room: sheets, sessions that nothing proves, certificates."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.activity.sheets.certifying import changed_since
from levier.activity.sheets.enums import CertificateKind, SheetKind
from levier.activity.sheets.models import Certificate, Sheet
from levier.activity.sheets.queries import in_state, lacking, state_of, states, unproven, with_state
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor, house
from levier.foundation.kit.lists import Choice, Column, ListPage, Search


def _sheets(actor: Actor) -> Any:
    return with_state(Sheet.objects.visible_to(actor)).select_related("activity")


def _days(one: Any) -> str:
    first = formats.day(one.first_on, style="table")
    return first if one.first_on == one.last_on else f"{first} – {formats.day(one.last_on, style='table')}"


SHEETS = ListPage(
    title=_("Feuilles de présences"),
    intro=_("Ce qui est imprimé, ce qu'on attend en retour, ce qui est revenu. On imprime depuis une séance."),
    rows=_sheets,
    columns=(
        Column("numero", _("N°"), str, lambda one: reverse("sheets:sheet", args=[one.pk]), ("number",)),
        Column("activite", _("Activité"), lambda one: one.activity.title, None, ("activity__title", "number")),
        Column("jours", _("Jours"), _days, None, ("last_on", "number"), plain=lambda one: one.first_on),
        Column("etat", _("État"), lambda one: states()[state_of(one, timezone.localdate())]),
        Column("sorte", _("Pour"), lambda one: one.get_kind_display(), None, ("kind", "number")),
        Column("format", _("Format"), lambda one: one.get_format_display(), is_optional=True),
        Column("pages", _("Pages"), lambda one: one.pages, None, ("pages", "number"), is_number=True, is_optional=True),
    ),
    default_sort=("-last_on", "-number"),
    filters=(
        Search(_("Intitulé"), lambda rows, words: rows.filter(activity__search__contains=words)),
        Choice(
            "etat",
            _("État"),
            lambda actor: list(states().items()),
            lambda rows, value: in_state(rows, value, timezone.localdate()),
        ),
        Choice("sorte", _("Pour"), lambda actor: SheetKind.choices, lambda rows, value: rows.filter(kind=value)),
    ),
    empty=_("Les feuilles seront ici dès qu'une est imprimée : ouvrez une séance, puis « Imprimer la feuille »."),
    export_name="feuilles",
)

UNPROVEN = ListPage(
    title=_("Séances sans preuve"),
    intro=_("Des personnes étaient là, pour un projet, et rien ne le prouve encore à son bailleur."),
    rows=lambda actor: unproven(actor, timezone.localdate()).select_related("activity", "project"),
    columns=(
        Column(
            "jour",
            _("Jour"),
            lambda one: formats.day(one.on, style="table"),
            lambda one: reverse("activities:session", args=[one.pk]),
            ("on", "starts_at", "pk"),
            plain=lambda one: one.on,
        ),
        Column("activite", _("Activité"), lambda one: one.activity.title, None, ("activity__title", "on")),
        Column("projet", _("Projet"), lambda one: one.project.code, None, ("project__code", "on")),
        Column("manque", _("Ce qui manque"), lacking),
    ),
    default_sort=("-on", "-starts_at", "-pk"),
    filters=(Search(_("Intitulé"), lambda rows, words: rows.filter(activity__search__contains=words)),),
    empty=_("Chaque séance passée a sa preuve. Celles qui en manquent seront ici."),
    export_name="seances-sans-preuve",
)


def _mark_changed(rows: list[Any]) -> None:
    """Of the certificates of a page, which no longer say what is noted."""
    standing = [one for one in rows if one.revoked_at is None]
    changed = changed_since(house(standing[0].organisation_id), standing) if standing else set()
    for one in rows:
        one.is_changed = one.pk in changed


def validity(one: Any) -> str:
    """Whether a certificate still stands; `is_changed` is there for the rows of one page."""
    if one.revoked_at:
        return gettext("remplacée")
    return gettext("ne correspond plus") if getattr(one, "is_changed", False) else gettext("valable")


CERTIFICATES = ListPage(
    title=_("Attestations de présence"),
    intro=_("Ce qui a été attesté, tel que c'était noté ce jour-là. Elles se font depuis la page d'une personne."),
    rows=lambda actor: (
        Certificate.objects.visible_to(actor)
        .filter(person__merged_into=None, person__erased_at=None)
        .select_related("person", "activity")
    ),
    columns=(
        Column("numero", _("N°"), str, lambda one: reverse("sheets:certificate", args=[one.pk]), ("number",)),
        Column("qui", _("Qui"), lambda one: str(one.person), None, ("person__last_name", "person__first_name", "pk")),
        Column("quoi", _("Quoi"), lambda one: one.activity.title if one.activity else one.get_kind_display()),
        Column("jours", _("Jours"), _days, None, ("first_on", "pk"), plain=lambda one: one.first_on),
        Column("faite", _("Faite le"), lambda one: formats.day(one.issued_at, style="short"), None, ("issued_at",)),
        Column("etat", _("État"), validity),
    ),
    default_sort=("-issued_at", "-pk"),
    filters=(
        Search(_("Nom"), lambda rows, words: rows.filter(person__search__contains=words)),
        Choice("quoi", _("Quoi"), lambda actor: CertificateKind.choices, lambda rows, value: rows.filter(kind=value)),
        Choice(
            "etat",
            _("État"),
            lambda actor: [("valid", _("valable")), ("replaced", _("remplacée"))],
            lambda rows, value: rows.filter(revoked_at__isnull=value == "valid"),
        ),
    ),
    empty=_("Les attestations seront ici. Ouvrez la page d'une personne, puis « Attestation de présence »."),
    export_name="attestations",
    after_page=_mark_changed,
)
