"""Tasks: one's own, a new one, done, undone."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.screens import HouseRequest, Scope, screen
from levier.register.agenda.actions import add_todo, finish_todo, reopen_todo
from levier.register.agenda.forms import TodoForm
from levier.register.agenda.queries import done_lately
from levier.register.agenda.rules import KEEP_TASKS, own_todos

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
        "done": done_lately(request.actor, today)[:20],
    }
    return render(request, "agenda/todos.html", context)


@screen(KEEP_TASKS, scope=Scope.OWN, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """A task for oneself or a colleague."""

    def add(form: TodoForm) -> str:
        add_todo(by=request.actor, at=timezone.now(), **form.cleaned_data)
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
