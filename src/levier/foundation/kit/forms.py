"""Forms: texts cleaned, French dates, versions compared, and the one way to show and answer a form."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.texts import clean

DATE_FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d %m %Y"]


class VersionConflict(Exception):
    """The record was changed by somebody else since the form was shown."""


class HouseForm(forms.Form):
    """Base of forms: texts are cleaned, controls are tied to their hints and errors."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        named.setdefault("label_suffix", "")
        super().__init__(*arguments, **named)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.input_formats = DATE_FORMATS
                field.widget = forms.DateInput(format="%d/%m/%Y", attrs={"class": "narrow", "inputmode": "numeric"})
                field.help_text = field.help_text or gettext_lazy("jour/mois/année, par exemple 05/02/2024")

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = clean(value)


class VersionedForm(HouseForm):
    """A form that edits a record: a hidden version tells when somebody else was quicker."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def demand_version(self, current: int) -> None:
        """Raise VersionConflict when the record is no longer the one that the form showed."""
        if self.cleaned_data["version"] != current:
            raise VersionConflict


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: Any,
    submit: Any,
    on_valid: Callable[[Any], str],
    current: Callable[[], tuple[int, dict[str, Any]]] | None = None,
    template: str = "kit/form_page.html",
    **context: Any,
) -> HttpResponse:
    """Show a form, or answer its post: 422 with what is wrong, 303 to where `on_valid(form)` says.

    `current()` gives the version and the values of an edited record; with it, a stale version shows the conflict page
    (409) with both texts. Text typed before a forced sign-in comes back once.
    """
    page = {"title": title, "submit": submit, "trail": (), "intro": "", "back": "", "kept": False} | context
    if request.method != "POST":
        return render(request, template, page | {"form": form, "kept": _refill(request, form)})
    if form.is_valid():
        try:
            if current and isinstance(form, VersionedForm):
                form.demand_version(current()[0])
            return HttpResponseRedirect(on_valid(form), status=303)
        except VersionConflict:
            return _conflict(request, form, current, page)  # type: ignore[arg-type]
        except Refused as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            _take_errors(form, error)
    return render(request, template, page | {"form": form}, status=422)


def _refill(request: HttpRequest, form: forms.Form) -> bool:
    """Put back what was typed before a forced sign-in, when it was typed in this form."""
    typed = getattr(request, "typed", None)
    if typed is None or urlsplit(typed.path).path != request.path:
        return False
    for name, values in typed.take().items():
        if name in form.fields and values:
            is_list = isinstance(form.fields[name], forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
            form.initial[name] = values if is_list else values[-1]
    return True


def _take_errors(form: forms.Form, error: ValidationError) -> None:
    if not hasattr(error, "error_dict"):
        form.add_error(None, error.messages)
        return
    for name, found in error.message_dict.items():
        form.add_error(name if name in form.fields else None, found)


def _conflict(
    request: HttpRequest, form: forms.Form, current: Callable[[], tuple[int, dict[str, Any]]], page: dict[str, Any]
) -> HttpResponse:
    version, theirs = current()
    mine = form.cleaned_data
    differences = [
        {"label": form.fields[name].label, "theirs": theirs.get(name) or "–", "mine": mine.get(name) or "–"}
        for name in form.fields
        if name != "version" and (theirs.get(name) or "") != (mine.get(name) or "")
    ]
    fresh = request.POST.copy()
    fresh["version"] = str(version)
    form.data = fresh
    return render(request, "kit/conflict.html", page | {"form": form, "differences": differences}, status=409)


def say(request: HttpRequest, sentence: str) -> None:
    """A sentence that the next page shows and keeps."""
    messages.success(request, sentence)


def warn(request: HttpRequest, sentence: str) -> None:
    messages.warning(request, sentence)
