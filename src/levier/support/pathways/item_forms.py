"""What comes in about the list of items."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.support.pathways.actions import Wording
from levier.support.pathways.actions.items import MOST_PARTS
from levier.support.pathways.enums import ItemKind, Theme
from levier.support.pathways.models import Item


class ItemForm(VersionedForm):
    """A line of the list, in the three languages of the staff."""

    fr = forms.CharField(label=_("En français"), max_length=120)
    nl = forms.CharField(label=_("En néerlandais"), max_length=120, required=False)
    en = forms.CharField(label=_("En anglais"), max_length=120, required=False)
    is_restricted = forms.BooleanField(
        label=_("Réservé aux collègues de la personne"),
        help_text=_("Santé, violences, séjour : ce que toute l'équipe n'a pas à lire."),
        required=False,
    )
    esf = forms.CharField(label=_("Code FSE+"), help_text=_("Par exemple EECO16."), max_length=20, required=False)
    inclusion = forms.CharField(label=_("Thème data·inclusion"), max_length=60, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)

    def wording(self) -> Wording:
        return Wording(
            **{name: value for name, value in self.cleaned_data.items() if name in Wording.__dataclass_fields__}
        )


class NewItemForm(ItemForm):
    """A line that was not in the list."""

    field_order = ("kind", "theme")
    kind = forms.ChoiceField(label=_("C'est"), choices=ItemKind.choices, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Thème"), choices=Theme.choices)


class MeltForm(HouseForm):
    """The line into which another one melts: of the same kind, and read by the same people."""

    into = forms.ModelChoiceField(label=_("La ligne qui reste"), queryset=Item.objects.none())

    def __init__(self, actor: Actor, item: Item, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        rows = Item.objects.visible_to(actor).in_use().exclude(pk=item.pk)
        same = rows.filter(kind=item.kind, is_restricted=item.is_restricted)
        self.fields["into"].queryset = same.order_by("order")  # type: ignore[attr-defined]


class SplitForm(HouseForm):
    """The lines that take the place of one, each on a row of its own."""

    names = forms.CharField(
        label=_("Les nouvelles lignes"),
        help_text=_("Une par ligne, de deux à six. Vous pourrez les traduire ensuite."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=800,
    )

    def clean_names(self) -> list[str]:
        names = list(dict.fromkeys(one.strip() for one in self.cleaned_data["names"].splitlines() if one.strip()))
        if not 2 <= len(names) <= MOST_PARTS:
            raise forms.ValidationError(_("Écrivez de deux à six lignes différentes."))
        if any(len(one) > 120 for one in names):
            raise forms.ValidationError(_("Chaque ligne tient en 120 caractères."))
        return names

    def parts(self, *, is_restricted: bool) -> list[Wording]:
        return [Wording(one, is_restricted=is_restricted) for one in self.cleaned_data["names"]]


def values_of_item(item: Item) -> dict[str, Any]:
    """A line as its form shows it."""
    return {name: getattr(item, name) for name in (*Wording.__dataclass_fields__, "version")}
