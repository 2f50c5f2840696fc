"""One's own account."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.accounts.actions import set_preferences
from levier.foundation.accounts.models import THEMES, User
from levier.foundation.accounts.rules import USE_ACCOUNT
from levier.foundation.kit.forms import HouseForm, form_page, say
from levier.foundation.kit.screens import HouseRequest, screen


class PreferencesForm(HouseForm):
    """Language and theme of one's own screens."""

    language = forms.ChoiceField(label=gettext_lazy("Langue"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(label=gettext_lazy("Apparence"), choices=THEMES)


@screen(USE_ACCOUNT, methods=("GET", "POST"))
def preferences(request: HouseRequest) -> HttpResponse:
    """Choose the language and the appearance of one's screens; kept with the account, and by a cookie for sign-in."""
    user = request.user

    def save(form: PreferencesForm) -> str:
        set_preferences(by=request.actor, language=form.cleaned_data["language"], theme=form.cleaned_data["theme"])
        say(request, _("Vos préférences sont enregistrées."))
        return reverse("desk:my_day")

    initial = {"language": user.language, "theme": user.theme} if isinstance(user, User) else {}
    answer = form_page(
        request,
        PreferencesForm(request.POST or None, initial=initial),
        title=_("Langue et apparence"),
        submit=_("Enregistrer"),
        on_valid=save,
    )
    if answer.status_code == 303:
        answer.set_cookie(
            "langue", request.POST["language"], max_age=31_536_000, samesite="Lax", secure=settings.SECURE
        )
    return answer
