"""Plans made beforehand, as the team writes them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.kit.forms import confirm_page, form_page, say, warn
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen
from levier.support.pathways.actions import (
    add_template,
    add_template_step,
    change_template,
    change_template_step,
    copy_template,
    drop_template_step,
    restore_template,
    retire_template,
)
from levier.support.pathways.models import PlanTemplate, TemplateStep
from levier.support.pathways.rules import EDIT_TEMPLATES, SEE_PATHWAYS
from levier.support.pathways.telling_views import languages_of
from levier.support.pathways.template_forms import (
    TemplateForm,
    TemplateStepForm,
    values_of_template,
    values_of_template_step,
)
from levier.support.pathways.template_lists import PLAN_TEMPLATES


def page_of(template: PlanTemplate) -> str:
    return reverse("pathways:plan_template", args=[template.pk])


@screen(SEE_PATHWAYS)
def templates(request: HouseRequest) -> HttpResponse:
    """All of them, those retired too."""
    new = [(_("Écrire un modèle"), reverse("pathways:new_plan_template"))]
    others = [(_("Modèles de note"), reverse("pathways:note_templates"))]
    return PLAN_TEMPLATES.answer(request, actions=new, others=others)


@screen(SEE_PATHWAYS)
def template(request: HouseRequest, pk: int) -> HttpResponse:
    """One template, its steps by day."""
    found = _template(request, pk)
    steps = list(found.steps.prefetch_related("items"))
    context = {
        "template": found,
        "steps": steps,
        "languages": languages_of(found, steps),
        "may_edit": EDIT_TEMPLATES.allows(request.actor),
        "trail": _trail(),
    }
    return render(request, "pathways/plan_template.html", context)


@screen(EDIT_TEMPLATES, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """Write a template; its steps come next."""

    def save(valid: TemplateForm) -> str:
        made = add_template(by=request.actor, draft=valid.draft(), at=timezone.now())
        say(request, _("Le modèle est créé. Quelle est sa première étape ?"))
        return reverse("pathways:new_template_step", args=[made.pk])

    form = TemplateForm(request.POST or None)
    back = reverse("pathways:plan_templates")
    title, submit = _("Écrire un modèle de plan"), _("Créer le modèle")
    return form_page(request, form, title=title, submit=submit, on_valid=save, trail=_trail(), back=back)


@screen(EDIT_TEMPLATES, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Say a template otherwise."""
    found = _template(request, pk)

    def save(valid: TemplateForm) -> str:
        changed = change_template(by=request.actor, template=found, draft=valid.draft(), at=timezone.now())
        say(request, _("Le modèle est modifié. Les plans déjà faits ne bougent pas."))
        if changed.texts:
            warn(request, _("Relisez aussi ses textes dans les autres langues : ils n'ont pas changé."))
        return page_of(found)

    return form_page(
        request,
        TemplateForm(request.POST or None, initial=values_of_template(found)),
        title=_("Modifier le modèle"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, values_of_template(found)),
        **_around(found),
    )


@screen(EDIT_TEMPLATES, methods=("POST",))
def copy(request: HouseRequest, pk: int) -> HttpResponse:
    """The same once more, to change it."""
    made = copy_template(by=request.actor, template=_template(request, pk), at=timezone.now())
    say(request, _("Voici la copie. Donnez-lui son nom."))
    return HttpResponseRedirect(reverse("pathways:edit_plan_template", args=[made.pk]), status=303)


@screen(EDIT_TEMPLATES, methods=("GET", "POST"))
def retire(request: HouseRequest, pk: int) -> HttpResponse:
    """Propose a template no more."""
    found = _template(request, pk)

    def yes() -> str:
        retire_template(by=request.actor, template=found, on=timezone.localdate(), at=timezone.now())
        say(request, _("Le modèle est retiré. Vous pouvez le remettre."))
        return reverse("pathways:plan_templates")

    return confirm_page(
        request,
        title=_("Retirer « %(name)s » ?") % {"name": found},
        sentence=_("Il ne sera plus proposé. Les plans déjà faits gardent leurs étapes."),
        submit=_("Retirer"),
        on_yes=yes,
        **_around(found),
    )


@screen(EDIT_TEMPLATES, methods=("POST",))
def restore(request: HouseRequest, pk: int) -> HttpResponse:
    """Propose a template again."""
    found = _template(request, pk)
    try:
        restore_template(by=request.actor, template=found, at=timezone.now())
        say(request, _("Le modèle est de nouveau proposé."))
    except Refused as error:
        warn(request, str(error))
    except ValidationError as error:
        warn(request, " ".join(error.messages))
    return HttpResponseRedirect(page_of(found), status=303)


@screen(EDIT_TEMPLATES, methods=("GET", "POST"))
def new_step(request: HouseRequest, pk: int) -> HttpResponse:
    """A step more."""
    found = _template(request, pk)

    def save(valid: TemplateStepForm) -> str:
        add_template_step(by=request.actor, template=found, draft=valid.draft(), at=timezone.now())
        say(request, _("L'étape est ajoutée au modèle."))
        return page_of(found)

    form = TemplateStepForm(request.actor, (), request.POST or None)
    title, submit = _("Ajouter une étape au modèle"), _("Ajouter")
    intro = f"{found} – {found.told_situation}"
    return form_page(request, form, title=title, submit=submit, on_valid=save, intro=intro, **_around(found))


@screen(EDIT_TEMPLATES, methods=("GET", "POST"))
def edit_step(request: HouseRequest, pk: int) -> HttpResponse:
    """Say a step of a template otherwise."""
    found = _step(request, pk)
    values = values_of_template_step(found)

    def save(valid: TemplateStepForm) -> str:
        changed = change_template_step(by=request.actor, step=found, draft=valid.draft(), at=timezone.now())
        say(request, _("L'étape du modèle est modifiée."))
        if changed.title != values["title"] and changed.texts:
            warn(request, _("Relisez aussi ses textes dans les autres langues : ils n'ont pas changé."))
        return page_of(found.template)

    return form_page(
        request,
        TemplateStepForm(request.actor, values["items"], request.POST or None, initial=values),
        title=_("Modifier l'étape du modèle"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (values["version"], values),
        removal=reverse("pathways:drop_template_step", args=[found.pk]),
        **_around(found.template),
    )


@screen(EDIT_TEMPLATES, methods=("GET", "POST"))
def drop_step(request: HouseRequest, pk: int) -> HttpResponse:
    """Take a step out of a template."""
    found = _step(request, pk)

    def yes() -> str:
        drop_template_step(by=request.actor, step=found, at=timezone.now())
        say(request, _("L'étape est retirée du modèle."))
        return page_of(found.template)

    return confirm_page(
        request,
        title=_("Retirer cette étape du modèle ?"),
        sentence=str(found),
        submit=_("Retirer"),
        on_yes=yes,
        **_around(found.template),
    )


def _template(request: HouseRequest, pk: int) -> PlanTemplate:
    found: PlanTemplate = get_object_or_404(PlanTemplate.objects.visible_to(request.actor), pk=pk)
    return found


def _step(request: HouseRequest, pk: int) -> TemplateStep:
    rows = TemplateStep.objects.visible_to(request.actor).select_related("template")
    found: TemplateStep = get_object_or_404(rows, pk=pk)
    return found


def _trail(*more: tuple[Any, str]) -> list[tuple[Any, str]]:
    return [(gettext_lazy("Modèles de plan"), reverse("pathways:plan_templates")), *more]


def _around(template: PlanTemplate) -> dict[str, Any]:
    return {"trail": _trail((str(template), page_of(template))), "back": page_of(template)}
