"""Kinds of deadline and their rules, which the team owns."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, screen
from levier.support.rights.actions import RuleDraft, add_kind, change_kind, restore_kind, retire_kind, revise_rule
from levier.support.rights.enums import LetterKind
from levier.support.rights.kind_forms import EditKindForm, NewKindForm, ReviseForm, kind_values, rule_values
from levier.support.rights.lists import KINDS
from levier.support.rights.models import Deadline, DeadlineKind
from levier.support.rights.rules import MANAGE_KINDS
from levier.support.rights.wording import rule_in_words, steps_of


def page_of(kind: DeadlineKind) -> str:
    return reverse("rights:kind", args=[kind.pk])


def _trail(kind: DeadlineKind | None = None) -> list[tuple[str, str]]:
    trail = [
        (_("Échéances de droits"), reverse("rights:deadlines")),
        (_("Sortes d'échéance"), reverse("rights:kinds")),
    ]
    return [*trail, (str(kind), page_of(kind))] if kind else trail


def _kind(request: HouseRequest, pk: int) -> DeadlineKind:
    rows = DeadlineKind.objects.visible_to(request.actor).prefetch_related("rules")
    found: DeadlineKind = get_object_or_404(rows, pk=pk)
    return found


@screen(MANAGE_KINDS)
def kinds(request: HouseRequest) -> HttpResponse:
    """All kinds, with the rule of today."""
    return KINDS.answer(request, actions=[(_("Ajouter une sorte"), reverse("rights:new_kind"))], trail=_trail()[:1])


@screen(MANAGE_KINDS)
def kind(request: HouseRequest, pk: int) -> HttpResponse:
    """One kind: which letters propose it, and the versions of its rule."""
    found = _kind(request, pk)
    today = timezone.localdate()
    rules = [
        {"rule": rule, "words": rule_in_words(rule), "is_current": rule.holds_on(today)}
        for rule in sorted(found.rules.all(), key=lambda rule: rule.valid_from or date.min, reverse=True)
    ]
    context = {
        "kind": found,
        "facts": _facts(found),
        "rules": rules,
        "count": Deadline.objects.visible_to(request.actor).open().filter(rule__kind=found).count(),
        "trail": _trail(),
    }
    return render(request, "rights/kind.html", context)


def _facts(found: DeadlineKind) -> list[tuple[Any, Any]]:
    yes, no = _("oui"), _("non")
    letters = ", ".join(str(LetterKind(code).label) for code in found.letter_kinds.split() if code in LetterKind.values)
    return [
        (_("En néerlandais"), found.nl or "–"),
        (_("En anglais"), found.en or "–"),
        (_("Ce qu'il faut savoir"), found.note or "–"),
        (_("Proposée par un courrier de"), found.get_origin_display() if found.origin else _("n'importe qui")),
        (_("Sortes de courrier"), letters or _("aucune : elle se note à la main")),
        (_("Un jour au plus tôt"), yes if found.is_earliest else no),
        (_("L'administration doit répondre"), yes if found.is_theirs else no),
        (_("Revient chaque mois"), yes if found.recurs else no),
    ]


@screen(MANAGE_KINDS, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """A kind of the team's own."""

    def add(form: NewKindForm) -> str:
        made = add_kind(by=request.actor, kind=form.kind(), rule=form.rule(), at=timezone.now())
        say(request, _("La sorte d'échéance est ajoutée."))
        return page_of(made)

    return form_page(
        request,
        NewKindForm(request.POST or None),
        title=_("Ajouter une sorte d'échéance"),
        submit=_("Ajouter la sorte"),
        on_valid=add,
        trail=_trail(),
        back=reverse("rights:kinds"),
    )


@screen(MANAGE_KINDS, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Say a kind otherwise."""
    found = _kind(request, pk)
    before = kind_values(found)

    def save(form: EditKindForm) -> str:
        change_kind(by=request.actor, kind=found, said=form.kind(), at=timezone.now())
        say(request, _("La sorte d'échéance est modifiée."))
        return page_of(found)

    return form_page(
        request,
        EditKindForm(request.POST or None, initial=before),
        title=_("Modifier la sorte d'échéance"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        trail=_trail(found),
        back=page_of(found),
    )


@screen(MANAGE_KINDS, methods=("GET", "POST"))
def revise(request: HouseRequest, pk: int) -> HttpResponse:
    """A new version of a rule: first what it would change, then the change."""
    found = _kind(request, pk)
    today = timezone.localdate()
    form = ReviseForm(request.POST or None, initial=rule_values(found.rule_on(today)))

    def apply(valid: ReviseForm) -> str:
        day = valid.cleaned_data["valid_from"]
        revise_rule(by=request.actor, kind=found, rule=valid.rule(), valid_from=day, at=timezone.now())
        say(request, _("La règle a une nouvelle version. Les échéances déjà comptées gardent l'ancienne."))
        return page_of(found)

    page: dict[str, Any] = {
        "trail": _trail(found),
        "back": page_of(found),
        "title": _("Changer la règle : %(kind)s") % {"kind": found},
    }
    if request.method == "POST" and "applique" not in request.POST and form.is_valid():
        effect = _effect(request, found, form.rule(), form.cleaned_data["valid_from"])
        return render(request, "rights/revise.html", page | {"form": form, "kind": found} | effect)
    return form_page(request, form, submit=_("Voir ce que cela change"), on_valid=apply, **page)


def _effect(request: HouseRequest, found: DeadlineKind, draft: RuleDraft, on: date) -> dict[str, Any]:
    """What a new version gives for a fact of its first day, beside the one that holds, and what stays as it is."""
    now = found.rule_on(on)
    return {
        "on": on,
        "old_words": rule_in_words(now) if now else "–",
        "new_words": rule_in_words(draft),
        "old_steps": steps_of(now, on) if now else [],
        "new_steps": steps_of(draft, on),
        "kept": Deadline.objects.visible_to(request.actor).open().filter(rule__kind=found).count(),
    }


@screen(MANAGE_KINDS, methods=("GET", "POST"))
def retire(request: HouseRequest, pk: int) -> HttpResponse:
    """No longer propose a kind."""
    return _ask(
        request,
        pk,
        retire_kind,
        title=_("Ne plus proposer cette échéance ?"),
        sentence=_("Elle n'est plus proposée. Les échéances déjà notées restent, avec leur règle."),
        submit=_("Retirer de la liste"),
        said=_("Cette sorte d'échéance n'est plus proposée."),
    )


@screen(MANAGE_KINDS, methods=("GET", "POST"))
def restore(request: HouseRequest, pk: int) -> HttpResponse:
    """Propose a retired kind again."""
    return _ask(
        request,
        pk,
        restore_kind,
        title=_("Proposer à nouveau cette échéance ?"),
        sentence=_("Les courriers la proposeront de nouveau, avec sa dernière règle."),
        submit=_("Remettre en usage"),
        said=_("Cette sorte d'échéance est de nouveau proposée."),
    )


def _ask(request: HouseRequest, pk: int, act: Callable[..., DeadlineKind], *, said: str, **page: Any) -> HttpResponse:
    found = _kind(request, pk)

    def apply() -> str:
        act(by=request.actor, kind=found, at=timezone.now())
        say(request, said)
        return page_of(found)

    return confirm_page(request, on_yes=apply, back=page_of(found), trail=_trail(found), **page)
