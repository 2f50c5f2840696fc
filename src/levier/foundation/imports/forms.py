"""What comes in: a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from levier.foundation.documents.uploading import MOST_UPLOADED
from levier.foundation.imports.importer import importers
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import HouseForm


class FileForm(HouseForm):
    """Which kind of sheet, for what, and the file."""

    kind = forms.ChoiceField(label=_("Ce que contient le classeur"))
    about = forms.ChoiceField(label=_("Pour quel projet"), required=False)
    file = forms.FileField(
        label=_("Fichier"), help_text=_("xlsx, xls, ods ou csv, 50 Mo au plus. Rien n'est importé avant votre accord.")
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > MOST_UPLOADED:
            raise ValidationError(_("Ce fichier dépasse 50 Mo : coupez le classeur en plusieurs."))
        return file

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        mine = [one for one in importers if one.permission.allows(actor)]
        self.fields["kind"].choices = [(one.code, one.title) for one in mine]  # type: ignore[attr-defined]
        targets = {target: label for one in mine for target, label in one.targets(actor)}
        self.for_house = {one.code for one in mine if one.for_house}
        about = self.fields["about"]
        if self.for_house:
            about.help_text = _("Laissez vide pour ce qui concerne toute l'association : accompagnements, diagnostic.")
        none = [("", "–")] if self.for_house else []
        about.choices = [*none, *targets.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What is for the whole association has no project; the rest has one."""
        data = super().clean() or self.cleaned_data
        if data.get("kind") in self.for_house:
            data["about"] = ""
        elif not data.get("about") and "about" not in self.errors:
            self.add_error("about", str(_("Choisissez le projet.")))
        return data
