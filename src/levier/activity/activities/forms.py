"""What comes in about activities and sessions."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.activity.activities.enums import ActivityKind
from levier.activity.activities.models import Activity, Session
from levier.development.projects.models import Project
from levier.foundation.accounts.models import User
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import DATE_FORMATS, HouseForm, VersionedForm
from levier.register.partners.models import Partner, Place

PLAIN = ("title", "kind", "project", "partner", "place", "capacity", "starts_on", "ends_on", "summary")
TIME_FORMATS = ["%H:%M", "%Hh%M", "%Hh", "%H.%M", "%H"]


class ActivityForm(VersionedForm):
    """An activity: what it is, for which project, where, for how many."""

    title = forms.CharField(label=gettext_lazy("Intitulé"), max_length=150)
    kind = forms.ChoiceField(label=gettext_lazy("Type"), choices=ActivityKind.choices)
    project = forms.ModelChoiceField(
        label=gettext_lazy("Projet"),
        queryset=Project.objects.none(),
        required=False,
        help_text=gettext_lazy("Les heures de ses séances comptent pour ce projet."),
    )
    partner = forms.ModelChoiceField(
        label=gettext_lazy("Partenaire"),
        queryset=Partner.objects.none(),
        required=False,
        help_text=gettext_lazy("Qui la donne avec vous, où que ce soit. Les heures se comptent aussi par partenaire."),
    )
    place = forms.ModelChoiceField(label=gettext_lazy("Lieu"), queryset=Place.objects.none(), required=False)
    capacity = forms.IntegerField(label=gettext_lazy("Places"), min_value=1, max_value=500, required=False)
    starts_on = forms.DateField(label=gettext_lazy("Début"), required=False)
    ends_on = forms.DateField(label=gettext_lazy("Fin"), required=False)
    summary = forms.CharField(label=gettext_lazy("En quelques mots"), widget=forms.Textarea, required=False)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["project"].queryset = Project.objects.visible_to(actor)  # type: ignore[attr-defined]
        self.fields["partner"].queryset = Partner.objects.visible_to(actor)  # type: ignore[attr-defined]
        self.fields["place"].queryset = Place.objects.visible_to(actor)  # type: ignore[attr-defined]
        self.initial.setdefault("version", 1)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PLAIN}


def values_of(activity: Activity) -> dict[str, Any]:
    """An activity as the form shows it."""
    return {name: getattr(activity, name) for name in PLAIN} | {
        "project": activity.project_id,
        "partner": activity.partner_id,
        "place": activity.place_id,
        "version": activity.version,
    }


class HoursForm(HouseForm):
    """Hours, place and trainer of a session."""

    starts = forms.TimeField(
        label=gettext_lazy("De"), input_formats=TIME_FORMATS, help_text=gettext_lazy("par exemple 9:00 ou 9h")
    )
    ends = forms.TimeField(label=gettext_lazy("À"), input_formats=TIME_FORMATS)
    place = forms.ModelChoiceField(label=gettext_lazy("Lieu"), queryset=Place.objects.none(), required=False)
    trainer = forms.ModelChoiceField(label=gettext_lazy("Anime"), queryset=User.objects.none(), required=False)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in ("starts", "ends"):
            self.fields[name].widget = forms.TimeInput(format="%H:%M", attrs={"class": "narrow"})
        colleagues = User.objects.filter(
            memberships__organisation_id=actor.organisation_id, memberships__ended_at=None
        ).distinct()
        self.fields["place"].queryset = Place.objects.visible_to(actor)  # type: ignore[attr-defined]
        self.fields["trainer"].queryset = colleagues  # type: ignore[attr-defined]


class PlanForm(HoursForm):
    """Several sessions at once: a first day, then every week; or a list of days."""

    first_on = forms.DateField(label=gettext_lazy("Premier jour"))
    weeks = forms.IntegerField(
        label=gettext_lazy("Nombre de séances"),
        min_value=1,
        max_value=60,
        initial=1,
        help_text=gettext_lazy("une par semaine, le même jour"),
    )
    others = forms.CharField(
        label=gettext_lazy("Autres jours"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("un par ligne, par exemple 05/02/2024"),
    )
    field_order = ("first_on", "weeks", "others", "starts", "ends", "place", "trainer")

    def clean_others(self) -> list[date]:
        parse = forms.DateField(input_formats=DATE_FORMATS)
        days = []
        for line in self.cleaned_data["others"].replace(",", "\n").replace(";", "\n").splitlines():
            if line.strip():
                try:
                    day = parse.clean(line.strip())
                except forms.ValidationError as error:
                    raise forms.ValidationError(
                        _("« %(line)s » n'est pas un jour.") % {"line": line.strip()}
                    ) from error
                days.append(day)
        return days

    def days(self) -> list[date]:
        first, count = self.cleaned_data["first_on"], self.cleaned_data["weeks"]
        return [*(first + timedelta(weeks=week) for week in range(count)), *self.cleaned_data["others"]]


class SessionForm(HoursForm, VersionedForm):
    """One session moved, given to somebody else."""

    on = forms.DateField(label=gettext_lazy("Jour"))
    field_order = ("on", "starts", "ends", "place", "trainer")


def session_values(session: Session) -> dict[str, Any]:
    """A session as its form shows it."""

    return {
        "on": session.on,
        "starts": timezone.localtime(session.starts_at).time() if session.starts_at else None,
        "ends": timezone.localtime(session.ends_at).time() if session.ends_at else None,
        "place": session.place_id,
        "trainer": session.trainer_id,
        "version": session.version,
    }


class CancelForm(HouseForm):
    """Why a session does not take place."""

    reason = forms.CharField(label=gettext_lazy("Pourquoi ?"), max_length=200)


class LeaveForm(HouseForm):
    """From when somebody is no longer expected, and why."""

    on = forms.DateField(label=gettext_lazy("Dernier jour"))
    reason = forms.CharField(label=gettext_lazy("Pourquoi ?"), max_length=120, required=False)
