"""What comes in about a course, its modules and its sessions."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.models import Activity, Session
from levier.activity.courses.models import CourseModule
from levier.development.projects.models import Agreement
from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.fields import MinutesField
from levier.foundation.kit.forms import VersionedForm
from levier.register.partners.models import Partner

COURSE_COLUMNS = ("agreement", "promised_minutes", "criteria", "next_step")
MODULE_COLUMNS = ("rank", "title", "minutes", "is_internship", "partner", "trainer")
MOST_MINUTES = 60 * 10_000


def values_of(row: Any, columns: tuple[str, ...]) -> dict[str, Any]:
    """What a form of these columns shows of a row."""
    return {name: getattr(row, name) for name in columns} | {"version": getattr(row, "version", 1)}


def said(form: Any, columns: tuple[str, ...]) -> dict[str, Any]:
    """The columns that a form says."""
    return {name: form.cleaned_data[name] for name in columns}


class CourseForm(VersionedForm):
    """The file of a course. Its title, days, places and partners are those of the activity."""

    agreement = forms.ModelChoiceField(
        label=_("Convention"),
        queryset=Agreement.objects.none(),
        required=False,
        help_text=_("Celles des projets de la formation."),
    )
    promised_minutes = MinutesField(
        label=_("Heures conventionnées"),
        required=False,
        most=MOST_MINUTES,
        help_text=_("Les heures de cours promises pour le groupe, stages compris. Vide : la somme des modules."),
    )
    criteria = forms.CharField(
        label=_("Comment on choisit"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    next_step = forms.CharField(
        label=_("La suite pour qui est accepté"),
        max_length=300,
        required=False,
        help_text=_("Des mots de tous les jours : la lettre de décision les reprend."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)

    def __init__(self, actor: Actor, activity: Activity, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        projects = Q(project=activity.project_id) | Q(project__in=activity.backings.values("project"))
        self.fields["agreement"].queryset = Agreement.objects.visible_to(actor).filter(projects)  # type: ignore[attr-defined]


class ModuleForm(VersionedForm):
    """A module."""

    title = forms.CharField(label=_("Intitulé"), max_length=150)
    minutes = MinutesField(label=_("Heures"), most=MOST_MINUTES)
    rank = forms.IntegerField(label=_("Ordre"), min_value=1, max_value=999, initial=1)
    is_internship = forms.BooleanField(label=_("C'est un stage"), required=False)
    partner = forms.ModelChoiceField(
        label=_("Partenaire"),
        queryset=Partner.objects.none(),
        required=False,
        help_text=_("Les heures de ce module sont comptées pour lui. Vide : le partenaire de l'activité."),
    )
    trainer = forms.ModelChoiceField(label=_("Donné par"), queryset=User.objects.none(), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["partner"].queryset = Partner.objects.visible_to(actor)  # type: ignore[attr-defined]
        self.fields["trainer"].queryset = colleagues(actor)  # type: ignore[attr-defined]


class SessionsForm(forms.Form):
    """The module of each session."""

    def __init__(self, sessions: list[Session], modules: list[CourseModule], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.sessions, self.modules = sessions, {str(one.pk): one for one in modules}
        choices = [("", "–"), *((key, one.title) for key, one in self.modules.items())]
        for one in sessions:
            link = getattr(one, "course_module", None)
            field = forms.ChoiceField(label=formats.day(one.on), choices=choices, required=False)
            field.initial = str(link.module_id) if link else ""
            self.fields[f"s-{one.pk}"] = field

    @property
    def lines(self) -> list[tuple[Session, Any]]:
        return [(one, self[f"s-{one.pk}"]) for one in self.sessions]

    def chosen(self) -> dict[int, CourseModule | None]:
        """{session: module or None}."""
        return {one.pk: self.modules.get(self.cleaned_data[f"s-{one.pk}"]) for one in self.sessions}
