"""The wizard: file, columns, labels, check, result. Each step is a page of its own; nothing needs a script."""

from functools import partial
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.imports import steps
from levier.foundation.imports.actions import (
    OPEN,
    RowsRefused,
    abandon,
    decide,
    execute,
    importer_of,
    plan_run,
    read_run,
    start_run,
    start_run_of_several_sheets,
    undo,
)
from levier.foundation.imports.choosing import SheetsAlike
from levier.foundation.imports.forms import FileForm
from levier.foundation.imports.importer import importers
from levier.foundation.imports.launching import AT_ONCE, is_cut_off, name_of, queue
from levier.foundation.imports.models import ImportRun
from levier.foundation.imports.rules import USE_IMPORTS
from levier.foundation.imports.sheets import UnreadableFile
from levier.foundation.imports.tasks import import_in_background
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import confirm_page, form_page, say, warn
from levier.foundation.kit.lists import Column, ListPage
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.progress import progress_of
from levier.foundation.kit.screens import HouseRequest, screen
from levier.foundation.kit.spreadsheets import XLSX, write_xlsx

State = ImportRun.State


def runs_met(actor: Actor) -> Any:
    """Imports of the kinds that one may import: the others hold what one may not read."""
    shut = [one.code for one in importers if not one.permission.allows(actor)]
    rows = ImportRun.objects.visible_to(actor)
    return rows.exclude(importer__in=shut) if shut else rows


def page_of(run: ImportRun) -> str:
    return reverse("imports:run", args=[run.pk])


RUNS = ListPage(
    title=gettext_lazy("Imports"),
    rows=lambda actor: runs_met(actor).select_related("document", "started_by"),
    columns=(
        Column("fichier", gettext_lazy("Fichier"), lambda run: run.document.name, page_of),
        Column("contenu", gettext_lazy("Contenu"), lambda run: str(importers[run.importer].title)),
        Column("etat", gettext_lazy("État"), lambda run: run.get_state_display(), None, ("state",)),
        Column("lignes", gettext_lazy("Lignes"), lambda run: run.rows_total, None, ("rows_total",), is_number=True),
        Column("par", gettext_lazy("Par"), lambda run: str(run.started_by or "Levier")),
        Column(
            "quand", gettext_lazy("Quand"), lambda run: formats.moment(run.made_at, style="table"), None, ("made_at",)
        ),
    ),
    default_sort=("-made_at",),
    empty=gettext_lazy("Vos imports seront ici, avec le moyen de les annuler. Commencez par choisir un classeur."),
    export_name="imports",
)


@screen(USE_IMPORTS)
def runs(request: HouseRequest) -> HttpResponse:
    """All imports, newest first."""
    return RUNS.answer(request, actions=[(_("Importer un classeur"), reverse("imports:new"))])


