"""What comes in about a room or equipment, and when it is wanted."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.register.agenda.actions import Claim
from levier.register.agenda.enums import ResourceKind
from levier.register.agenda.forms import hour_field
from levier.register.agenda.models import Resource
from levier.register.partners.models import Place


class ResourceForm(VersionedForm):
    """A room or equipment."""

    kind = forms.ChoiceField(
        label=_("Quoi"), choices=ResourceKind.choices, initial=ResourceKind.ROOM, widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Nom"), max_length=120)
    place = forms.ModelChoiceField(
        label=_("Lieu"),
        queryset=Place.objects.none(),
        required=False,
        help_text=_("Pour une salle : les séances planifiées dans ce lieu la réservent d'elles-mêmes."),
    )
    note = forms.CharField(
        label=_("Bon à savoir"),
        max_length=200,
        required=False,
        help_text=_("Par exemple : douze places, un projecteur."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["place"].queryset = Place.objects.visible_to(actor)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("kind") == ResourceKind.ROOM and not values.get("place") and "place" not in self.errors:
            self.add_error("place", gettext("Dites quel lieu est cette salle."))
        return values

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "name", "place", "note")}


def values_of_resource(resource: Resource) -> dict[str, Any]:
    """A room or equipment as its form shows it."""
    plain = {name: getattr(resource, name) for name in ("kind", "name", "note", "version")}
    return plain | {"place": resource.place_id}


class BookForm(HouseForm):
    """When it is wanted, and for what."""

    on = forms.DateField(label=_("Jour"))
    starts = hour_field(_("De"), help_text=_("par exemple 9:00 ou 9h"))
    ends = hour_field(_("À"))
    title = forms.CharField(
        label=_("Pour quoi"),
        max_length=150,
        help_text=_("Sans le nom d'une personne accompagnée : tous les collègues le lisent."),
    )

    def claim(self, resource: Resource) -> Claim:
        values = self.cleaned_data
        starts, ends = (datetime.combine(values["on"], values[name], tzinfo=BRUSSELS) for name in ("starts", "ends"))
        return Claim(resource, starts, ends, values["title"])
