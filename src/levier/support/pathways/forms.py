"""What comes in about an accompaniment."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.fields import ManyRowsField
from levier.foundation.kit.formats import day
from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.foundation.kit.languages import PARTICIPANTS
from levier.register.partners.models import Partner
from levier.register.vocabulary.lists import exit_reasons, situations
from levier.support.pathways.actions import Answer, StepDraft
from levier.support.pathways.enums import Doer, GoalState, Origin, Part, StepState
from levier.support.pathways.models import Item, Pathway, Referral, Step
from levier.support.pathways.queries import ItemState
from levier.support.pathways.registers import waited_for

NOT_EXPLORED = _("non exploré")


class OpenForm(HouseForm):
    """The beginning of an accompaniment."""

    on = forms.DateField(label=_("Début de l'accompagnement"))
    origin = forms.ChoiceField(label=_("La personne vient"), choices=Origin.choices)
    request = forms.CharField(
        label=_("Ce que la personne demande"),
        help_text=_("Avec ses mots, en une phrase."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    referent = forms.ModelChoiceField(
        label=_("Référent·e"),
        help_text=_("Qui l'accompagne. Vous pouvez le dire plus tard."),
        queryset=User.objects.none(),
        required=False,
    )

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        named.setdefault("initial", {"on": timezone.localdate(), "referent": actor.user_id})
        super().__init__(*arguments, **named)
        self.fields["referent"].queryset = colleagues(actor)  # type: ignore[attr-defined]


class PathwayForm(VersionedForm):
    """An accompaniment said otherwise, or prolonged."""

    planned_end_on = forms.DateField(label=_("Fin prévue"), help_text=_("Pour prolonger, notez un jour plus tard."))
    origin = forms.ChoiceField(label=_("La personne vient"), choices=Origin.choices)
    request = forms.CharField(
        label=_("Ce que la personne demande"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CloseForm(HouseForm):
    """The end of an accompaniment."""

    on = forms.DateField(label=_("Dernier jour"))
    reason = forms.ChoiceField(label=_("Raison de la fin"))
    situation = forms.ChoiceField(label=_("Situation de la personne ce jour-là"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        named.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*arguments, **named)
        self.fields["reason"].choices = [("", _now("Choisissez")), *exit_reasons().choices()]  # type: ignore[attr-defined]
        self.fields["situation"].choices = [("", _now("inconnue")), *situations().choices()]  # type: ignore[attr-defined]


class PartForm(HouseForm):
    """A colleague joins, or takes over."""

    user = forms.ModelChoiceField(label=_("Collègue"), queryset=User.objects.none())
    part = forms.ChoiceField(
        label=_("Rôle"),
        help_text=_(
            "Un·e nouvel·le référent·e prend la place de la personne précédente, dont le travail se termine la veille."
        ),
        choices=Part.choices,
    )
    on = forms.DateField(label=_("Depuis le"))
    reason = forms.CharField(label=_("Raison du changement"), max_length=150, required=False)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        named.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*arguments, **named)
        self.fields["user"].queryset = colleagues(actor)  # type: ignore[attr-defined]


class HandOverForm(HouseForm):
    """People given to another colleague at once."""

    to = forms.ModelChoiceField(label=_("À qui les confier"), queryset=User.objects.none())
    on = forms.DateField(label=_("À partir du"))
    reason = forms.CharField(label=_("Raison"), max_length=150)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        named.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*arguments, **named)
        self.fields["to"].queryset = colleagues(actor)  # type: ignore[attr-defined]


class ThemeForm(HouseForm):
    """One theme of the diagnosis: for each line how strong, and a word if needed; as of a day.

    Beside each answer stands what the page showed (`was-CODE`): what one has not touched is left alone, and what
    somebody else changed meanwhile is said instead of being written over.
    """

    on = forms.DateField(label=_("Constaté le"))

    def __init__(self, states: Iterable[ItemState], *arguments: Any, **named: Any) -> None:
        named.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*arguments, **named)
        self.states = list(states)
        for state in self.states:
            code, item = state.item.code, state.item
            self.fields[f"level-{code}"] = forms.ChoiceField(
                label=str(item),
                choices=[("", NOT_EXPLORED), *((one.value, one.label) for one in item.levels)],
                initial=state.level,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"remark-{code}"] = forms.CharField(
                label=_("Précision"),
                initial=state.finding.remark if state.finding else "",
                max_length=300,
                required=False,
            )
            self.fields[f"was-{code}"] = forms.CharField(
                initial=_shown(state), required=False, widget=forms.HiddenInput
            )

    @property
    def lines(self) -> list[tuple[ItemState, Any, Any, Any]]:
        """(state, how strong, word, what was shown) of each line, as bound fields."""
        return [
            (one, self[f"level-{one.item.code}"], self[f"remark-{one.item.code}"], self[f"was-{one.item.code}"])
            for one in self.states
        ]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        for one in self.states:
            code = one.item.code
            typed = f"{values.get(f'level-{code}', '')}|{values.get(f'remark-{code}', '')}"
            shown, now = values.get(f"was-{code}", ""), _shown(one)
            if typed != shown and shown != now and typed != now:
                self.add_error(
                    f"level-{code}",
                    _("Quelqu'un vient de noter « %(level)s » : gardez-le, ou changez-le et enregistrez à nouveau.")
                    % {"level": one.finding.get_level_display() if one.finding else NOT_EXPLORED},
                )
        return values

    def answers(self) -> dict[str, Answer]:
        """What was changed on the page, by code."""
        values, found = self.cleaned_data, {}
        for one in self.states:
            code = one.item.code
            level, remark = values.get(f"level-{code}", ""), values.get(f"remark-{code}", "")
            if f"{level}|{remark}" != values.get(f"was-{code}", ""):
                found[code] = Answer(level, remark if level else "")
        return found


def _shown(state: ItemState) -> str:
    return f"{state.level}|{state.finding.remark if state.finding else ''}"


class GoalForm(VersionedForm):
    """A goal in the person's own words."""

    title = forms.CharField(label=_("But"), help_text=_("Avec les mots de la personne."), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)