@screen(USE_IMPORTS, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """First step: the file."""

    def start(form: FileForm) -> str:
        data = form.cleaned_data
        given: dict[str, Any] = {
            "by": request.actor,
            "importer": importers[data["kind"]],
            "about": data["about"],
            "name": data["file"].name,
            "data": data["file"].read(),
            "at": timezone.now(),
        }
        try:
            return page_of(start_run(**given))
        except SheetsAlike:
            return page_of(start_run_of_several_sheets(**given))
        except UnreadableFile as error:
            raise Refused(str(error)) from error

    initial = {name: request.GET[name] for name in ("kind", "about") if name in request.GET}
    return form_page(
        request,
        FileForm(request.actor, request.POST or None, request.FILES or None, initial=initial),
        title=_("Importer un classeur"),
        submit=_("Lire le fichier"),
        on_valid=start,
        template="imports/new.html",
        kinds=[(one.title, one.help) for one in importers if one.permission.allows(request.actor)],
        trail=[(_("Imports"), reverse("imports:runs"))],
        back=reverse("imports:runs"),
    )


def _run(request: HouseRequest, pk: int) -> ImportRun:
    found: ImportRun = get_object_or_404(runs_met(request.actor).select_related("document", "started_by"), pk=pk)
    return found


@screen(USE_IMPORTS, methods=("GET", "POST"))
def run(request: HouseRequest, pk: int) -> HttpResponse:
    """The step at which an import stands; a post answers that step, `?etape=` goes back to one before."""
    found = _run(request, pk)
    if found.state in (State.QUEUED, State.RUNNING):
        return _resume(request, found) if request.method == "POST" else _progress(request, found)
    if found.state not in OPEN:
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Refresh": "true"})
        context = steps.frame(found, "resultat") | steps.result(found, request.actor)
        return render(request, "imports/result.html", context)
    return _answer_step(request, found) if request.method == "POST" else _show_step(request, found)


def _show_step(request: HouseRequest, found: ImportRun) -> HttpResponse:
    furthest = steps.PLACES[State(found.state)]
    step = request.GET.get("etape", furthest)
    if step not in ("feuille", "colonnes", "libelles") or steps.ORDER.index(step) > steps.ORDER.index(furthest):
        step = furthest
    if step == "feuille":
        return render(request, "imports/sheet.html", steps.frame(found, step) | steps.sheets(found))
    reading = read_run(found)
    if step == "libelles" and not reading.unknown:
        step = furthest
    if step == "colonnes":
        shown = steps.columns(importer_of(found), reading, whole="tout" in request.GET)
        return render(request, "imports/columns.html", steps.frame(found, step) | shown)
    if step == "libelles":
        return render(request, "imports/labels.html", steps.frame(found, step) | steps.labels(found, reading))
    page = request.GET.get("page", "1")
    context = steps.check(found, reading, plan_run(request.actor, found, reading), _number(page))
    return render(request, "imports/check.html", steps.frame(found, step) | context)


def _number(page: str) -> int:
    return max(int(page), 1) if page.isascii() and page.isdecimal() and len(page) < 7 else 1


def _progress(request: HouseRequest, found: ImportRun) -> HttpResponse:
    told = progress_of(name_of(found))
    context = {
        "done": told.done if told else 0,
        "total": max(found.rows_total, 1),
        "is_over": False,
        "is_cut_off": is_cut_off(found, timezone.now()),
        "address": page_of(found),
    }
    return render(request, "imports/progress.html", steps.frame(found, "resultat") | context)


def _resume(request: HouseRequest, found: ImportRun) -> HttpResponse:
    """A work that was cut off is sent again; one that waits may be abandoned."""
    try:
        if request.POST.get("etape") == "reprendre":
            _send(request, found, found.good_rows_only)
        elif request.POST.get("etape") == "abandonner":
            return _abandon(request, found)
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(page_of(found), status=303)


def _answer_step(request: HouseRequest, found: ImportRun) -> HttpResponse:
    step = request.POST.get("etape", "")
    page = request.POST.get("page", "")
    back = f"?page={_number(page)}" if page and step == "corriger" else ""
    try:
        if step == "importer":
            return _import(request, found)
        if step == "abandonner":
            return _abandon(request, found)
        decide(by=request.actor, run=found, **_decided(request, step))
    except (Refused, UnreadableFile) as error:
        warn(request, str(error))
    return HttpResponseRedirect(page_of(found) + back, status=303)


def _decided(request: HouseRequest, step: str) -> dict[str, Any]:
    """What a posted step decides: columns "c-INDEX", labels "l-FIELD:LABEL", cells "v-ROW:FIELD", questions "q-KEY"."""
    # A label is compared letter by letter with the sheet's: nothing is taken off but what no database can hold.
    posted = {name.replace("\x00", ""): request.POST[name].replace("\x00", "") for name in request.POST}
    if step == "oublier":
        return {"anew": True}
    if step == "feuille":
        return {"sheet": posted.get("feuille", "")}
    if step == "colonnes":
        return {"columns": {name[2:]: posted[name] for name in posted if name.startswith("c-")}}
    if step == "libelles":
        labels: dict[str, dict[str, str]] = {}
        for name in (name for name in posted if name.startswith("l-") and posted[name]):
            code, _colon, label = name[2:].partition(":")
            labels.setdefault(code, {})[label] = "" if posted[name] == "-" else posted[name]
        return {"labels": labels}
    changed = {name[2:]: posted[name] for name in posted if name.startswith("v-")}
    before = {name[2:]: posted[name] for name in posted if name.startswith("w-")}
    return {
        "corrections": {place: text for place, text in changed.items() if before.get(place) != text},
        "decisions": {name[2:]: posted[name] for name in posted if name.startswith("q-") and posted[name]},
    }


def _import(request: HouseRequest, found: ImportRun) -> HttpResponse:
    good_rows_only = "bonnes" in request.POST
    if found.rows_total > AT_ONCE:
        _send(request, found, good_rows_only)
        return HttpResponseRedirect(page_of(found), status=303)
    try:
        execute(by=request.actor, run=found, good_rows_only=good_rows_only, at=timezone.now())
        say(request, _("L'import est fait. Vous pouvez encore l'annuler en entier."))
    except RowsRefused as error:
        warn(request, str(error))
    return HttpResponseRedirect(page_of(found), status=303)


def _send(request: HouseRequest, found: ImportRun, good_rows_only: bool) -> None:
    """To the background, once this request is kept. Raises Refused."""
    actor = request.actor
    queue(by=actor, run=found, good_rows_only=good_rows_only, at=timezone.now())
    task = partial(import_in_background.enqueue, found.pk, actor.organisation_id, actor.user_id)
    transaction.on_commit(task)


def _abandon(request: HouseRequest, found: ImportRun) -> HttpResponse:
    abandon(by=request.actor, run=found, at=timezone.now())
    say(request, _("L'import est abandonné : rien n'a été importé."))
    return HttpResponseRedirect(reverse("imports:runs"), status=303)


@screen(USE_IMPORTS, methods=("GET", "POST"))
def undo_run(request: HouseRequest, pk: int) -> HttpResponse:
    """Take a whole import back, once it was said what goes."""
    found = _run(request, pk)

    def take_back() -> str:
        try:
            undo(by=request.actor, run=found, at=timezone.now())
            say(request, _("L'import est annulé : tout est comme avant."))
        except Refused as error:
            warn(request, str(error))
        return page_of(found)

    return confirm_page(
        request,
        title=_("Annuler tout cet import"),
        sentence=_(
            "Ce que ce classeur a ajouté est enlevé, et ce qu'il a modifié revient comme avant. "
            "Si quelqu'un a travaillé sur ces fiches depuis, rien n'est annulé et la page dit pourquoi."
        ),
        things=[f"{label} : {value}" for label, value in steps.summary(found)],
        submit=_("Annuler l'import"),
        on_yes=take_back,
        back=page_of(found),
        is_danger=True,
        trail=[(_("Imports"), reverse("imports:runs"))],
    )


@screen(USE_IMPORTS)
def errors(request: HouseRequest, pk: int) -> HttpResponse:
    """The refused rows as a spreadsheet, with the place and the reason of each."""
    found = _run(request, pk)
    if found.state not in (State.PREVIEW, State.FAILED):
        raise Http404  # no row is read before its columns are
    reading = read_run(found)
    plan = plan_run(request.actor, found, reading)
    rows = [[error.row, *reading.place_of(error), error.cell, str(error.sentence)] for error in plan.errors]
    heads = [_("Ligne"), _("Colonne"), _("Cellule"), _("Valeur"), _("Ce qui est à corriger")]
    data = write_xlsx([(_("Lignes refusées"), heads, rows)])
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": 'attachment; filename="erreurs.xlsx"'})
