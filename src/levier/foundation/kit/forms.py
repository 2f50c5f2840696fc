"""Forms: texts cleaned, French dates, versions compared, and the one way to show and answer a form."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlsplit
from zlib import crc32

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from levier.foundation.kit import formats
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.texts import clean

DATE_FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d %m %Y"]


_PLAIN = {forms.NumberInput: {"class": "narrow", "inputmode": "numeric"}, forms.URLInput: {"inputmode": "url"}}


class VersionConflict(Exception):
    """The record was changed by somebody else since the form was shown."""


class HouseForm(forms.Form):
    """Base of forms: texts are cleaned, controls are tied to their hints and errors.

    Fields named in `checked_at_once` are checked when one leaves them, if scripts run; the form checks all again.
    """

    checked_at_once: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        named.setdefault("label_suffix", "")
        super().__init__(*arguments, **named)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.input_formats = DATE_FORMATS
                field.widget = forms.DateInput(format="%d/%m/%Y", attrs={"class": "narrow", "inputmode": "numeric"})
                field.help_text = field.help_text or gettext_lazy("jour/mois/année, par exemple 05/02/2024")
            elif type(field.widget) in _PLAIN:
                # A box for numbers or addresses shows nothing of what it cannot read: what was typed would be lost.
                field.widget = forms.TextInput(attrs=_PLAIN[type(field.widget)])
        for name in self.checked_at_once:
            self.fields[name].widget.attrs |= {
                "data-hx-post": "",
                "data-hx-trigger": "change",
                "data-hx-include": "closest form",
                "data-hx-vals": f'{{"verifier": "{name}"}}',
                "data-hx-target": f"#{self[name].auto_id}_error",
                "data-hx-swap": "outerHTML",
            }

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


def stamp(values: dict[str, Any]) -> int:
    """The version of a record that counts none: a number that changes when one of these values does."""
    return crc32(repr(sorted((name, str(value)) for name, value in values.items())).encode()) + 1


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
    page = {
        "title": title,
        "submit": submit,
        "trail": (),
        "intro": "",
        "back": "",
        "kept": False,
        "removal": "",
    } | context
    if request.method != "POST":
        return render(request, template, page | {"form": form, "kept": _refill(request, form)})
    checked = request.POST.get("verifier", "")
    if checked in form.fields and request.headers.get("HX-Request"):
        return render(request, "kit/_field_errors.html", {"field": form[checked]}, status=422)
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
    shown = [
        field
        for field in form.visible_fields()
        if _words(field, theirs.get(field.name)) != _words(field, mine.get(field.name))
    ]
    differences = [
        {
            "label": field.label,
            "theirs": _words(field, theirs.get(field.name)),
            "mine": _words(field, mine.get(field.name)),
        }
        for field in shown
    ]
    fresh = request.POST.copy()
    fresh["version"] = str(version)
    form.data = fresh
    return render(request, "kit/conflict.html", page | {"form": form, "differences": differences}, status=409)


def _words(field: Any, value: Any) -> str:
    """A value as people read it: the label of a choice, a day in words, yes or no."""
    if isinstance(value, bool):
        return gettext("oui") if value else gettext("non")
    if isinstance(value, date):
        return formats.day(value)
    choices = {str(code): label for code, label in getattr(field.field, "choices", ()) if not isinstance(label, tuple)}
    values = value if isinstance(value, list | tuple | set) else [value]
    return ", ".join(str(choices.get(str(one), one)) for one in values if one not in (None, "")) or "–"


def confirm_page(
    request: HttpRequest,
    *,
    title: Any,
    sentence: Any,
    submit: Any,
    on_yes: Callable[[], str],
    back: str,
    things: list[Any] | None = None,
    is_danger: bool = False,
    trail: Any = (),
) -> HttpResponse:
    """Ask before something that counts: GET shows the question, POST does it and goes where `on_yes()` says.

    `things` are what it is done to; twenty are named, the others counted. What stands in the address goes along.
    """
    named = things or []
    context = {
        "sentence": sentence,
        "things": named[:20],
        "more": max(len(named) - 20, 0),
        "is_danger": is_danger,
    }
    return form_page(
        request,
        HouseForm(request.POST if request.method == "POST" else None),
        title=title,
        submit=submit,
        on_valid=lambda form: on_yes(),
        template="kit/confirm.html",
        back=back,
        trail=trail,
        **context,
    )


def say(request: HttpRequest, sentence: str) -> None:
    """A sentence that the next page shows and keeps."""
    messages.success(request, sentence)


def warn(request: HttpRequest, sentence: str) -> None:
    messages.warning(request, sentence)
