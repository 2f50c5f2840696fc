"""Lists of the room: my people, everybody's, and those whom nothing holds."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.lists import Bulk, Choice, Column, ListPage, Search
from levier.foundation.kit.screens import HouseRequest
from levier.support.pathways.enums import OPEN_STEPS, Origin, Part
from levier.support.pathways.models import Pathway, Referent, Step
from levier.support.pathways.queries import with_late_step, without_next_step, without_referent
from levier.support.pathways.rules import WRITE_PATHWAYS

SILENT = timedelta(days=60)
"""Without news for so long, somebody is asked after."""
ENDS_SOON = timedelta(days=30)


def _with_next(rows: list[Any]) -> None:
    """Give each pathway of one page its next step: one query."""
    people = [one.person_id for one in rows]
    found: dict[int, Step] = {}
    if rows:
        steps = Step.objects.filter(organisation_id=rows[0].organisation_id, person__in=people, state__in=OPEN_STEPS)
        for step in sorted(steps, key=lambda one: (one.due_on is None, one.due_on or one.made_at.date(), one.pk)):
            found.setdefault(step.person_id, step)
    for one in rows:
        one.next_step = found.get(one.person_id)


def _with_referent(rows: list[Any]) -> None:
    """Give each pathway of one page its next step and its referent: two queries."""
    _with_next(rows)
    held = Referent.objects.filter(pathway__in=[one.pk for one in rows], part=Part.REFERENT, ended_on=None)
    names = {one.pathway_id: str(one.user) for one in held.select_related("user")} if rows else {}
    for one in rows:
        one.referent_name = names.get(one.pk, "")


def _next(one: Any) -> str:
    """What comes next, computed: the step that presses, else what lacks."""
    today, step = timezone.localdate(), one.next_step
    if step is None:
        return _("Convenir d'une étape")
    if step.due_on is None:
        return str(step.title)
    day = formats.day(step.due_on, style="short")
    late = _("en retard") if step.due_on < today else ""
    return " · ".join(filter(None, [step.title, day, late]))


def _states() -> list[tuple[str, Any]]:
    return [
        ("silence", gettext_lazy("sans nouvelles depuis 60 jours")),
        ("retard", gettext_lazy("avec une étape en retard")),
        ("sans-etape", gettext_lazy("sans étape à venir")),
        ("seule", gettext_lazy("sans référent·e")),
        ("fin", gettext_lazy("fin prévue dans 30 jours, ou passée")),
        ("terminees", gettext_lazy("accompagnements terminés")),
    ]


def conditions(today: date) -> dict[str, Any]:
    """By state: what is true of an open accompaniment that asks to be looked at."""
    return {
        "silence": Q(last_contact_on=None) | Q(last_contact_on__lt=today - SILENT),
        "retard": with_late_step(today),
        "sans-etape": without_next_step(),
        "seule": without_referent(),
        "fin": Q(planned_end_on__lte=today + ENDS_SOON),
    }


def _in_state(rows: Any, state: str) -> Any:
    if state == "terminees":
        return rows.exclude(closed_on=None)
    return rows.filter(conditions(timezone.localdate())[state], closed_on=None)


def _accompanied_by(rows: Any, value: str) -> Any:
    held = Referent.objects.filter(user=int(value), part=Part.REFERENT, ended_on=None)
    return rows.filter(pk__in=held.values("pathway"))


def _columns(is_mine: bool) -> tuple[Column, ...]:
    return (
        Column(
            "personne",
            gettext_lazy("Personne"),
            lambda one: str(one.person),
            lambda one: reverse("people:person", args=[one.person_id]),
            ("person__last_name", "person__first_name"),
        ),
        *(() if is_mine else (Column("reference", gettext_lazy("Référent·e"), lambda one: one.referent_name or "–"),)),
        Column("suite", gettext_lazy("Ensuite"), _next),
        Column(
            "contact",
            gettext_lazy("Dernières nouvelles"),
            lambda one: formats.day(one.last_contact_on, style="short"),
            None,
            ("last_contact_on",),
            plain=lambda one: one.last_contact_on,
        ),
        Column(
            "fin",
            gettext_lazy("Fin prévue"),
            lambda one: formats.day(one.planned_end_on, style="short"),
            None,
            ("planned_end_on",),
            plain=lambda one: one.planned_end_on,
        ),
        Column(
            "debut",
            gettext_lazy("Début"),
            lambda one: formats.day(one.opened_on, style="short"),
            None,
            ("opened_on",),
            plain=lambda one: one.opened_on,
            is_optional=True,
        ),
        Column("origine", gettext_lazy("Vient"), lambda one: one.get_origin_display(), is_optional=True),
    )


def _rows(actor: Actor) -> Any:
    return Pathway.objects.visible_to(actor).filter(person__merged_into=None).select_related("person")


NAME = Search(gettext_lazy("Nom"), lambda rows, words: rows.filter(person__search__contains=words))
STATE = Choice("etat", gettext_lazy("À voir"), lambda actor: _states(), _in_state)
WRITE = Bulk(gettext_lazy("Écrire à ces personnes"), "pathways:write_to", WRITE_PATHWAYS, "mail")
GIVE = Bulk(gettext_lazy("Confier à un·e collègue"), "pathways:hand_over", WRITE_PATHWAYS, "person")

MINE = ListPage(
    title=gettext_lazy("Mes accompagnements"),
    rows=lambda actor: _rows(actor).open().of(actor),
    columns=_columns(is_mine=True),
    default_sort=("planned_end_on",),
    filters=(NAME, STATE),
    empty=gettext_lazy("Les personnes dont vous êtes référent·e seront ici."),
    export_name="mes-accompagnements",
    after_page=_with_next,
    bulk=(WRITE, GIVE),
)
ALL = ListPage(
    title=gettext_lazy("Accompagnements"),
    rows=_rows,
    columns=_columns(is_mine=False),
    default_sort=("planned_end_on",),
    filters=(
        NAME,
        STATE,
        Choice(
            "reference",
            gettext_lazy("Référent·e"),
            lambda actor: [(str(one.pk), str(one)) for one in colleagues(actor)],
            _accompanied_by,
        ),
        Choice(
            "origine",
            gettext_lazy("La personne vient"),
            lambda actor: Origin.choices,
            lambda rows, value: rows.filter(origin=value),
        ),
    ),
    empty=gettext_lazy("Les personnes accompagnées seront ici. Ouvrez la fiche d'une personne pour commencer."),
    export_name="accompagnements",
    after_page=_with_referent,
    bulk=(WRITE, GIVE),
)
LISTS = {"pathways:mine": MINE, "pathways:pathways": ALL}


def chosen(request: HouseRequest) -> list[Pathway]:
    """The accompaniments ticked in one of these lists: `liste` in the address says in which."""
    return list(LISTS.get(request.GET.get("liste", ""), ALL).chosen(request))


def back_to(request: HouseRequest) -> str:
    """The list in which people were chosen."""
    name = request.GET.get("liste", "")
    return reverse(name if name in LISTS else "pathways:pathways")


def named(pathways: list[Pathway]) -> str:
    """Who was chosen, in a line: twenty by name, the others counted."""
    count, names = len(pathways), ", ".join(str(one.person) for one in pathways[:20])
    told = ngettext("%(n)s personne : %(names)s", "%(n)s personnes : %(names)s", count) % {"n": count, "names": names}
    return f"{told}…" if count > 20 else told
