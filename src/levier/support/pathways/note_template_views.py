"""The headings for notes, as the team writes them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.kit.forms import confirm_page, form_page, say, warn
from levier.foundation.kit.languages import PARTICIPANTS
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen
from levier.support.pathways.actions import (
    add_note_template,
    change_note_template,
    restore_note_template,
    retire_note_template,
)
from levier.support.pathways.models import NoteTemplate
from levier.support.pathways.note_forms import NoteTemplateForm, values_of_note_template
from levier.support.pathways.rules import EDIT_TEMPLATES, SEE_PATHWAYS
from levier.support.pathways.telling_forms import NAMED
from levier.support.pathways.template_lists import NOTE_TEMPLATES


@screen(SEE_PATHWAYS)
def templates(request: HouseRequest) -> HttpResponse:
    """All of them, those retired too."""
    new = [(_("Écrire un modèle"), reverse("pathways:new_note_template"))]
    others = [(_("Modèles de plan"), reverse("pathways:plan_templates"))]
    return NOTE_TEMPLATES.answer(request, actions=new, others=others)


@screen(EDIT_TEMPLATES, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """Headings for a sort of notes."""

    def save(valid: NoteTemplateForm) -> str:
        add_note_template(by=request.actor, at=timezone.now(), **valid.values())
        say(request, _("Le modèle est créé."))
        return reverse("pathways:note_templates")

    form = NoteTemplateForm(request.POST or None)
    title, submit = _("Écrire un modèle de note"), _("Créer le modèle")
    return form_page(request, form, title=title, submit=submit, on_valid=save, **_around())


@screen(EDIT_TEMPLATES, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Say them otherwise."""
    found = _template(request, pk)

    def save(valid: NoteTemplateForm) -> str:
        change_note_template(by=request.actor, template=found, at=timezone.now(), **valid.values())
        say(request, _("Le modèle est modifié. Les notes déjà écrites ne bougent pas."))
        return reverse("pathways:note_templates")

    return form_page(
        request,
        NoteTemplateForm(request.POST or None, initial=values_of_note_template(found)),
        title=_("Modifier le modèle"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, values_of_note_template(found)),
        template="pathways/note_template.html",
        found=found,
        languages=[one for one in PARTICIPANTS if one.code in NAMED],
        **_around(),
    )


@screen(EDIT_TEMPLATES, methods=("GET", "POST"))
def retire(request: HouseRequest, pk: int) -> HttpResponse:
    """Propose them no more."""
    found = _template(request, pk)

    def yes() -> str:
        retire_note_template(by=request.actor, template=found, on=timezone.localdate(), at=timezone.now())
        say(request, _("Le modèle est retiré. Vous pouvez le remettre."))
        return reverse("pathways:note_templates")

    return confirm_page(
        request,
        title=_("Retirer « %(name)s » ?") % {"name": found},
        sentence=_("Il ne sera plus proposé. Les notes déjà écrites restent."),
        submit=_("Retirer"),
        on_yes=yes,
        **_around(),
    )


@screen(EDIT_TEMPLATES, methods=("POST",))
def restore(request: HouseRequest, pk: int) -> HttpResponse:
    """Propose them again."""
    try:
        restore_note_template(by=request.actor, template=_template(request, pk), at=timezone.now())
        say(request, _("Le modèle est de nouveau proposé."))
    except Refused as error:
        warn(request, str(error))
    except ValidationError as error:
        warn(request, " ".join(error.messages))
    return HttpResponseRedirect(reverse("pathways:note_templates"), status=303)


def _template(request: HouseRequest, pk: int) -> NoteTemplate:
    found: NoteTemplate = get_object_or_404(NoteTemplate.objects.visible_to(request.actor), pk=pk)
    return found


def _around() -> dict[str, Any]:
    back = reverse("pathways:note_templates")
    return {"trail": [(gettext_lazy("Modèles de note"), back)], "back": back}
