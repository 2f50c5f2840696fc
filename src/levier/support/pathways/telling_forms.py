"""What comes in about a template in another language: beside each French text, the same in that one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst

from levier.foundation.kit.forms import VersionedForm
from levier.support.pathways.models import NoteTemplate, PlanTemplate, TemplateStep
from levier.support.pathways.models.telling import SaidOtherwise

NAMED = ("nl", "en")
"""Languages of the team: a template has its name in them. People accompanied read its goal and its steps."""
LONG = 120
"""Longer words than these get more than one line."""


class TellingForm(VersionedForm):
    """One field for each French text; its label says what it is, its hint what stands there in French."""

    def __init__(
        self,
        lines: Mapping[str, tuple[Any, str]],
        longest: Mapping[str, int],
        language: str,
        *args: Any,
        **named: Any,
    ) -> None:
        """`lines` are {field: (what it is, the French text)}; `longest` how long each may be, 200 when not said."""
        super().__init__(*args, **named)
        self.names = tuple(lines)
        for name, (label, french) in lines.items():
            rows = min(max(french.count("\n") + 1, 2), 14)
            is_long = len(french) > LONG or "\n" in french
            said = {"lang": language, "dir": "auto"}
            widget: Any = forms.Textarea(attrs=said | {"rows": rows}) if is_long else forms.TextInput(attrs=said)
            self.fields[name] = forms.CharField(
                label=label, help_text=french, max_length=longest.get(name, 200), required=False, widget=widget
            )

    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.names}


def lines_of_template(
    template: PlanTemplate, steps: Sequence[TemplateStep], language: str
) -> dict[str, tuple[str, str]]:
    """What a plan says in French, {field: (what it is, text)}: the goal and the steps, for the team its name too."""
    columns = ("name", "situation", "goal") if language in NAMED else ("goal",)
    lines = {name: (_label(template, name), getattr(template, name)) for name in columns if getattr(template, name)}
    return lines | {
        f"step-{one.pk}": (f"{_label(one, 'title')} {number}", one.title) for number, one in enumerate(steps, start=1)
    }


def lines_of_note_template(template: NoteTemplate) -> dict[str, tuple[str, str]]:
    """The same for headings of notes."""
    return {name: (_label(template, name), getattr(template, name)) for name in ("name", "text")}


def in_language(record: SaidOtherwise, column: str, language: str) -> str:
    """What stands there in this language; empty when nobody said it."""
    return str(record.texts.get(column, {}).get(language, ""))


def _label(record: Any, column: str) -> str:
    return capfirst(str(record._meta.get_field(column).verbose_name))
