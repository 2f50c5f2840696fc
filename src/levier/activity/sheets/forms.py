"""What comes in."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.models import Activity
from levier.activity.sheets.enums import Format, Proof, SheetKind
from levier.activity.sheets.models.sheets import BLANK_LINES, MOST_BLANK
from levier.activity.sheets.numbering import number_typed
from levier.foundation.documents.forms import UploadField
from levier.foundation.kit.forms import HouseForm, VersionedForm


class FormatForm(HouseForm):
    """On which form a sheet is printed."""

    format = forms.ChoiceField(
        label=_("Format de la feuille"),
        choices=Format.choices,
        help_text=_("Proposé d'après le bailleur du projet. Les formats des bailleurs sont à vérifier auprès d'eux."),
    )
    blank_lines = forms.IntegerField(
        label=_("Lignes vides, pour qui vient sans être annoncé"),
        min_value=0,
        max_value=MOST_BLANK,
        initial=BLANK_LINES,
    )
    has_photos = forms.BooleanField(
        label=_("Avec les photos à côté des noms"),
        required=False,
        help_text=_("Seulement celles des personnes qui l'ont permis. Le papier circule : ne le laissez pas traîner."),
    )


class SheetForm(FormatForm):
    """A sheet for several sessions."""

    kind = forms.ChoiceField(
        label=_("Une feuille pour"), choices=[one for one in SheetKind.choices if one[0] != SheetKind.SESSION]
    )
    on = forms.DateField(label=_("Un jour de cette semaine ou de ce mois"))
    field_order = ("kind", "on", "format", "blank_lines", "has_photos")


class ReturnForm(HouseForm):
    """A scan, and the number where no code can be read."""

    file = UploadField(
        label=_("Scan ou photo de la feuille signée"),
        help_text=_("PDF, JPEG ou PNG ; 20 Mo et 60 pages au plus. Une photo de travers est lue aussi."),
    )
    number = forms.CharField(
        label=_("Numéro de la feuille"),
        required=False,
        max_length=20,
        help_text=_("Seulement si le code carré est illisible : le numéro imprimé à côté, par exemple 000042-55."),
    )

    is_better = forms.BooleanField(
        label=_("Ce scan remplace des pages mal scannées"),
        required=False,
        help_text=_("L'ancien scan reste rangé avec la feuille, marqué comme remplacé."),
    )

    def clean_number(self) -> int | None:
        text = self.cleaned_data["number"].strip()
        if not text:
            return None
        number = number_typed(text)
        if number is None:
            raise forms.ValidationError(
                gettext("Ce numéro a une faute de frappe : recopiez-le comme il est imprimé, par exemple 000042-55.")
            )
        return number


class ProofForm(VersionedForm):
    """What proves a presence to the funder of a project."""

    takes_paper = forms.BooleanField(label=Proof.PAPER.label, required=False)
    takes_tablet = forms.BooleanField(label=Proof.TABLET.label, required=False)
    takes_qr = forms.BooleanField(label=Proof.QR.label, required=False)
    format = forms.ChoiceField(
        label=_("Format de la feuille"),
        required=False,
        choices=[("", _("d'après le bailleur")), *Format.choices],
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not any(said.get(name) for name in ("takes_paper", "takes_tablet", "takes_qr")):
            raise forms.ValidationError(gettext("Cochez au moins une preuve."))
        return said


class CertificateForm(HouseForm):
    """A certificate of a month, or of an activity."""

    what = forms.ChoiceField(label=_("Quelle attestation ?"))
    month = forms.DateField(
        label=_("Un jour du mois"),
        required=False,
        help_text=_("Pour les présences d'un mois : n'importe quel jour de ce mois, par exemple 01/06/2026."),
    )

    def __init__(self, *arguments: Any, activities: list[Activity], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.activities = {str(one.pk): one for one in activities}
        month = ("month", gettext("Toutes les présences d'un mois, pour une dispense ou un contrôle"))
        shown = [(key, gettext("Participation à : %(title)s") % {"title": a}) for key, a in self.activities.items()]
        self.fields["what"].choices = [month, *shown]  # type: ignore[attr-defined]

    def clean_month(self) -> date | None:
        day: date | None = self.cleaned_data["month"]
        if self.cleaned_data.get("what") != "month":
            return None
        if day is None:
            raise forms.ValidationError(gettext("Donnez un jour du mois."))
        if day > timezone.localdate():
            raise forms.ValidationError(gettext("Ce mois n'a pas commencé."))
        return day


class LogoForm(HouseForm):
    """The picture of one place of a format."""

    file = UploadField(
        label=_("Image du logo"),
        help_text=_("PNG ou JPEG, tel que le bailleur le fournit. Pas de SVG : il peut cacher un programme."),
    )
