"""Steps of a project on screen: submitted, begun, an idea again, ended, resumed."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.development.projects.enums import ENDED, ProjectStatus
from levier.development.projects.forms import EndForm
from levier.development.projects.models import Project
from levier.development.projects.part_views import page_of, trail
from levier.development.projects.rules import CHANGE_PROJECTS
from levier.development.projects.step_actions import (
    begin_project,
    end_project,
    resume_project,
    set_project_aside,
    submit_project,
)
from levier.foundation.kit import errors
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen

STEPS = {
    "deposer": (submit_project, gettext_lazy("Noter : le dossier est déposé")),
    "commencer": (begin_project, gettext_lazy("Noter : le projet commence")),
    "reporter": (set_project_aside, gettext_lazy("Noter : non retenu, il redevient une idée")),
    "reprendre": (resume_project, gettext_lazy("Noter : le projet reprend")),
}
"""{word of the address: (action, what the button says)}."""
OFFERED = {
    ProjectStatus.IDEA: ("deposer", "commencer"),
    ProjectStatus.SUBMITTED: ("commencer", "reporter"),
    **dict.fromkeys(ENDED, ("reprendre",)),
}


def offered(project: Project) -> list[tuple[str, str]]:
    """(word, what the button says) of the steps that need no form, from the state of a project."""
    return [(word, str(STEPS[word][1])) for word in OFFERED.get(ProjectStatus(project.status), ())]


@screen(CHANGE_PROJECTS, methods=("POST",))
def step(request: HouseRequest, pk: int) -> HttpResponse:
    """One step of a project."""
    found = get_object_or_404(Project.objects.visible_to(request.actor), pk=pk)
    word = request.POST.get("pas", "")
    if word not in STEPS:
        return errors.bad_request(request, None)
    try:
        moved = STEPS[word][0](by=request.actor, project=found, at=timezone.now())
        say(request, _("Le projet est maintenant « %(state)s ».") % {"state": moved.get_status_display()})
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(page_of(found), status=303)


@screen(CHANGE_PROJECTS, methods=("GET", "POST"))
def end(request: HouseRequest, pk: int) -> HttpResponse:
    """Say how a project ended and what is kept of it."""
    found = get_object_or_404(Project.objects.visible_to(request.actor), pk=pk)

    def keep(form: EndForm) -> str:
        data = form.cleaned_data
        end_project(
            by=request.actor,
            project=found,
            how=data["how"],
            on=data["ends_on"],
            ending=data["ending"],
            at=timezone.now(),
        )
        say(request, _("La fin du projet est notée. S'il est transmis ou repris, ajoutez à qui dans sa famille."))
        return page_of(found)

    return form_page(
        request,
        EndForm(request.POST or None, initial={"ends_on": timezone.localdate(), "ending": found.ending}),
        title=_("Terminer le projet"),
        submit=_("Noter la fin du projet"),
        on_valid=keep,
        trail=trail(found),
        back=page_of(found),
    )
