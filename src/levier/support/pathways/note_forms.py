"""What comes in about notes: written, drafted, and the headings that they begin with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm, VersionedForm
from levier.support.pathways.enums import Audience, NoteKind
from levier.support.pathways.models import Note, NoteDraft, NoteTemplate


class NoteForm(VersionedForm):
    """A note, and who reads it."""

    kind = forms.ChoiceField(label=_("Quoi"), choices=NoteKind.choices)
    on = forms.DateField(label=_("Le"))
    text = forms.CharField(
        label=_("Note"),
        help_text=_("Des faits, et ce que la personne en dit. Elle peut demander à la lire."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    audience = forms.ChoiceField(
        label=_("Qui la lit"), choices=Audience.choices, widget=forms.RadioSelect, initial=Audience.TEAM
    )

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class NewNoteForm(NoteForm):
    """A note that is not written yet: it may begin with headings of the team's, and be kept as a draft."""

    modele = forms.ModelChoiceField(
        label=_("Modèle"),
        help_text=_("Ses titres s'ajoutent sous ce que vous avez déjà écrit."),
        queryset=NoteTemplate.objects.none(),
        required=False,
        widget=forms.Select(attrs={"form": "formulaire"}),
    )

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        rows = NoteTemplate.objects.visible_to(actor).filter(retired_on=None)
        self.fields["modele"].queryset = rows  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "modele"}


class DraftForm(HouseForm):
    """What is kept of a note that is not written yet: the text first; a day or a choice that means nothing waits."""

    kind = forms.ChoiceField(choices=NoteKind.choices, required=False)
    on = forms.DateField(required=False)
    text = forms.CharField(max_length=10_000, required=False)
    audience = forms.ChoiceField(choices=Audience.choices, required=False)

    def values(self) -> dict[str, Any] | None:
        """The values to keep; None when the text itself is too long to be kept whole."""
        self.is_valid()
        if "text" in self.errors:
            return None
        found = self.cleaned_data
        return {
            "kind": found.get("kind") or NoteKind.INTERVIEW,
            "on": found.get("on"),
            "text": found["text"],
            "audience": found.get("audience") or Audience.TEAM,
        }


def values_of_draft(draft: NoteDraft) -> dict[str, Any]:
    """A draft as the form of a new note shows it; without a day it is for today."""
    return {name: getattr(draft, name) for name in ("kind", "on", "text", "audience") if getattr(draft, name)}


def with_headings(values: dict[str, Any], template: NoteTemplate) -> dict[str, Any]:
    """The same with the headings of a template under what is written, once: nothing typed is written over."""
    text, headings = values.get("text", ""), template.told("text").text
    if headings.strip() in text:
        return values
    if not text:
        return values | {"text": headings, "kind": template.kind}
    return values | {"text": f"{text.rstrip()}\n\n{headings}"}


class NoteTemplateForm(VersionedForm):
    """Headings for a sort of notes."""

    name = forms.CharField(label=_("Nom du modèle"), max_length=80)
    kind = forms.ChoiceField(label=_("Quoi"), choices=NoteKind.choices)
    text = forms.CharField(
        label=_("Titres"),
        help_text=_("Un titre par paragraphe, avec une ligne vide pour écrire dessous. Rien sur une personne."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def values_of_note_template(template: NoteTemplate) -> dict[str, Any]:
    """Headings as their form shows them."""
    return {name: getattr(template, name) for name in ("name", "kind", "text", "version")}


def values_of_note(note: Note) -> dict[str, Any]:
    """A note as its form shows it."""
    return {name: getattr(note, name) for name in ("kind", "on", "text", "audience", "version")}
