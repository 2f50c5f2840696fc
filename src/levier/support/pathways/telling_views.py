"""Templates in other languages: which are there, and a page to write each."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.kit.forms import form_page, say, stamp
from levier.foundation.kit.languages import PARTICIPANTS, Language
from levier.foundation.kit.screens import HouseRequest, screen
from levier.support.pathways.actions import tell_note_template, tell_template
from levier.support.pathways.models import NoteTemplate, PlanTemplate
from levier.support.pathways.models.telling import FRENCH
from levier.support.pathways.rules import EDIT_TEMPLATES
from levier.support.pathways.telling_forms import (
    NAMED,
    TellingForm,
    in_language,
    lines_of_note_template,
    lines_of_template,
)


@screen(EDIT_TEMPLATES, methods=("GET", "POST"))
def tell(request: HouseRequest, pk: int, language: str) -> HttpResponse:
    """A plan made beforehand, in one language: each French text, and the same beside it."""
    found: PlanTemplate = get_object_or_404(PlanTemplate.objects.visible_to(request.actor), pk=pk)
    one, steps = _language(language), list(found.steps.all())
    lines = lines_of_template(found, steps, language)
    by_key = {f"step-{step.pk}": step for step in steps}
    values: dict[str, Any] = {
        name: in_language(by_key[name], "title", language) if name in by_key else in_language(found, name, language)
        for name in lines
    }
    values["version"] = stamp(values)
    page = reverse("pathways:plan_template", args=[found.pk])

    def save(valid: TellingForm) -> str:
        said = valid.said()
        words = {name: text for name, text in said.items() if name not in by_key}
        told = {by_key[name].pk: text for name, text in said.items() if name in by_key}
        now = timezone.now()
        tell_template(by=request.actor, template=found, language=language, words=words, steps=told, at=now)
        say(request, _("Le modèle est enregistré dans cette langue. Les plans déjà faits ne bougent pas."))
        return page

    return form_page(
        request,
        TellingForm(lines, {"name": 80}, language, request.POST or None, initial=values),
        title=_title(one, found),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (values["version"], values),
        intro=_intro(language),
        trail=[(gettext_lazy("Modèles de plan"), reverse("pathways:plan_templates")), (str(found), page)],
        back=page,
    )


@screen(EDIT_TEMPLATES, methods=("GET", "POST"))
def tell_note(request: HouseRequest, pk: int, language: str) -> HttpResponse:
    """Headings of notes, in one language of the team."""
    found: NoteTemplate = get_object_or_404(NoteTemplate.objects.visible_to(request.actor), pk=pk)
    one = _language(language, NAMED)
    lines = lines_of_note_template(found)
    values: dict[str, Any] = {name: in_language(found, name, language) for name in lines}
    values["version"] = stamp(values)
    back = reverse("pathways:note_templates")

    def save(valid: TellingForm) -> str:
        now = timezone.now()
        tell_note_template(by=request.actor, template=found, language=language, words=valid.said(), at=now)
        say(request, _("Le modèle est enregistré dans cette langue. Les notes déjà écrites ne bougent pas."))
        return back

    return form_page(
        request,
        TellingForm(lines, {"name": 80, "text": 4000}, language, request.POST or None, initial=values),
        title=_title(one, found),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (values["version"], values),
        intro=_("Sous chaque titre, le texte français. Ce qui reste vide est montré en français."),
        trail=[(gettext_lazy("Modèles de note"), back)],
        back=back,
    )


def languages_of(template: PlanTemplate, steps: list[Any]) -> list[tuple[Language, int, int]]:
    """(language, how many texts are said in it, of how many), French apart."""
    found = []
    for one in PARTICIPANTS:
        if one.code == FRENCH:
            continue
        lines = lines_of_template(template, steps, one.code)
        said = sum(bool(in_language(step, "title", one.code)) for step in steps)
        said += sum(bool(in_language(template, name, one.code)) for name in lines if not name.startswith("step-"))
        found.append((one, said, len(lines)))
    return found


def _language(code: str, allowed: tuple[str, ...] = ()) -> Language:
    for one in PARTICIPANTS:
        if one.code == code and code != FRENCH and (not allowed or code in allowed):
            return one
    raise Http404


def _title(language: Language, template: Any) -> str:
    return _("%(language)s : %(template)s") % {"language": language.name, "template": template.name}


def _intro(language: str) -> str:
    if language in NAMED:
        return _("Sous chaque titre, le texte français. Ce qui reste vide est montré en français.")
    return _(
        "Sous chaque titre, le texte français. La personne lit ces mots sur son carnet ; ce qui reste vide y est en"
        " français. Faites relire par quelqu'un qui parle la langue."
    )
