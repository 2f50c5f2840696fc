"""What comes in about a collective."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.activity.courses.actions import MemberDraft, PageDraft, TaskDraft
from levier.activity.courses.models import Collective, Member
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.fields import ManyRowsField
from levier.foundation.kit.forms import DATE_FORMATS, HouseForm, VersionedForm
from levier.foundation.kit.texts import clean
from levier.register.partners.models import Partner
from levier.register.people.models import Person

COLLECTIVE_COLUMNS = ("network", "coordinator", "coordinator_partner")
MOST_TASKS = 20


def _today() -> Any:
    return timezone.localdate()


class CollectiveForm(VersionedForm):
    """Where a collective belongs, and who coordinates it from outside."""

    network = forms.ModelChoiceField(
        label=_("Réseau"),
        queryset=Collective.objects.none(),
        required=False,
        help_text=_("Le collectif de collectifs dont il fait partie."),
    )
    coordinator = forms.CharField(label=_("Coordination extérieure"), max_length=120, required=False)
    coordinator_partner = forms.ModelChoiceField(
        label=_("De quel partenaire"), queryset=Partner.objects.none(), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)

    def __init__(self, actor: Actor, this: Collective | None, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        others = Collective.objects.visible_to(actor).select_related("activity")
        self.fields["network"].queryset = others.exclude(pk=this.pk) if this else others  # type: ignore[attr-defined]
        self.fields["coordinator_partner"].queryset = Partner.objects.visible_to(actor)  # type: ignore[attr-defined]


class MemberForm(HouseForm):
    """Who joins: somebody enrolled in the activity, or somebody outside by a first name."""

    person = forms.ModelChoiceField(
        label=_("Personne connue"),
        queryset=Person.objects.none(),
        required=False,
        help_text=_("Les personnes inscrites à l'activité."),
    )
    first_name = forms.CharField(label=_("Ou un prénom"), max_length=60, required=False)
    partner = forms.ModelChoiceField(label=_("Partenaire"), queryset=Partner.objects.none(), required=False)
    role = forms.CharField(label=_("Son rôle"), max_length=100, required=False)
    joined_on = forms.DateField(label=_("Depuis le"), initial=_today)

    def __init__(self, actor: Actor, collective: Collective, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        inside = collective.members.filter(left_on=None, person__isnull=False).values("person")
        people = Person.objects.visible_to(actor).filter(
            enrolments__activity=collective.activity_id, enrolments__ended_on=None
        )
        self.fields["person"].queryset = people.exclude(pk__in=inside)  # type: ignore[attr-defined]
        self.fields["partner"].queryset = Partner.objects.visible_to(actor)  # type: ignore[attr-defined]

    def draft(self) -> MemberDraft:
        return MemberDraft(**self.cleaned_data)


class LeftForm(HouseForm):
    """The day on which a member leaves."""

    on = forms.DateField(label=_("Dernier jour"), initial=_today)


class TasksField(forms.CharField):
    """A line for each task: what ; who ; until when. Cleaned to a list of `TaskDraft`."""

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in clean(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > MOST_TASKS:
            raise ValidationError(_("Pas plus de vingt actions par réunion."))
        return [_task(line) for line in lines]


def _task(line: str) -> TaskDraft:
    what, who, day, *more = [*(part.strip() for part in line.split(";")), "", ""]
    due = next((found for one in DATE_FORMATS if (found := _read(day, one))), None)
    if not what or any(more) or (day and due is None) or len(what) > 200 or len(who) > 80:
        sentence = _(
            "« %(line)s » ne se lit pas. Écrivez : quoi ; qui ; pour quand. Exemple : Réserver ; Amina ; 12/03/2026"
        )
        raise ValidationError(sentence % {"line": line[:60]})
    return TaskDraft(what, who, due)


def _read(day: str, form: str) -> Any:
    try:
        return datetime.strptime(day, form).date()  # noqa: DTZ007 - a day, not a moment
    except ValueError:
        return None


class MeetingForm(HouseForm):
    """What a meeting decided, and who does what."""

    on = forms.DateField(label=_("Jour"), initial=_today)
    decisions = forms.CharField(
        label=_("Décisions"),
        max_length=3_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Une par ligne, sans nommer les personnes accompagnées."),
    )
    tasks = TasksField(
        label=_("Actions"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Une par ligne : quoi ; qui ; pour quand. Exemple : Réserver ; Amina ; 12/03/2026"),
    )


class HandOverForm(HouseForm):
    """To whom, from which day on."""

    to = forms.ModelChoiceField(label=_("Confié à"), queryset=Partner.objects.none())
    on = forms.DateField(label=_("À partir du"), initial=_today)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["to"].queryset = Partner.objects.visible_to(actor)  # type: ignore[attr-defined]


class PageForm(VersionedForm):
    """What the members of a collective decided to show to everybody."""

    decided_on = forms.DateField(
        label=_("Décidé par les membres le"),
        initial=_today,
        help_text=_("Le jour de la réunion où ils l'ont décidé. Ils peuvent changer d'avis à tout moment."),
    )
    words = forms.CharField(
        label=_("Notre but, en quelques phrases"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Vide : la page ne montre que le nom du collectif."),
    )
    shows_sessions = forms.BooleanField(
        label=_("Montrer les cinq prochaines réunions, ouvertes à tous"), required=False
    )
    shows_contact = forms.BooleanField(label=_("Montrer comment joindre la maison"), required=False)
    members = ManyRowsField(
        label=_("Membres d'accord que leur prénom soit montré"),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Demandez-le à chacun·e. Sans accord, personne n'est nommé."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)

    def __init__(self, collective: Collective, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        inside = collective.members.filter(left_on=None).select_related("person")
        self.fields["members"].queryset = inside  # type: ignore[attr-defined]

    def draft(self) -> PageDraft:
        said = self.cleaned_data
        return PageDraft(
            decided_on=said["decided_on"],
            words=said["words"],
            shows_sessions=said["shows_sessions"],
            shows_contact=said["shows_contact"],
            members=[one.pk for one in said["members"]],
        )
