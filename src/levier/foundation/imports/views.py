"""The wizard: file, columns, labels, check, result. Each step is a page of its own; nothing needs a script."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.imports.actions import (
    RowsRefused,
    decide,
    execute,
    importer_of,
    plan_run,
    read_run,
    start_run,
    undo,
)
from levier.foundation.imports.forms import FileForm
from levier.foundation.imports.importer import Importer, Plan, importers
from levier.foundation.imports.models import ImportRun
from levier.foundation.imports.reading import Reading
from levier.foundation.imports.rules import USE_IMPORTS
from levier.foundation.imports.sheets import UnreadableFile
from levier.foundation.kit import formats
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.lists import Column, ListPage
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen
from levier.foundation.kit.spreadsheets import XLSX, write_xlsx

State = ImportRun.State
SHOWN = 100


def page_of(run: ImportRun) -> str:
    return reverse("imports:run", args=[run.pk])


RUNS = ListPage(
    title=gettext_lazy("Imports"),
    rows=lambda actor: ImportRun.objects.visible_to(actor).select_related("document", "started_by"),
    columns=(
        Column("fichier", gettext_lazy("Fichier"), lambda run: run.document.name, page_of),
        Column("contenu", gettext_lazy("Contenu"), lambda run: str(importer_of(run).title)),
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
        try:
            run = start_run(
                by=request.actor,
                importer=importers[data["kind"]],
                about=data["about"],
                name=data["file"].name,
                data=data["file"].read(),
                at=timezone.now(),
            )
        except UnreadableFile as error:
            raise Refused(str(error)) from error
        return page_of(run)

    initial = {name: request.GET[name] for name in ("kind", "about") if name in request.GET}
    return form_page(
        request,
        FileForm(request.actor, request.POST or None, request.FILES or None, initial=initial),
        title=_("Importer un classeur"),
        submit=_("Lire le fichier"),
        on_valid=start,
        trail=[(_("Imports"), reverse("imports:runs"))],
        back=reverse("imports:runs"),
    )


def _run(request: HouseRequest, pk: int) -> ImportRun:
    found: ImportRun = get_object_or_404(
        ImportRun.objects.visible_to(request.actor).select_related("document", "started_by"), pk=pk
    )
    return found


@screen(USE_IMPORTS, methods=("GET", "POST"))
def run(request: HouseRequest, pk: int) -> HttpResponse:
    """The step at which an import stands; a post answers that step."""
    found = _run(request, pk)
    if found.state in (State.DONE, State.UNDONE):
        return render(request, "imports/result.html", _context(found) | {"summary": _summary(found)})
    if request.method == "POST":
        return _answer_step(request, found)
    reading = read_run(found)
    if found.state == State.COLUMNS or "colonnes" in request.GET:
        return render(request, "imports/columns.html", _context(found) | _columns(importer_of(found), reading))
    if found.state == State.LABELS:
        return render(request, "imports/labels.html", _context(found) | {"lists": _labels(found, reading)})
    plan = plan_run(request.actor, found, reading)
    return render(request, "imports/check.html", _context(found) | _check(found, reading, plan))


def _answer_step(request: HouseRequest, found: ImportRun) -> HttpResponse:
    step = request.POST.get("etape", "")
    try:
        if step == "importer":
            return _import(request, found)
        decide(by=request.actor, run=found, **_decided(request, step))
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(page_of(found), status=303)


def _decided(request: HouseRequest, step: str) -> dict[str, Any]:
    """What a posted step decides: columns "c-INDEX", labels "l-FIELD" twice, cells "v-ROW:FIELD", questions "q-KEY"."""
    posted = request.POST
    if step == "colonnes":
        return {"columns": {name[2:]: posted[name] for name in posted if name.startswith("c-")}}
    if step == "libelles":
        labels: dict[str, dict[str, str]] = {}
        for name in (name for name in posted if name.startswith("l-") and posted[name]):
            code, _colon, label = name[2:].partition(":")
            labels.setdefault(code, {})[label] = "" if posted[name] == "-" else posted[name]
        return {"labels": labels}
    return {
        "corrections": {name[2:]: posted[name] for name in posted if name.startswith("v-")},
        "decisions": {name[2:]: posted[name] for name in posted if name.startswith("q-") and posted[name]},
    }


def _import(request: HouseRequest, found: ImportRun) -> HttpResponse:
    try:
        execute(by=request.actor, run=found, good_rows_only="bonnes" in request.POST, at=timezone.now())
        say(request, _("L'import est fait. Vous pouvez encore l'annuler en entier."))
    except RowsRefused as error:
        warn(request, str(error))
    return HttpResponseRedirect(page_of(found), status=303)


@screen(USE_IMPORTS, methods=("POST",))
def undo_run(request: HouseRequest, pk: int) -> HttpResponse:
    """Take a whole import back."""
    found = _run(request, pk)
    try:
        undo(by=request.actor, run=found, at=timezone.now())
        say(request, _("L'import est annulé : tout est comme avant."))
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(page_of(found), status=303)


@screen(USE_IMPORTS)
def errors(request: HouseRequest, pk: int) -> HttpResponse:
    """The refused rows as a spreadsheet, with the reason of each."""
    found = _run(request, pk)
    if found.state in (State.COLUMNS, State.LABELS):
        raise Http404  # no row is read before its columns are
    plan = plan_run(request.actor, found)
    rows = [[error.row, error.cell, str(error.sentence)] for error in plan.errors]
    data = write_xlsx([(_("Lignes refusées"), [_("Ligne"), _("Valeur"), _("Ce qui est à corriger")], rows)])
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": 'attachment; filename="erreurs.xlsx"'})


def _context(found: ImportRun) -> dict[str, Any]:
    importer = importer_of(found)
    return {
        "run": found,
        "importer": importer,
        "trail": [(_("Imports"), reverse("imports:runs"))],
        "state": found.state,
    }


def _columns(importer: Importer, reading: Reading) -> dict[str, Any]:
    doubtful = {column.index for column in reading.undecided}
    columns = [
        {"column": column, "field": reading.columns.get(column.index, ""), "is_open": column.index in doubtful}
        for column in reading.table.columns
    ]
    columns.sort(key=lambda one: (not one["is_open"], bool(one["field"])))
    return {
        "columns": columns,
        "fields": [(one.code, one.label) for one in importer.fields],
        "missing": reading.missing,
    }


def _labels(found: ImportRun, reading: Reading) -> list[dict[str, Any]]:
    fields = {one.code: one for one in importer_of(found).fields}
    return [
        {
            "field": fields[code],
            "choices": choices() if (choices := fields[code].choices) else [],
            "labels": sorted(labels.items(), key=lambda pair: -pair[1]),
        }
        for code, labels in reading.unknown.items()
    ]


def _check(found: ImportRun, reading: Reading, plan: Plan) -> dict[str, Any]:
    effects = list(plan.effects.values())
    refused = len({error.row for error in plan.errors})
    return {
        "counts": {name: effects.count(name) for name in ("new", "changed", "equal")},
        "refused": refused,
        "errors": plan.errors[:SHOWN],
        "more_errors": max(len(plan.errors) - SHOWN, 0),
        "questions": plan.questions[:SHOWN],
        "skipped": reading.table.skipped,
        "sheet": reading.table.sheet,
        "read": len(reading.rows),
    }


def _summary(found: ImportRun) -> list[tuple[Any, Any]]:
    labels = {
        "new": _("nouveaux"),
        "changed": _("modifiés"),
        "equal": _("identiques"),
        "people": _("personnes ajoutées"),
        "refused": _("lignes refusées"),
    }
    rows = [(label, formats.number(found.summary[name])) for name, label in labels.items() if name in found.summary]
    if "minutes" in found.summary:
        rows.append((_("heures"), formats.minutes(found.summary["minutes"])))
    return rows
