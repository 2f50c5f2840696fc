"""A first talk on one screen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.actors import Actor
from levier.register.people.forms import PersonForm
from levier.support.pathways.actions import FirstTalk
from levier.support.pathways.enums import ItemKind, Theme
from levier.support.pathways.forms import OpenForm
from levier.support.pathways.models import Item

LEFT_OUT = ("mail", "channel", "is_written_discreetly", "other_nationality", "version")
PARTS = (
    (_("Qui"), ("first_name", "last_name", "birth_date", "gender", "nationality", "phone", "postcode", "commune")),
    (_("Dans quelle langue"), ("language", "interpreter")),
    (_("Sa demande"), ("request", "origin", "on", "referent")),
    (_("La suite"), ("step", "step_due_on")),
)


class IntakeForm(OpenForm, PersonForm):
    """Who comes, what they ask, what blocks them today, and what was agreed for next time."""

    holds = forms.MultipleChoiceField(label=_("Ce qui bloque aujourd'hui"), required=False)
    step = forms.CharField(
        label=_("Prochaine étape convenue"), help_text=_("Une seule chose à faire."), max_length=200, required=False
    )
    step_due_on = forms.DateField(label=_("Pour le"), required=False)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(actor, *arguments, **named)
        for name in LEFT_OUT:
            del self.fields[name]
        rows = Item.objects.visible_to(actor).in_use().filter(kind=ItemKind.OBSTACLE, is_restricted=False)
        self.obstacles = list(rows.order_by("order", "pk"))
        self.fields["holds"].choices = [(one.code, str(one)) for one in self.obstacles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("step_due_on") and not values.get("step"):
            self.add_error("step", _("Écrivez l'étape convenue pour ce jour, ou videz la date."))
        return values

    @property
    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """(heading, fields) in the order of a talk; what blocks stands before the last one, by theme."""
        return [(heading, [self[name] for name in names]) for heading, names in PARTS]

    @property
    def themes(self) -> list[tuple[str, list[tuple[str, str, bool]], bool]]:
        """(theme, [(code, obstacle, is ticked)], is anything ticked) in the order of an interview."""
        ticked = set(self["holds"].value() or ())
        found: dict[str, list[tuple[str, str, bool]]] = {theme.value: [] for theme in Theme}
        for one in self.obstacles:
            found[one.theme].append((one.code, str(one), one.code in ticked))
        return [
            (str(Theme(theme).label), lines, any(one[2] for one in lines)) for theme, lines in found.items() if lines
        ]

    def talk(self) -> FirstTalk:
        """What was said, as the action takes it."""
        values = self.cleaned_data
        return FirstTalk(**{name: values[name] for name in FirstTalk.__dataclass_fields__})
