"""What comes in about an activity, a model of activity, a partner's part."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import ActivityKind, LanguageLevel, Reminds
from levier.activity.activities.models import Activity, ActivityModel
from levier.activity.activities.models.activity import MOST_OFFER_DAYS, OFFER_DAYS
from levier.activity.activities.models.described import FIRST_PUBLICS, MOST_CAPACITY
from levier.activity.activities.models.described import PLAIN as DESCRIBED
from levier.development.projects.models import Project
from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.fields import ManyRowsField
from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.foundation.kit.languages import PARTICIPANTS
from levier.register.partners.models import Contact, Partner, Place
from levier.register.vocabulary.lists import activity_themes, languages
from levier.support.pathways.enums import ItemKind
from levier.support.pathways.models import Item

OWN = ("title", "starts_on", "ends_on", "is_public", "offer_days", "reminds")
ROWS = {"project": Project, "partner": Partner, "place": Place}
FIRST = (
    _("L'essentiel"),
    (
        *("title", "name", "kind", "theme", "project", "summary", "rhythm", "capacity", "offer_days"),
        *("starts_on", "ends_on", "reminds"),
    ),
)
WHO = (_("Pour qui"), ("public", "priority", "prior_publics", "level", "languages", "obstacles"))
HOW = (_("Pratique"), ("place", "accessibility", "bring", "modules"))
WITH = (_("Avec qui, pour quels autres projets"), ("trainer", "contact", "partner", "others"))
CODES = ("obstacles", "languages", "prior_publics")
"""Columns of codes with a space between them."""
TOLD = (_("L'annonce"), ("poster", "is_public"))


def _area(label: Any, rows: int, help_text: Any = "", **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=widget, required=False, **more)


class DescribedForm(VersionedForm):
    """What an activity and a model have in common; `groups` are the sections of its page."""

    kind = forms.ChoiceField(label=_("Type"), choices=ActivityKind.choices)
    theme = forms.ChoiceField(label=_("Thème"), required=False)
    summary = _area(_("En quelques mots"), 3)
    capacity = forms.IntegerField(label=_("Places"), min_value=1, max_value=MOST_CAPACITY, required=False)
    public = _area(_("Pour qui"), 2, max_length=300)
    priority = _area(
        _("Priorité à"),
        2,
        _("Qui passe d'abord quand les places manquent, par exemple : 45 ans et plus."),
        max_length=300,
    )
    prior_publics = forms.MultipleChoiceField(
        label=_("Passent en premier"),
        choices=[(one.value, one.label) for one in FIRST_PUBLICS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Sur la liste d'attente, ces personnes passent avant les autres, et la raison se lit à côté du nom. "
            "Un changement vaut pour qui s'inscrit ensuite."
        ),
    )
    level = forms.ChoiceField(label=_("Niveau de langue demandé"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Langues"),
        help_text=_("Dans lesquelles on s'y parle."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    obstacles = forms.MultipleChoiceField(
        label=_("Freins auxquels elle répond"), required=False, widget=forms.CheckboxSelectMultiple
    )
    accessibility = _area(
        _("Accessibilité"), 2, _("Ascenseur, toilettes adaptées, boucle auditive, garde d'enfants…"), max_length=300
    )
    bring = _area(_("À apporter"), 2, max_length=300)
    modules = _area(
        _("Modules et stages"),
        4,
        _("Un par ligne : l'intitulé ; les heures. Pour un stage, ajoutez ; stage. Exemple : Premiers contacts ; 30 h"),
        max_length=3_000,
    )
    poster = _area(
        _("Texte de l'affiche"),
        4,
        _("Des phrases courtes, des mots de tous les jours. Sans lui, l'affiche reprend « En quelques mots »."),
        max_length=600,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)
    sections: Sequence[tuple[Any, Sequence[str]]] = (FIRST, WHO, HOW, WITH, TOLD)

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        chosen = str(self.initial.get("obstacles", "")).split()
        for name in CODES:
            self.initial[name] = str(self.initial.get(name, "")).split()
        items = Item.objects.visible_to(actor).filter(kind=ItemKind.OBSTACLE, is_restricted=False)
        offered = items.in_use() | items.filter(code__in=chosen)
        spoken = list(dict.fromkeys([*(one.code for one in PARTICIPANTS), *self.initial["languages"]]))
        choices = {
            "theme": [("", "–"), *activity_themes().choices()],
            "level": [("", "–"), *LanguageLevel.choices],
            "languages": [(code, languages().label(code)) for code in spoken],
            "obstacles": [(one.code, str(one)) for one in offered.order_by("order", "pk")],
        }
        for name, offered_ones in choices.items():
            self.fields[name].choices = offered_ones  # type: ignore[attr-defined]

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """(heading, bound fields) of each section that has some."""
        listed = [(heading, [self[name] for name in names if name in self.fields]) for heading, names in self.sections]
        return [(heading, fields) for heading, fields in listed if fields]

    def described(self) -> dict[str, Any]:
        """The columns that both have."""
        lists = {name: " ".join(self.cleaned_data[name]) for name in CODES}
        return {name: self.cleaned_data[name] for name in DESCRIBED} | lists


class ActivityForm(DescribedForm):
    """An activity: what it is, for which project, where, for how many."""

    title = forms.CharField(label=_("Intitulé"), max_length=150)
    project = forms.ModelChoiceField(
        label=_("Projet"),
        queryset=Project.objects.none(),
        required=False,
        help_text=_("Les heures de ses séances comptent pour ce projet."),
    )
    others = ManyRowsField(
        label=_("Autres projets derrière elle"),
        queryset=Project.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Une séance peut être planifiée pour l'un d'eux : ses heures comptent alors pour lui."),
    )
    partner = forms.ModelChoiceField(
        label=_("Partenaire"),
        queryset=Partner.objects.none(),
        required=False,
        help_text=_("Qui la donne avec vous, où que ce soit. Les heures se comptent aussi par partenaire."),
    )
    trainer = forms.ModelChoiceField(label=_("Anime"), queryset=User.objects.none(), required=False)
    contact = forms.ModelChoiceField(
        label=_("Ou quelqu'un d'un partenaire"), queryset=Contact.objects.none(), required=False
    )
    place = forms.ModelChoiceField(label=_("Lieu"), queryset=Place.objects.none(), required=False)
    starts_on = forms.DateField(label=_("Début"), required=False)
    ends_on = forms.DateField(label=_("Fin"), required=False)
    offer_days = forms.IntegerField(
        label=_("Jours ouvrables pour répondre"),
        min_value=1,
        max_value=MOST_OFFER_DAYS,
        initial=OFFER_DAYS,
        required=False,
        help_text=_("Quand une place se libère, elle est gardée ce temps-là pour la personne qui attend."),
    )
    reminds = forms.TypedChoiceField(
        label=_("Rappel avant chaque séance"),
        choices=Reminds.choices,
        coerce=int,
        empty_value=None,
        initial=int(Reminds.DAY_BEFORE),
        required=False,
        help_text=_("Chaque personne inscrite reçoit un message dans sa langue, et dit si elle vient."),
    )
    is_public = forms.BooleanField(
        label=_("L'annoncer au public"),
        required=False,
        help_text=_("Ses dates sont dans l'agenda public que vous pouvez donner à tout le monde. Aucun nom n'y est."),
    )

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(actor, *arguments, **named)
        for name, table in ROWS.items():
            self.fields[name].queryset = table.objects.visible_to(actor)  # type: ignore[attr-defined]
        self.fields["others"].queryset = Project.objects.visible_to(actor)  # type: ignore[attr-defined]
        self.fields["trainer"].queryset = colleagues(actor)  # type: ignore[attr-defined]
        self.fields["contact"].queryset = contacts(actor)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        own = ("title", *ROWS, "trainer", "contact", "starts_on", "ends_on", "is_public")
        days = {"offer_days": self.cleaned_data["offer_days"] or OFFER_DAYS}
        days["reminds"] = self.cleaned_data["reminds"] or Reminds.NEVER
        return self.described() | {name: self.cleaned_data[name] for name in own} | days


class ModelForm(DescribedForm):
    """A model of activity."""

    name = forms.CharField(label=_("Nom du modèle"), max_length=150)
    rhythm = forms.CharField(
        label=_("Rythme habituel"),
        max_length=200,
        required=False,
        help_text=_("Par exemple : deux demi-jours par semaine pendant trois mois."),
    )

    def values(self) -> dict[str, Any]:
        return self.described() | {name: self.cleaned_data[name] for name in ("name", "rhythm")}


class PartForm(HouseForm):
    """What a partner does in an activity."""

    partner = forms.ModelChoiceField(label=_("Partenaire"), queryset=Partner.objects.none())
    part = forms.CharField(
        label=_("Sa part"), max_length=200, help_text=_("Par exemple : prête l'atelier, envoie des participants.")
    )

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["partner"].queryset = Partner.objects.visible_to(actor)  # type: ignore[attr-defined]


def contacts(actor: Actor) -> Any:
    """People of partners who may lead a session."""
    return Contact.objects.visible_to(actor).filter(ended_on=None).order_by("name", "pk")


def values_of(activity: Activity) -> dict[str, Any]:
    """An activity as its form shows it."""
    own = {name: getattr(activity, name) for name in (*DESCRIBED, *OWN)}
    rows = {name: getattr(activity, f"{name}_id") for name in (*ROWS, "trainer", "contact")}
    others = sorted(activity.backings.values_list("project", flat=True))
    return own | rows | {"others": others, "version": activity.version}


def values_of_model(model: ActivityModel) -> dict[str, Any]:
    """A model as its form shows it."""
    return {name: getattr(model, name) for name in (*DESCRIBED, "name", "rhythm", "version")}


def begun_from(model: ActivityModel) -> dict[str, Any]:
    """An activity that begins like this model, as its form shows it."""
    return {name: getattr(model, name) for name in DESCRIBED} | {"title": model.name}
