"""The team: who works here, with which roles, and what each role is for."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.actions import reset_second_factor, restore_member, set_roles, suspend_member
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.forms import RolesForm
from levier.foundation.accounts.queries import (
    Member,
    member,
    membership_version,
    open_invitations,
    past_roles,
    rights_by_role,
    team,
)
from levier.foundation.accounts.rules import MANAGE_TEAM, SEE_ROLES
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen


@screen(MANAGE_TEAM)
def members(request: HouseRequest) -> HttpResponse:
    """Colleagues with their roles and last sign-in, and the invitations under way."""
    now = timezone.now()
    values = {
        "members": team(request.actor),
        "invitations": [(one, one.is_open(now), Role(one.role)) for one in open_invitations(request.actor)],
    }
    return render(request, "accounts/team.html", values)


@screen(SEE_ROLES)
def roles(request: HouseRequest) -> HttpResponse:
    """Who should get each role, and what it opens: read from the rights themselves."""
    return render(request, "accounts/roles.html", {"roles": rights_by_role()})


@screen(MANAGE_TEAM, methods=("GET", "POST"))
def member_page(request: HouseRequest, pk: int) -> HttpResponse:
    """One colleague: change the roles, suspend or restore, see what they were before."""
    shown = _member(request, pk)

    def save(form: RolesForm) -> str:
        kept = set_roles(by=request.actor, user=shown.user, roles=form.cleaned_data["roles"], at=timezone.now())
        name = {"name": str(shown.user)}
        say(
            request,
            _("Les rôles de %(name)s sont changés, dès maintenant.") % name
            if kept
            else _("%(name)s ne travaille plus dans cette association.") % name,
        )
        return reverse("accounts:team") if pk != request.actor.user_id else "/"

    def current() -> tuple[int, dict[str, Any]]:
        return membership_version(request.actor, pk), {"roles": [role.value for role in shown.roles]}

    initial = {"roles": [role.value for role in shown.roles], "version": membership_version(request.actor, pk)}
    return form_page(
        request,
        RolesForm(request.POST or None, initial=initial),
        title=str(shown.user),
        submit=_("Enregistrer les rôles"),
        on_valid=save,
        current=current,
        template="accounts/member.html",
        trail=[(_("Équipe"), reverse("accounts:team"))],
        back=reverse("accounts:team"),
        member=shown,
        all_roles=list(Role),
        past=[(Role(one.role), one) for one in past_roles(request.actor, pk)],
        is_me=pk == request.actor.user_id,
    )


@screen(MANAGE_TEAM, methods=("POST",))
def suspend(request: HouseRequest, pk: int) -> HttpResponse:
    """Close the house to a colleague who is away."""
    shown = _member(request, pk)
    try:
        suspend_member(by=request.actor, user=shown.user, at=timezone.now())
        say(request, _("L'accès de %(name)s est suspendu, dès maintenant.") % {"name": shown.user})
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(reverse("accounts:member", args=[pk]), status=303)


@screen(MANAGE_TEAM, methods=("POST",))
def restore(request: HouseRequest, pk: int) -> HttpResponse:
    """Open the house again to a colleague who is back."""
    shown = _member(request, pk)
    restore_member(by=request.actor, user=shown.user, at=timezone.now())
    say(request, _("L'accès de %(name)s est rétabli.") % {"name": shown.user})
    return HttpResponseRedirect(reverse("accounts:member", args=[pk]), status=303)


@screen(MANAGE_TEAM, methods=("POST",))
def forget_second_factor(request: HouseRequest, pk: int) -> HttpResponse:
    """A colleague lost telephone and codes: let them choose a new double check."""
    shown = _member(request, pk)
    try:
        reset_second_factor(by=request.actor, user=shown.user, at=timezone.now())
        say(
            request,
            _("La double vérification de %(name)s est à refaire à la prochaine connexion.") % {"name": shown.user},
        )
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(reverse("accounts:member", args=[pk]), status=303)


def _member(request: HouseRequest, pk: int) -> Member:
    found = member(request.actor, pk)
    if found is None:
        raise Http404
    return found
