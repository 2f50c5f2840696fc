"""What comes in about sessions: a series, which of its days, one session, a series that begins again."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.actions import Hours, Setting
from levier.activity.activities.catalogue_forms import contacts
from levier.activity.activities.models import Activity, Session
from levier.activity.activities.rhythm import LABELS, Every, Rhythm
from levier.development.projects.models import Project
from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.fields import ManyRowsField
from levier.foundation.kit.forms import DATE_FORMATS, HouseForm, VersionedForm
from levier.register.agenda.enums import ResourceKind, Weekday
from levier.register.agenda.models import Resource
from levier.register.partners.models import Contact, Place

TIME_FORMATS = ["%H:%M", "%Hh%M", "%H h %M", "%Hh", "%H h", "%H.%M", "%H"]
MOST_SESSIONS = 120


def _hour(label: Any, **more: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"class": "narrow"})
    return forms.TimeField(label=label, input_formats=TIME_FORMATS, widget=widget, **more)


class PlaceForm(HouseForm):
    """Hours, place, who leads, what is taken along."""

    starts = _hour(_("De"), help_text=_("par exemple 9:00 ou 9h"))
    ends = _hour(_("À"))
    is_overnight = forms.BooleanField(label=_("La fin est après minuit"), required=False)
    place = forms.ModelChoiceField(
        label=_("Lieu"),
        queryset=Place.objects.none(),
        required=False,
        help_text=_("Une salle de la maison est réservée avec la séance."),
    )
    link = forms.URLField(
        label=_("À distance : le lien"), required=False, assume_scheme="https", help_text=_("pour se connecter")
    )
    trainer = forms.ModelChoiceField(label=_("Anime"), queryset=User.objects.none(), required=False)
    contact = forms.ModelChoiceField(
        label=_("Ou quelqu'un d'un partenaire"), queryset=Contact.objects.none(), required=False
    )
    equipment = ManyRowsField(
        label=_("Matériel"), queryset=Resource.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        things = Resource.objects.visible_to(actor).in_use().filter(kind=ResourceKind.EQUIPMENT)
        self.fields["place"].queryset = Place.objects.visible_to(actor)  # type: ignore[attr-defined]
        self.fields["trainer"].queryset = colleagues(actor)  # type: ignore[attr-defined]
        self.fields["contact"].queryset = contacts(actor)  # type: ignore[attr-defined]
        self.fields["equipment"].queryset = things  # type: ignore[attr-defined]
        if not things.exists():
            del self.fields["equipment"]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("trainer") and values.get("contact"):
            self.add_error("contact", gettext("Choisissez qui anime : un·e collègue, ou quelqu'un d'un partenaire."))
        return values

    def hours(self) -> Hours:
        values = self.cleaned_data
        return Hours(values["starts"], values["ends"], values["is_overnight"])


class SeriesForm(PlaceForm):
    """A series: how often, from when to when, what is left out. It is asked by GET: nothing is written yet."""

    every = forms.ChoiceField(
        label=_("Quand"), choices=list(LABELS.items()), initial=Every.WEEK, widget=forms.RadioSelect
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Jours de la semaine"),
        choices=Weekday.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Sans choix, celui du premier jour."),
    )
    first_on = forms.DateField(label=_("Premier jour"))
    last_on = forms.DateField(label=_("Jusqu'au"), required=False)
    count = forms.IntegerField(
        label=_("Ou nombre de jours"), min_value=1, max_value=MOST_SESSIONS, required=False, initial=10
    )
    without_holidays = forms.BooleanField(label=_("Pas les jours fériés"), required=False, initial=True)
    without_school = forms.BooleanField(label=_("Pas pendant les congés scolaires"), required=False)
    excepted = forms.CharField(
        label=_("Pas ces jours-là"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("un par ligne, par exemple 05/02/2024"),
    )
    others = forms.CharField(
        label=_("Et aussi ces jours"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("un par ligne, par exemple 05/02/2024"),
    )
    starts_2 = _hour(_("Et l'après-midi, de"), required=False)
    ends_2 = _hour(_("L'après-midi, à"), required=False, help_text=_("Chaque demi-jour a sa feuille."))
    project = forms.ModelChoiceField(label=_("Pour le projet"), queryset=Project.objects.none(), required=False)
    field_order = (
        *("every", "first_on", "weekdays", "last_on", "count", "without_holidays", "without_school", "excepted"),
        *("others", "starts", "ends", "is_overnight", "starts_2", "ends_2", "place", "link", "trainer", "contact"),
        *("equipment", "project"),
    )
    SECTIONS = (
        (_("Quels jours"), ("every", "first_on", "weekdays", "last_on", "count")),
        (_("Sauf"), ("without_holidays", "without_school", "excepted", "others")),
        (_("À quelle heure"), ("starts", "ends", "is_overnight", "starts_2", "ends_2")),
        (_("Où, et avec qui"), ("place", "link", "trainer", "contact", "equipment", "project")),
    )

    def __init__(self, actor: Actor, activity: Activity, *arguments: Any, **named: Any) -> None:
        super().__init__(actor, *arguments, **named)
        behind = activity.backings.values("project")
        projects = Project.objects.visible_to(actor).filter(pk__in=behind)
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]
        self.fields["project"].empty_label = activity.project.title if activity.project else "–"  # type: ignore[attr-defined]
        if not projects.exists():
            del self.fields["project"]

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """(heading, bound fields) of each section."""
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.SECTIONS]

    def clean_excepted(self) -> list[date]:
        return read_days(self.cleaned_data["excepted"])

    def clean_others(self) -> list[date]:
        return read_days(self.cleaned_data["others"])

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if bool(values.get("starts_2")) != bool(values.get("ends_2")):
            self.add_error("ends_2", gettext("Donnez les deux heures de l'après-midi, ou aucune."))
        if values.get("every") == Every.DAYS and not values.get("others") and "others" not in self.errors:
            self.add_error("others", gettext("Donnez au moins un jour."))
        if values.get("last_on") and values.get("first_on") and values["last_on"] < values["first_on"]:
            self.add_error("last_on", gettext("Le dernier jour tombe avant le premier."))
        return values

    def rhythm(self) -> Rhythm:
        """A last day is followed to the end; the number of days counts where there is none."""
        values = self.cleaned_data
        return Rhythm(
            Every(values["every"]),
            values["first_on"],
            last_on=values["last_on"],
            count=None if values["last_on"] else values["count"] or 1,
            weekdays=tuple(values["weekdays"]),
            without_holidays=values["without_holidays"],
            without_school=values["without_school"],
            excepted=frozenset(values["excepted"]),
            others=tuple(values["others"]),
        )

    def half_days(self) -> list[Hours]:
        """The hours of a day: one session, or one in the morning and one in the afternoon."""
        values = self.cleaned_data
        later = [Hours(values["starts_2"], values["ends_2"])] if values["starts_2"] and values["ends_2"] else []
        return [self.hours(), *later]

    def setting(self, *, knows_clashes: bool) -> Setting:
        values = self.cleaned_data
        return Setting(
            place=values["place"],
            trainer=values["trainer"],
            contact=values["contact"],
            link=values["link"],
            project=values.get("project"),
            equipment=tuple(values.get("equipment") or ()),
            knows_clashes=knows_clashes,
        )


class ChosenForm(HouseForm):
    """Which of the days shown are planned."""

    days = forms.MultipleChoiceField(
        label=_("Les jours à planifier"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins un jour.")},
    )
    knows_clashes = forms.BooleanField(label=_("Planifier quand même"), required=False)

    def __init__(self, choices: Iterable[tuple[str, str]], ticked: Iterable[str], clashes: bool, *args: Any) -> None:
        super().__init__(*args, initial={"days": list(ticked)})
        self.fields["days"].choices = list(choices)  # type: ignore[attr-defined]
        self.fields["knows_clashes"].help_text = _("Qui anime est déjà pris·e à l'un de ces moments.")
        if not clashes:
            del self.fields["knows_clashes"]

    def chosen(self) -> list[date]:
        return [date.fromisoformat(one) for one in self.cleaned_data["days"]]


class SessionForm(PlaceForm, VersionedForm):
    """One session moved, given to somebody else."""

    on = forms.DateField(label=_("Jour"))
    knows_clashes = forms.BooleanField(
        label=_("Planifier quand même"), required=False, help_text=_("Si qui anime est déjà pris·e à ce moment.")
    )
    field_order = ("on", "starts", "ends", "is_overnight", "place", "link", "trainer", "contact", "equipment")

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("on", "starts", "ends", "is_overnight", "place", "link", "trainer", "contact", "knows_clashes")
        return {name: self.cleaned_data[name] for name in names} | {"equipment": self.cleaned_data.get("equipment")}


def session_values(session: Session, equipment: Iterable[Resource]) -> dict[str, Any]:
    """A session as its form shows it."""
    starts, ends = _local(session.starts_at), _local(session.ends_at)
    return {
        "on": session.on,
        "starts": starts[1],
        "ends": ends[1],
        "is_overnight": bool(starts[0] and ends[0] and ends[0] > starts[0]),
        "place": session.place_id,
        "link": session.link,
        "trainer": session.trainer_id,
        "contact": session.contact_id,
        "equipment": [one.pk for one in equipment],
        "version": session.version,
    }


def _local(value: Any) -> tuple[date | None, time | None]:
    if value is None:
        return None, None
    local = timezone.localtime(value)
    return local.date(), local.time()


class RepeatForm(HouseForm):
    """A series that begins again: from which week, under which name, for which project."""

    first_on = forms.DateField(label=_("Première semaine : un de ses jours"))
    without_school = forms.BooleanField(label=_("Pas pendant les congés scolaires"), required=False)


class RepeatNameForm(HouseForm):
    """The new activity."""

    title = forms.CharField(label=_("Intitulé"), max_length=150)
    project = forms.ModelChoiceField(
        label=_("Projet"),
        queryset=Project.objects.none(),
        required=False,
        help_text=_("Les heures de ses séances comptent pour ce projet."),
    )

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["project"].queryset = Project.objects.visible_to(actor)  # type: ignore[attr-defined]


def read_days(text: str) -> list[date]:
    """Days written one by line or with commas. Raises ValidationError with the line that is none."""
    parse = forms.DateField(input_formats=DATE_FORMATS)
    days = []
    for line in text.replace(",", "\n").replace(";", "\n").splitlines():
        if line.strip():
            try:
                days.append(parse.clean(line.strip()))
            except forms.ValidationError as error:
                sentence = gettext("« %(line)s » n'est pas un jour.") % {"line": line.strip()[:30]}
                raise forms.ValidationError(sentence) from error
    return [one for one in days if one is not None]