class GoalEndForm(HouseForm):
    """What became of a goal."""

    state = forms.ChoiceField(
        label=_("Ce but est"),
        choices=[(GoalState.REACHED, GoalState.REACHED.label), (GoalState.DROPPED, GoalState.DROPPED.label)],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label=_("Depuis le"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        named.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*arguments, **named)


class StepForm(VersionedForm):
    """One thing to do, who does it, for when, and what it answers."""

    title = forms.CharField(label=_("Étape"), help_text=_("Une seule chose à faire."), max_length=200)
    doer = forms.ChoiceField(
        label=_("Qui la fait"), choices=Doer.choices, widget=forms.RadioSelect, initial=Doer.PERSON
    )
    worker = forms.ModelChoiceField(label=_("Collègue"), queryset=User.objects.none(), required=False)
    partner = forms.ModelChoiceField(label=_("Partenaire"), queryset=Partner.objects.none(), required=False)
    due_on = forms.DateField(label=_("Pour le"), required=False)
    closes_with = forms.ChoiceField(
        label=_("Ce qui la ferme d'elle-même"),
        help_text=_("L'étape est faite dès que la présence est notée, ou que l'orientation est acceptée."),
        required=False,
    )
    items = ManyRowsField(
        label=_("À quoi elle répond"), queryset=Item.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)

    def __init__(
        self,
        actor: Actor,
        held: Iterable[Item],
        *arguments: Any,
        referrals: Iterable[tuple[str, Referral]] = (),
        **named: Any,
    ) -> None:
        """`held` are the obstacles that one may tie: those that hold the person now, or are tied already. `referrals`
        are those of the person that it may wait for, by their reference."""
        super().__init__(*arguments, **named)
        self.fields["worker"].queryset = colleagues(actor)  # type: ignore[attr-defined]
        self.fields["partner"].queryset = Partner.objects.visible_to(actor)  # type: ignore[attr-defined]
        rows = Item.objects.visible_to(actor).filter(pk__in=[one.pk for one in held])
        self.fields["items"].queryset = rows  # type: ignore[attr-defined]
        if not held:
            del self.fields["items"]
        known = [pair for source in waited_for for pair in source(actor, timezone.localdate())]
        sent = [(name, _sent(one)) for name, one in referrals]
        self.fields["closes_with"].choices = [("", _now("rien en particulier")), *sent, *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("doer") == Doer.PARTNER and not values.get("partner"):
            self.add_error("partner", _("Choisissez le partenaire qui fait cette étape."))
        return values

    def draft(self) -> StepDraft:
        values = self.cleaned_data
        return StepDraft(
            title=values["title"],
            doer=values["doer"],
            worker=values["worker"],
            partner=values["partner"],
            due_on=values["due_on"],
            closes_with=values["closes_with"],
            items=tuple(values.get("items", ())),
        )


def _sent(referral: Referral) -> str:
    words = {"who": referral, "day": day(timezone.localdate(referral.made_at), style="short")}
    return str(_("orientation vers %(who)s, le %(day)s") % words)


def values_of_step(step: Step) -> dict[str, Any]:
    """A step as its form shows it."""
    return {
        "title": step.title,
        "doer": step.doer,
        "worker": step.worker_id,
        "partner": step.partner_id,
        "due_on": step.due_on,
        "closes_with": step.closes_with,
        "items": [one.item_id for one in step.ties.all()],
        "version": step.version,
    }


def values_of_pathway(pathway: Pathway) -> dict[str, Any]:
    """An accompaniment as its form shows it."""
    return {
        "planned_end_on": pathway.planned_end_on,
        "origin": pathway.origin,
        "request": pathway.request,
        "version": pathway.version,
    }


class CarnetForm(HouseForm):
    """In which language a carnet is printed, and what it holds; only who may read what is restricted is asked."""

    language = forms.ChoiceField(
        label=_("Langue du carnet"),
        choices=[(one.code, one.name) for one in PARTICIPANTS],
        help_text=_("Ce qui a été écrit par l'équipe reste dans la langue où c'est écrit."),
        required=False,
    )
    with_restricted = forms.BooleanField(
        label=_("Avec ce qui est réservé, parce que la personne le demande"),
        help_text=_("Santé, violences, séjour. Sur papier, quelqu'un d'autre peut le lire : demandez d'abord."),
        required=False,
    )

    def __init__(self, *arguments: Any, may_ask: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if not may_ask:
            del self.fields["with_restricted"]


class StepEndForm(HouseForm):
    """What a step gave."""

    state = forms.ChoiceField(
        label=_("Cette étape est"),
        choices=[(StepState.DONE, StepState.DONE.label), (StepState.DROPPED, StepState.DROPPED.label)],
        widget=forms.RadioSelect,
        initial=StepState.DONE,
    )
    on = forms.DateField(label=_("Le"))
    outcome = forms.CharField(label=_("Ce que cela a donné"), max_length=300, required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        named.setdefault("initial", {"on": timezone.localdate(), "state": StepState.DONE})
        super().__init__(*arguments, **named)
