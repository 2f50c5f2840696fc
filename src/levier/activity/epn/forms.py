"""What comes in about a space and its visits."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.activity.epn.actions import Arrival
from levier.activity.epn.codes import CARD, is_whole
from levier.activity.epn.enums import Crowd, OpeningKind, PrintsPer, Purpose, Upkeep, Weekday
from levier.activity.epn.models import Equipment, GuestPass, Space, Station, VisitCard
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.foundation.kit.texts import fold
from levier.register.partners.models import Place
from levier.register.people.models import Person
from levier.register.people.queries import narrowed

SPACE_COLUMNS = ("name", "place", "visit_minutes", "free_prints", "prints_per")
STATION_COLUMNS = ("number", "remark")
EQUIPMENT_COLUMNS = ("name", "inventory", "space")
MINIMUM_COLUMNS = ("kind", "minutes", "starts_on", "source", "is_confirmed")
MOST_ALIKE = 8
NOBODY = "nouvelle"


def _today() -> Any:
    return timezone.localdate()


class SpaceForm(HouseForm):
    """A space and its settings."""

    name = forms.CharField(label=_("Nom de l'espace"), max_length=120)
    place = forms.ModelChoiceField(label=_("Lieu"), queryset=Place.objects.none(), required=False)
    visit_minutes = forms.IntegerField(
        label=_("Durée d'une place à un poste, en minutes"), min_value=10, max_value=480, initial=60
    )
    free_prints = forms.IntegerField(label=_("Pages gratuites"), min_value=0, max_value=500, initial=10)
    prints_per = forms.ChoiceField(label=_("Gratuites"), choices=PrintsPer.choices)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["place"].queryset = Place.objects.visible_to(actor)  # type: ignore[attr-defined]


class EditSpaceForm(SpaceForm, VersionedForm):
    """A space settled otherwise."""


class HoursForm(HouseForm):
    """Hours of each week."""

    weekday = forms.TypedChoiceField(label=_("Jour"), choices=Weekday.choices, coerce=int)
    starts = forms.TimeField(label=_("De"), help_text=_("par exemple 09:30"))
    ends = forms.TimeField(label=_("À"), help_text=_("par exemple 12:30"))
    kind = forms.ChoiceField(label=_("Pour quoi"), choices=OpeningKind.choices)


class MinimumForm(HouseForm):
    """What the label asks of a kind of opening, from a day on."""

    kind = forms.ChoiceField(label=_("Pour quoi"), choices=OpeningKind.choices)
    minutes = forms.IntegerField(label=_("Minutes par semaine"), min_value=0, max_value=10_000)
    starts_on = forms.DateField(label=_("À partir du"))
    source = forms.CharField(
        label=_("Source"), max_length=200, required=False, help_text=_("Le texte où vous avez lu ce nombre.")
    )
    is_confirmed = forms.BooleanField(label=_("Vérifié à la source"), required=False)


class EditMinimumForm(MinimumForm, VersionedForm):
    """A minimum corrected, or checked."""


class StationForm(HouseForm):
    """A station."""

    number = forms.IntegerField(label=_("Numéro du poste"), min_value=1, max_value=999)
    remark = forms.CharField(
        label=_("Précision"),
        max_length=120,
        required=False,
        help_text=_("Par exemple : grand écran, lecteur de carte."),
    )


class EditStationForm(StationForm, VersionedForm):
    """A station numbered otherwise."""


class UpkeepForm(HouseForm):
    """A line of the log."""

    kind = forms.ChoiceField(label=_("Quoi"), choices=Upkeep.choices)
    text = forms.CharField(label=_("En une phrase"), max_length=200)


class EquipmentForm(HouseForm):
    """A thing that is lent."""

    name = forms.CharField(label=_("Objet"), max_length=120, help_text=_("Par exemple : ordinateur portable."))
    inventory = forms.CharField(label=_("Numéro d'inventaire"), max_length=40)
    space = forms.ModelChoiceField(label=_("Espace"), queryset=Space.objects.none())

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["space"].queryset = Space.objects.visible_to(actor)  # type: ignore[attr-defined]


class EditEquipmentForm(EquipmentForm, VersionedForm):
    """A thing named otherwise."""


class LendForm(HouseForm):
    """What is lent, and until when."""

    equipment = forms.ModelChoiceField(label=_("Objet"), queryset=Equipment.objects.none())
    due_on = forms.DateField(label=_("À rendre le"))

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        there = (
            Equipment.objects.visible_to(actor)
            .filter(out_since=None)
            .exclude(loans__returned_on=None, loans__isnull=False)
        )
        self.fields["equipment"].queryset = there  # type: ignore[attr-defined]


class TakeBackForm(HouseForm):
    """A thing that is back."""

    on = forms.DateField(label=_("Rendu le"), initial=_today)
    remark = forms.CharField(
        label=_("État au retour"), max_length=200, required=False, help_text=_("Par exemple : chargeur manquant.")
    )


class ArrivalForm(HouseForm):
    """Who comes in, in one line: a first name, a card, a pass or nothing; a digit at the end is the purpose.

    Where several people answer to a name, the form asks which one it is (`person`).
    """

    who = forms.CharField(
        label=_("Qui ?"),
        max_length=100,
        required=False,
        help_text=_("Prénom, carte ou passe, ou rien. Un chiffre à la fin dit pourquoi : « Mariam 2 »."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    purpose = forms.ChoiceField(
        label=_("Pourquoi ?"), choices=Purpose.choices, required=False, widget=forms.RadioSelect
    )
    place = forms.ChoiceField(label=_("Où ?"), required=False)
    person = forms.ChoiceField(label=_("Qui est-ce ?"), required=False, widget=forms.RadioSelect)

    def __init__(self, actor: Actor, free: list[Station], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.actor, self.alike, self.guest, self.found = actor, [], None, None  # type: ignore[var-annotated]
        first = _("premier poste libre") if free else _("file d'attente")
        self.free = {str(one.pk): one for one in free}
        seats = [(key, str(one)) for key, one in self.free.items()]
        self.fields["place"].choices = [("", first), ("0", _("sans poste")), *seats]  # type: ignore[attr-defined]
        self.fields["person"].choices = []  # type: ignore[attr-defined]
        if self.is_bound:
            self._look(self.data.get(self.add_prefix("who"), ""))

    def _look(self, typed: str) -> None:
        """Who the line names, before the choice among them is checked."""
        words = typed.split()
        if words and words[-1] in _KEYS:
            data: Any = self.data
            self.data = data.copy()
            self.data[self.add_prefix("purpose")] = _KEYS[words.pop()]  # type: ignore[index]
        self.called = " ".join(words)
        digits = "".join(words)
        if digits.isascii() and digits.isdecimal():
            self._by_code(digits)
        elif self.called:
            rows = narrowed(Person.objects.visible_to(self.actor), fold(self.called))
            self.alike = list(rows.order_by("last_name", "first_name", "pk")[:MOST_ALIKE])
        people = [(str(one.pk), _told(one)) for one in self.alike]
        if people:
            new = _("quelqu'un d'autre, qui vient pour la première fois")
            self.fields["person"].choices = [*people, (NOBODY, new)]  # type: ignore[attr-defined]

    def _by_code(self, digits: str) -> None:
        if not is_whole(digits):
            return
        if digits[0] in CARD:
            cards = VisitCard.objects.visible_to(self.actor).filter(code=digits, ended_on=None)
            card = cards.select_related("person").first()
            self.found = card.person if card else None
        else:
            self.guest = GuestPass.objects.visible_to(self.actor).filter(code=digits).first()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        digits = self.called.replace(" ", "")
        if digits.isdecimal() and not (self.found or self.guest):
            self.add_error("who", _("Cette carte n'est pas connue : vérifiez ses huit chiffres."))
        elif not digits.isdecimal() and any(one.isdecimal() for one in digits):
            self.add_error("who", _("Un prénom n'a pas de chiffre, et celui du motif va de 1 à 8."))
        elif self.alike and not data.get("person"):
            self.add_error("person", _("Choisissez qui c'est."))
        if not data.get("purpose"):
            self.add_error("purpose", _("Choisissez pourquoi, ou tapez son chiffre."))
        return data

    def arrival(self) -> Arrival:
        data = self.cleaned_data
        chosen = next((one for one in self.alike if str(one.pk) == data["person"]), None)
        is_new = bool(self.called) and not (self.found or self.guest or chosen)
        return Arrival(
            purpose=data["purpose"],
            person=self.found or chosen,
            called=self.called if is_new else "",
            guest=self.guest,
            station=self.free.get(data["place"]),
            needs_none=data["place"] == "0",
        )

    @property
    def asks_who(self) -> bool:
        """Is the only thing left to say which of several people it is?"""
        return list(self.errors) == ["person"]


_KEYS = {str(place): one.value for place, one in enumerate(Purpose, start=1)}


def _told(person: Person) -> str:
    born = person.birth_date.year if person.birth_date else person.birth_year
    return f"{person} ({born})" if born else str(person)


class PrintsForm(HouseForm):
    """Pages printed."""

    pages = forms.IntegerField(label=_("Pages imprimées"), min_value=1, max_value=500)


class CountForm(HouseForm):
    """One more of a kind."""

    kind = forms.ChoiceField(label=_("Quoi"), choices=Crowd.choices)


class PassesForm(HouseForm):
    """Passes to print."""

    count = forms.IntegerField(label=_("Combien de passes"), min_value=1, max_value=60, initial=20)
    expires_on = forms.DateField(label=_("Valables jusqu'au"))


def values_of(row: Any, columns: tuple[str, ...]) -> dict[str, Any]:
    """A row as its form shows it; what it points at by its number."""
    values = {name: getattr(row, f"{name}_id", None) or getattr(row, name) for name in columns}
    return values | {"version": row.version}
