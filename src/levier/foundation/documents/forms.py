"""What comes in: a file, and why one goes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from levier.foundation.documents.checks import MOST_BYTES, Upload, check_upload, too_heavy
from levier.foundation.documents.enums import BY_ENDING, TO_CHOOSE, Kind
from levier.foundation.kit.forms import HouseForm
from levier.foundation.kit.permissions import Refused


class UploadField(forms.FileField):
    """A file, cleaned to an `Upload` that every check has passed; None when it may be missing and is."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "help_text", _("PDF, photo (JPEG ou PNG), Word, Excel, OpenDocument, texte ou CSV ; 20 Mo au plus.")
        )
        options.setdefault("error_messages", {"required": _("Choisissez un fichier.")})
        accept = ",".join(f".{ending}" for ending in BY_ENDING)
        super().__init__(allow_empty_file=True, widget=forms.FileInput(attrs={"accept": accept}), **options)

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > MOST_BYTES:
            raise ValidationError(too_heavy(file.size))
        try:
            return check_upload(file.name, file.read())
        except Refused as error:
            raise ValidationError(str(error)) from error


class DocumentForm(HouseForm):
    """A file and what it is."""

    file = UploadField(label=_("Fichier"))
    kind = forms.ChoiceField(label=_("Sorte de document"), choices=TO_CHOOSE, initial=Kind.OTHER)
    title = forms.CharField(
        label=_("Ce que c'est"),
        max_length=150,
        required=False,
        help_text=_("Par exemple : convention signée le 3 mars. Sans cela, le nom du fichier s'affiche."),
    )


class RemovalForm(HouseForm):
    """Why a document goes."""

    reason = forms.CharField(
        label=_("Pourquoi retirer ce document ?"),
        max_length=300,
        help_text=_("Le journal garde la raison. Le fichier, lui, est effacé."),
    )
