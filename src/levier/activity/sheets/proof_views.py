"""What proves: settled for a project, missing for a session."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.rules import SEE_PRESENCES
from levier.activity.sheets.actions import set_proofs
from levier.activity.sheets.around import found, trail
from levier.activity.sheets.forms import ProofForm
from levier.activity.sheets.lists import UNPROVEN
from levier.activity.sheets.models import ProofRule
from levier.development.projects.models import Project
from levier.development.projects.rules import CHANGE_PROJECTS
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.screens import HouseRequest, screen

SETTLED = ("takes_paper", "takes_tablet", "takes_qr", "format")


@screen(SEE_PRESENCES)
def unproven(request: HouseRequest) -> HttpResponse:
    """Sessions of projects that nothing proves yet."""
    return UNPROVEN.answer(request, trail=trail())


@screen(CHANGE_PROJECTS, methods=("GET", "POST"))
def proofs(request: HouseRequest, pk: int) -> HttpResponse:
    """What the funder of a project takes as a proof."""
    project: Project = found(request, Project, pk)
    back = reverse("projects:project", args=[project.pk])

    def current() -> tuple[int, dict[str, Any]]:
        row = ProofRule.objects.visible_to(request.actor).filter(project=project).first()
        if row is None:
            return 0, {"takes_paper": True, "takes_tablet": False, "takes_qr": False, "format": ""}
        return row.version, {name: getattr(row, name) for name in SETTLED}

    def save(form: ProofForm) -> str:
        values = {name: form.cleaned_data[name] for name in SETTLED}
        set_proofs(by=request.actor, project=project, values=values, at=timezone.now())
        say(request, _("C'est noté : les séances de ce projet se prouvent ainsi."))
        return back

    version, values = current()
    return form_page(
        request,
        ProofForm(request.POST or None, initial={"version": version, **values}),
        title=_("Preuves de présence du projet %(code)s") % {"code": project.code},
        submit=_("Enregistrer"),
        intro=_("Cochez ce que la convention accepte comme preuve. En cas de doute, demandez au bailleur."),
        on_valid=save,
        current=current,
        trail=[(str(project), back)],
        back=back,
    )
