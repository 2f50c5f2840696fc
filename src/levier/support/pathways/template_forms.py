"""What comes in about plans made beforehand."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.fields import ManyRowsField
from levier.foundation.kit.forms import DATE_FORMATS, HouseForm, VersionedForm, stamp
from levier.support.pathways.actions import Taken, TemplateDraft, TemplateStepDraft
from levier.support.pathways.enums import Doer, ItemKind
from levier.support.pathways.models import Goal, Item, PlanTemplate, TemplateStep
from levier.support.pathways.models.templates import LATEST
from levier.support.pathways.template_queries import Proposal

NEW = "nouveau"
FURTHEST = timedelta(days=366)
"""A plan begins at most so far from today: further, a day was mistyped."""


class TemplateForm(VersionedForm):
    """A template: its name, for which situation, the goal that it proposes."""

    name = forms.CharField(label=_("Nom du modèle"), max_length=80)
    situation = forms.CharField(
        label=_("Pour quelle situation"),
        help_text=_("Une phrase, pour que vos collègues sachent quand le prendre."),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    goal = forms.CharField(
        label=_("But proposé"),
        help_text=_("La personne le redit avec ses mots quand le modèle entre dans son plan."),
        max_length=200,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)

    def draft(self) -> TemplateDraft:
        values = self.cleaned_data
        return TemplateDraft(values["name"], values["situation"], values["goal"])


def values_of_template(template: PlanTemplate) -> dict[str, Any]:
    """A template as its form shows it."""
    return {name: getattr(template, name) for name in ("name", "situation", "goal", "version")}


class TemplateStepForm(VersionedForm):
    """A step of a template, and the obstacles that it answers."""

    title = forms.CharField(label=_("Étape"), help_text=_("Une seule chose à faire."), max_length=200)
    doer = forms.ChoiceField(
        label=_("Qui la fait"), choices=Doer.choices, widget=forms.RadioSelect, initial=Doer.PERSON
    )
    offset = forms.IntegerField(
        label=_("Combien de jours après le début"),
        help_text=_("0 pour le premier jour. Un jour fermé est reporté au jour ouvrable suivant."),
        min_value=0,
        max_value=LATEST,
        initial=0,
        widget=forms.NumberInput,
    )
    items = ManyRowsField(
        label=_("À quels freins elle répond"),
        queryset=Item.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)

    def __init__(self, actor: Actor, tied: Iterable[int], *arguments: Any, **named: Any) -> None:
        """`tied` are the items already tied, which stay on offer when they are no longer in use."""
        super().__init__(*arguments, **named)
        obstacles = Item.objects.visible_to(actor).filter(kind=ItemKind.OBSTACLE)
        rows = (obstacles.in_use() | obstacles.filter(pk__in=list(tied))).order_by("order", "pk")
        self.fields["items"].queryset = rows  # type: ignore[attr-defined]

    def draft(self) -> TemplateStepDraft:
        values = self.cleaned_data
        return TemplateStepDraft(values["title"], values["doer"], values["offset"], tuple(values["items"]))


def values_of_template_step(step: TemplateStep) -> dict[str, Any]:
    """A step of a template as its form shows it."""
    values = {
        "title": step.title,
        "doer": step.doer,
        "offset": step.offset,
        "items": sorted(step.ties.values_list("item", flat=True)),
    }
    return values | {"version": stamp(values)}


class StartForm(HouseForm):
    """Which template, from which day on."""

    modele = forms.ModelChoiceField(label=_("Modèle"), queryset=PlanTemplate.objects.none())
    debut = forms.DateField(label=_("Début du plan"))

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["modele"].queryset = PlanTemplate.objects.visible_to(actor).in_use()  # type: ignore[attr-defined]

    def clean_debut(self) -> date:
        start: date = self.cleaned_data["debut"]
        if abs(start - timezone.localdate()) > FURTHEST:
            raise forms.ValidationError(_("Choisissez un jour à moins d'un an d'aujourd'hui."))
        return start


class TakeForm(HouseForm):
    """The steps of a template for somebody: each ticked or not, each with its day; and under which goal they go."""

    goal = forms.ChoiceField(label=_("Sous quel but"))
    new_goal = forms.CharField(
        label=_("Le nouveau but"),
        help_text=_("Avec les mots de la personne. Seulement si vous choisissez un nouveau but."),
        max_length=200,
        required=False,
    )
    worker = forms.ModelChoiceField(
        label=_("Qui fait les étapes de l'équipe"), queryset=User.objects.none(), required=False
    )

    def __init__(
        self, actor: Actor, goals: Sequence[Goal], template: PlanTemplate, found: Sequence[Proposal], *args: Any
    ) -> None:
        first = str(goals[0].pk) if goals else NEW
        super().__init__(
            *args, initial={"goal": first, "new_goal": template.told("goal").text, "worker": actor.user_id}
        )
        choices = [*((str(one.pk), one.told_title.text) for one in goals), (NEW, gettext("un nouveau but"))]
        self.fields["goal"].choices = choices  # type: ignore[attr-defined]
        self.fields["worker"].queryset = colleagues(actor)  # type: ignore[attr-defined]
        self.offered = [one for one in found if not one.is_there]
        for one in self.offered:
            self.fields[f"take-{one.step.pk}"] = forms.BooleanField(label=str(one.step), initial=True, required=False)
            self.fields[f"due-{one.step.pk}"] = forms.DateField(
                label=_("Pour le"),
                initial=one.due_on,
                required=False,
                input_formats=DATE_FORMATS,
                widget=forms.DateInput(format="%d/%m/%Y", attrs={"class": "narrow", "inputmode": "numeric"}),
            )

    @property
    def lines(self) -> list[tuple[Proposal, Any, Any]]:
        """(proposal, tick, day) of each step on offer, as bound fields."""
        return [(one, self[f"take-{one.step.pk}"], self[f"due-{one.step.pk}"]) for one in self.offered]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("goal") == NEW and not values.get("new_goal"):
            self.add_error("new_goal", _("Dites le but, avec les mots de la personne, ou choisissez un but du plan."))
        if not any(values.get(f"take-{one.step.pk}") for one in self.offered):
            self.add_error(None, _("Cochez au moins une étape."))
        return values

    def taken(self) -> list[Taken]:
        """The ticked steps, each with the day agreed."""
        values = self.cleaned_data
        ticked = [one for one in self.offered if values[f"take-{one.step.pk}"]]
        return [Taken(one.step, values[f"due-{one.step.pk}"], one.items) for one in ticked]
