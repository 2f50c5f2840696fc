"""What comes in about a task."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm, VersionedForm


class TodoForm(HouseForm):
    """Something to do."""

    title = forms.CharField(label=_("À faire"), max_length=200)
    due_on = forms.DateField(label=_("Pour le"), required=False)
    owner = forms.ModelChoiceField(
        label=_("Pour qui"), queryset=User.objects.none(), required=False, empty_label=_("pour moi")
    )

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        others = colleagues(actor).exclude(pk=actor.user_id or 0)
        self.fields["owner"].queryset = others  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        return {name: self.cleaned_data[name] for name in ("title", "due_on", "owner")}


class ChangeTodoForm(TodoForm, VersionedForm):
    """A task said otherwise."""
