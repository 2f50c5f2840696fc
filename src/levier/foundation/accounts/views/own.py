"""One's own account: language and appearance, devices, and the association one works for."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.accounts.actions import (
    choose_organisation,
    end_other_sessions,
    end_session,
    set_preferences,
)
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.forms import PreferencesForm
from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import SESSION_KEY, actor_for, has_second_factor, organisations_of, own_sessions
from levier.foundation.accounts.rules import USE_ACCOUNT
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.screens import HouseRequest, Scope, screen


@screen(USE_ACCOUNT, scope=Scope.OWN)
def own_account(request: HouseRequest) -> HttpResponse:
    """One calm page that leads to everything that is one's own."""
    user = _user(request)
    houses = organisations_of(user.pk)
    values = {
        "person": user,
        "language_name": dict(settings.LANGUAGES).get(user.language, user.language),
        "roles": [Role(role) for role in sorted(request.actor.roles)],
        "houses": houses,
        "here": next((house for house in houses if house.pk == request.actor.organisation_id), None),
        "sessions": len(own_sessions(user.pk)),
        "has_second_factor": has_second_factor(request),
    }
    return render(request, "accounts/own_account.html", values)


@screen(USE_ACCOUNT, scope=Scope.OWN, methods=("GET", "POST"))
def preferences(request: HouseRequest) -> HttpResponse:
    """Choose the language and the appearance of one's screens; kept with the account, on every device."""
    user = _user(request)

    def save(form: PreferencesForm) -> str:
        set_preferences(
            by=request.actor,
            language=form.cleaned_data["language"],
            theme=form.cleaned_data["theme"],
            at=timezone.now(),
        )
        say(request, _("Vos préférences sont enregistrées."))
        return reverse("accounts:own_account")

    return form_page(
        request,
        PreferencesForm(request.POST or None, initial={"language": user.language, "theme": user.theme}),
        title=_("Langue et apparence"),
        submit=_("Enregistrer"),
        on_valid=save,
        trail=[(_("Mon compte"), reverse("accounts:own_account"))],
        back=reverse("accounts:own_account"),
    )


@screen(USE_ACCOUNT, scope=Scope.OWN)
def devices(request: HouseRequest) -> HttpResponse:
    """Where one's account is open now."""
    values = {"sessions": own_sessions(_user(request).pk), "current": request.session.session_key}
    return render(request, "accounts/devices.html", values)


@screen(USE_ACCOUNT, scope=Scope.OWN, methods=("POST",))
def end_device(request: HouseRequest, pk: int) -> HttpResponse:
    """End one session of one's own; ending the present one is signing out."""
    session = get_object_or_404(UserSession.objects.filter(user_id=request.actor.user_id), pk=pk)
    if session.session_key == request.session.session_key:
        return HttpResponseRedirect(reverse("account_logout"), status=303)
    end_session(by=request.actor, session=session, at=timezone.now())
    say(request, _("Cette session est fermée."))
    return HttpResponseRedirect(reverse("accounts:devices"), status=303)


@screen(USE_ACCOUNT, scope=Scope.OWN, methods=("POST",))
def end_other_devices(request: HouseRequest) -> HttpResponse:
    """End every session of one's own but this one."""
    key = request.session.session_key or ""
    ended = end_other_sessions(by=request.actor, keep=key, at=timezone.now())
    say(
        request,
        ngettext("%(count)s autre session est fermée.", "%(count)s autres sessions sont fermées.", ended)
        % {"count": ended},
    )
    return HttpResponseRedirect(reverse("accounts:devices"), status=303)


@screen(USE_ACCOUNT, scope=Scope.OWN, methods=("GET", "POST"))
def choose(request: HouseRequest) -> HttpResponse:
    """Choose which of one's associations to work for; kept in the session, and checked against today's memberships."""
    user = _user(request)
    houses = organisations_of(user.pk)
    if request.method != "POST":
        return render(request, "accounts/choose.html", {"houses": houses, "here": request.actor.organisation_id})
    wanted = request.POST.get("organisation", "")
    chosen = next((house for house in houses if str(house.pk) == wanted), None)
    if chosen is None:
        raise Http404
    request.session[SESSION_KEY] = chosen.pk
    if chosen.pk != request.actor.organisation_id:
        with working_for(chosen.pk, user_id=user.pk, atomic=True):
            choose_organisation(by=actor_for(user, chosen), at=timezone.now())
    say(request, _("Vous travaillez maintenant pour %(name)s.") % {"name": chosen.name})
    return HttpResponseRedirect("/", status=303)


@screen(scope=Scope.PUBLIC)
def closed(request: HouseRequest) -> HttpResponse:
    """Nobody registers alone: there is no such page."""
    raise Http404


def _user(request: HouseRequest) -> User:
    user = get_user(request)
    if not isinstance(user, User):
        raise Http404
    return user
