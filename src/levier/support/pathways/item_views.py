"""The list of items, as the team edits it: one sees the effect before one changes anything."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from levier.foundation.kit.forms import confirm_page, form_page, say, warn
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen
from levier.support.pathways.actions import (
    add_item,
    melt_item,
    rename_item,
    restore_item,
    retire_item,
    split_item,
)
from levier.support.pathways.enums import ItemKind, Theme
from levier.support.pathways.item_forms import ItemForm, MeltForm, NewItemForm, SplitForm, values_of_item
from levier.support.pathways.models import Item, Revision
from levier.support.pathways.queries import effect_on
from levier.support.pathways.rules import EDIT_ITEMS, SEE_PATHWAYS

LATEST = 15


@screen(SEE_PATHWAYS)
def items(request: HouseRequest) -> HttpResponse:
    """The list by theme, and what changed in it lately."""
    rows = list(Item.objects.visible_to(request.actor).select_related("replaced_by", "split_from"))
    revisions = Revision.objects.visible_to(request.actor).select_related("item", "made_by")
    context = {
        "themes": [(theme.label, [one for one in rows if one.theme == theme and one.is_in_use]) for theme in Theme],
        "retired": [one for one in rows if not one.is_in_use],
        "revisions": list(revisions[:LATEST]),
        "may_edit": EDIT_ITEMS.allows(request.actor),
        "trail": [],
    }
    return render(request, "pathways/items.html", context)


@screen(EDIT_ITEMS, methods=("GET", "POST"))
def new_item(request: HouseRequest) -> HttpResponse:
    """A new line."""

    def save(valid: NewItemForm) -> str:
        kind, theme = valid.cleaned_data["kind"], valid.cleaned_data["theme"]
        add_item(by=request.actor, kind=kind, theme=theme, wording=valid.wording(), at=timezone.now())
        say(request, _("La ligne est ajoutée."))
        return reverse("pathways:items")

    form = NewItemForm(request.POST or None, initial={"kind": ItemKind.OBSTACLE})
    return form_page(request, form, title=_("Ajouter une ligne"), submit=_("Ajouter"), on_valid=save, **_around())


@screen(EDIT_ITEMS, methods=("GET", "POST"))
def edit_item(request: HouseRequest, pk: int) -> HttpResponse:
    """Say a line better."""
    found = _item(request, pk)

    def save(valid: ItemForm) -> str:
        rename_item(by=request.actor, item=found, wording=valid.wording(), at=timezone.now())
        say(request, _("La ligne est renommée. Ce qui a été noté reste."))
        return reverse("pathways:items")

    return form_page(
        request,
        ItemForm(request.POST or None, initial=values_of_item(found)),
        title=_("Renommer ou traduire"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, values_of_item(found)),
        intro=_("Le sens reste le même. Pour un autre sens, ajoutez une autre ligne. %(effect)s")
        % {"effect": _effect(request, found)},
        template="pathways/item.html",
        item=found,
        **_around(),
    )


@screen(EDIT_ITEMS, methods=("GET", "POST"))
def melt(request: HouseRequest, pk: int) -> HttpResponse:
    """Make one line of two."""
    found = _item(request, pk)

    def save(valid: MeltForm) -> str:
        into = valid.cleaned_data["into"]
        melt_item(by=request.actor, item=found, into=into, on=timezone.localdate(), at=timezone.now())
        say(request, _("Les deux lignes n'en font plus qu'une. Ce qui a été noté reste."))
        return reverse("pathways:items")

    return form_page(
        request,
        MeltForm(request.actor, found, request.POST or None),
        title=_("Fondre « %(item)s » dans une autre ligne") % {"item": found},
        submit=_("Fondre"),
        on_valid=save,
        intro=_effect(request, found),
        **_around(),
    )


@screen(EDIT_ITEMS, methods=("GET", "POST"))
def split(request: HouseRequest, pk: int) -> HttpResponse:
    """Make several lines of one."""
    found = _item(request, pk)

    def save(valid: SplitForm) -> str:
        parts = valid.parts(is_restricted=found.is_restricted)
        split_item(by=request.actor, item=found, parts=parts, on=timezone.localdate(), at=timezone.now())
        say(request, _("La ligne est divisée. Les réponses d'avant sont à préciser, personne par personne."))
        return reverse("pathways:items")

    return form_page(
        request,
        SplitForm(request.POST or None),
        title=_("Diviser « %(item)s »") % {"item": found},
        submit=_("Diviser"),
        on_valid=save,
        intro=_effect(request, found),
        **_around(),
    )


@screen(EDIT_ITEMS, methods=("GET", "POST"))
def retire(request: HouseRequest, pk: int) -> HttpResponse:
    """Answer a line no more."""
    found = _item(request, pk)

    def yes() -> str:
        retire_item(by=request.actor, item=found, on=timezone.localdate(), at=timezone.now())
        say(request, _("La ligne est retirée. Ce qui a été noté reste."))
        return reverse("pathways:items")

    return confirm_page(
        request,
        title=_("Retirer « %(item)s » ?") % {"item": found},
        sentence=_effect(request, found),
        submit=_("Retirer"),
        on_yes=yes,
        **_around(),
    )


@screen(EDIT_ITEMS, methods=("POST",))
def restore(request: HouseRequest, pk: int) -> HttpResponse:
    """Take a line up again."""
    try:
        restore_item(by=request.actor, item=_item(request, pk), at=timezone.now())
        say(request, _("La ligne est de nouveau en usage."))
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(reverse("pathways:items"), status=303)


def _item(request: HouseRequest, pk: int) -> Item:
    found: Item = get_object_or_404(Item.objects.visible_to(request.actor), pk=pk)
    return found


def _effect(request: HouseRequest, item: Item) -> str:
    """What the change touches, in a sentence."""
    effect = effect_on(request.actor, item)
    if not effect.answers:
        return _("Cette ligne n'a encore servi pour personne.")
    people = ngettext("%(n)s personne", "%(n)s personnes", effect.people) % {"n": effect.people}
    steps = ngettext("%(n)s étape ouverte", "%(n)s étapes ouvertes", effect.steps) % {"n": effect.steps}
    return _(
        "Elle vaut aujourd'hui pour %(people)s, et %(steps)s y répondent. Rien de ce qui a été noté ne change."
    ) % {
        "people": people,
        "steps": steps,
    }


def _around() -> dict[str, Any]:
    return {"trail": [(gettext_lazy("Freins et atouts"), reverse("pathways:items"))], "back": reverse("pathways:items")}
