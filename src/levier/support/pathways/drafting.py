"""What one types at length about somebody is kept on the server until it is sent: one way for every long form.

A page is named by its key, the name of its url and what it opens: "new_referral", "finish_step:12". Its draft is its
author's only, comes back when the page is opened again, and goes when the form is accepted.
"""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest
from levier.foundation.kit.texts import clean
from levier.register.people.models import Person
from levier.support.pathways.actions import drop_typed, keep_typed
from levier.support.pathways.enums import Theme
from levier.support.pathways.models import NoteDraft
from levier.support.pathways.queries import typed_of

TYPED = {
    "begin": ("request",),
    "edit": ("request",),
    "diagnosis": ("remark-",),
    "new_goal": ("title",),
    "new_step": ("title",),
    "edit_step": ("title",),
    "finish_step": ("outcome",),
    "new_referral": ("why", "message"),
    "note_answer": ("reason",),
}
"""By page, how the fields begin whose words are worth keeping; without any of them nothing is kept."""
OF_THE_PERSON = frozenset(("begin", "edit", "new_goal", "new_referral"))
"""Pages of a person, which need no more to be found again."""
MOST = 40_000
"""A page holds at most so many letters; more is no page of ours."""
_NAME = re.compile(r"[\w-]{1,60}", re.ASCII)
_NOT_KEPT = frozenset(("jeton", "csrfmiddlewaretoken", "geste", "verifier"))


def is_key(key: str) -> bool:
    """Is it the key of a page whose drafts are kept?"""
    name, _colon, of = key.partition(":")
    if name in OF_THE_PERSON:
        return key == name
    return name in TYPED and (of in Theme.values if name == "diagnosis" else whole(of) is not None)


def address_of(draft: NoteDraft) -> str:
    """The page on which one goes on writing."""
    name, _colon, of = draft.form.partition(":")
    if not name:
        return reverse("pathways:new_note", args=[draft.person_id])
    if name == "diagnosis":
        return f"{reverse('pathways:diagnosis', args=[draft.person_id])}?theme={of}#{of}"
    return reverse(f"pathways:{name}", args=[draft.person_id if name in OF_THE_PERSON else int(of)])


def keep(request: HouseRequest, person: Person, key: str, posted: QueryDict) -> NoteDraft | None:
    """Keep what this page posted; None when there is nothing to keep, or far too much."""
    starts = TYPED[key.partition(":")[0]]
    kept = {name: found for name, found in posted.lists() if _NAME.fullmatch(name) and name not in _NOT_KEPT}
    values = {name: [clean(str(value), most=MOST + 1) for value in found] for name, found in kept.items()}
    typed = [value for name, found in values.items() if name.startswith(starts) for value in found if value.strip()]
    if sum(len(value) for found in values.values() for value in found) > MOST:
        return None
    text = "\n".join(typed)
    return keep_typed(by=request.actor, person=person, form=key, values=values, text=text, at=timezone.now())


def fill(request: HttpRequest, form: forms.Form, draft: NoteDraft | None) -> None:
    """Put a draft back into the form of its page."""
    for name, found in (draft.values if draft else {}).items():
        if name in form.fields and found:
            field = form.fields[name]
            is_list = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
            form.initial[name] = field.initial = found if is_list else found[-1]


def drafted_page(
    request: HouseRequest, person: Person, key: str, form: forms.Form, *, on_valid: Callable[[Any], str], **page: Any
) -> HttpResponse:
    """`form_page` of a long form: what is typed is kept while one writes, at an error, and when one leaves."""
    if request.POST.get("geste") == "brouillon":
        kept = keep(request, person, key, request.POST)
        say(request, _("Le brouillon est gardé, pour vous.") if kept else _("Il n'y avait rien à garder."))
        return HttpResponseRedirect(page.get("back") or request.path, status=303)
    draft = typed_of(request.actor, person, key)
    if request.method == "GET":
        fill(request, form, draft)

    def accepted(valid: Any) -> str:
        where = on_valid(valid)
        drop_typed(by=request.actor, person=person, form=key)
        return where

    page.setdefault("template", "pathways/drafted.html")
    answer = form_page(request, form, on_valid=accepted, draft=draft, draft_key=key, person=person, **page)
    if request.method == "POST" and answer.status_code == 422 and not request.headers.get("HX-Request"):
        _keep_quietly(request, person, key)
    return answer


def _keep_quietly(request: HouseRequest, person: Person, key: str) -> None:
    """A form that was not accepted comes back as it was; the draft is for who leaves it so."""
    try:
        keep(request, person, key, request.POST)
    except Refused:
        return
