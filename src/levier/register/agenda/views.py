"""Tasks: one's own, a new one, done, undone."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, Scope, screen
from levier.register.agenda.actions import add_todo, change_todo, finish_todo, reopen_todo, withdraw_todo
from levier.register.agenda.forms import ChangeTodoForm, TodoForm
from levier.register.agenda.queries import asked_todos, done_lately
from levier.register.agenda.rules import KEEP_TASKS, own_or_asked, own_todos

MOST = 100


@screen(KEEP_TASKS, scope=Scope.OWN)
def todos(request: HouseRequest) -> HttpResponse:
    """One's tasks, and those done lately."""
    today = timezone.localdate()
    open_ones = own_todos(request.actor).filter(done_at=None).select_related("asked_by")
    context = {
        "today": today,
        "dated": open_ones.exclude(due_on=None).order_by("due_on", "pk")[:MOST],
        "undated": open_ones.filter(due_on=None).order_by("pk")[:MOST],
        "asked": asked_todos(request.actor)
        .filter(done_at=None)
        .select_related("owner")
        .order_by("due_on", "pk")[:MOST],
        "done": done_lately(request.actor, today)[:20],
    }
    return render(request, "agenda/todos.html", context)


@screen(KEEP_TASKS, scope=Scope.OWN, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """A task for oneself or a colleague."""

    def add(form: TodoForm) -> str:
        add_todo(by=request.actor, at=timezone.now(), **form.values())
        say(request, _("La tâche est notée."))
        return reverse("agenda:todos")

    return form_page(
        request,
        TodoForm(request.actor, request.POST or None),
        title=_("Noter une tâche"),
        submit=_("Noter la tâche"),
        on_valid=add,
        trail=[(_("Mes tâches"), reverse("agenda:todos"))],
        back=reverse("agenda:todos"),
    )


@screen(KEEP_TASKS, scope=Scope.OWN, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Say a task otherwise, move its day, give it to somebody else."""
    found = get_object_or_404(own_or_asked(request.actor), pk=pk)
    owner = None if found.owner_id == request.actor.user_id else found.owner_id
    before = {"title": found.title, "due_on": found.due_on, "owner": owner, "version": found.version}

    def save(form: TodoForm) -> str:
        change_todo(by=request.actor, todo=found, at=timezone.now(), **form.values())
        say(request, _("La tâche est modifiée."))
        return reverse("agenda:todos")

    return form_page(
        request,
        ChangeTodoForm(request.actor, request.POST or None, initial=before),
        title=_("Modifier la tâche"),
        submit=_("Enregistrer la tâche"),
        on_valid=save,
        current=lambda: (found.version, before),
        removal=reverse("agenda:withdraw", args=[found.pk]),
        trail=[(_("Mes tâches"), reverse("agenda:todos"))],
        back=reverse("agenda:todos"),
    )


@screen(KEEP_TASKS, scope=Scope.OWN, methods=("GET", "POST"))
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    """A task that need not be done."""
    found = get_object_or_404(own_or_asked(request.actor), pk=pk)
    title = found.title

    def take_away() -> str:
        withdraw_todo(by=request.actor, todo=found, at=timezone.now())
        say(request, _("La tâche « %(title)s » est retirée.") % {"title": title})
        return reverse("agenda:todos")

    return confirm_page(
        request,
        title=_("Retirer cette tâche ?"),
        sentence=_("« %(title)s » ne sera plus à faire. Pour une tâche faite, dites plutôt « C'est fait ».")
        % {"title": title},
        submit=_("Retirer la tâche"),
        on_yes=take_away,
        back=reverse("agenda:todos"),
        trail=[(_("Mes tâches"), reverse("agenda:todos"))],
    )


@screen(KEEP_TASKS, scope=Scope.OWN, methods=("POST",))
def done(request: HouseRequest, pk: int) -> HttpResponse:
    """A task is done."""
    found = get_object_or_404(own_todos(request.actor), pk=pk)
    finish_todo(by=request.actor, todo=found, at=timezone.now())
    say(request, _("C'est fait : « %(title)s ». La tâche reste ici deux semaines.") % {"title": found.title})
    return HttpResponseRedirect(reverse("agenda:todos"), status=303)


@screen(KEEP_TASKS, scope=Scope.OWN, methods=("POST",))
def undone(request: HouseRequest, pk: int) -> HttpResponse:
    """A task is not done after all."""
    found = get_object_or_404(own_todos(request.actor), pk=pk)
    reopen_todo(by=request.actor, todo=found, at=timezone.now())
    say(request, _("La tâche est de nouveau à faire."))
    return HttpResponseRedirect(reverse("agenda:todos"), status=303)
