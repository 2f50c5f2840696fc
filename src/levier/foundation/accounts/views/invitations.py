"""Invitations: written by who manages the team, accepted by who holds the link."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.actions import (
    accept_with_new_account,
    invite,
    join,
    resend_invitation,
    revoke_invitation,
)
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.forms import InvitationForm, NewAccountForm
from levier.foundation.accounts.models import Invitation, Organisation, User
from levier.foundation.accounts.post import full_address
from levier.foundation.accounts.queries import SESSION_KEY, has_account, invitation_of, read_token
from levier.foundation.accounts.rules import MANAGE_TEAM
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, Scope, screen


@screen(MANAGE_TEAM, methods=("GET", "POST"))
def invite_colleague(request: HouseRequest) -> HttpResponse:
    """Invite by mail, with one role."""

    def save(form: InvitationForm) -> str:
        made = invite(by=request.actor, **form.cleaned_data, at=timezone.now(), link=_link(request))
        say(request, _("L'invitation part vers %(address)s.") % {"address": made.email})
        return reverse("accounts:team")

    return form_page(
        request,
        InvitationForm(request.POST or None),
        title=_("Inviter un·e collègue"),
        submit=_("Envoyer l'invitation"),
        on_valid=save,
        template="accounts/invite.html",
        trail=[(_("Équipe"), reverse("accounts:team"))],
        back=reverse("accounts:team"),
        all_roles=list(Role),
    )


@screen(MANAGE_TEAM, methods=("POST",))
def resend(request: HouseRequest, pk: int) -> HttpResponse:
    """Send a new link; the old one dies."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.actor), pk=pk)
    try:
        resend_invitation(by=request.actor, invitation=invitation, at=timezone.now(), link=_link(request))
        say(
            request, _("Un nouveau lien part vers %(address)s ; l'ancien ne sert plus.") % {"address": invitation.email}
        )
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(reverse("accounts:team"), status=303)


@screen(MANAGE_TEAM, methods=("POST",))
def revoke(request: HouseRequest, pk: int) -> HttpResponse:
    """The link stops working."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.actor), pk=pk)
    try:
        revoke_invitation(by=request.actor, invitation=invitation, at=timezone.now())
        say(request, _("L'invitation de %(address)s est retirée.") % {"address": invitation.email})
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(reverse("accounts:team"), status=303)


@screen(scope=Scope.LINK, methods=("GET", "POST"), without_token=True)
def accept(request: HouseRequest, token: str) -> HttpResponse:
    """What the link of an invitation opens: make one's account, or join with the account one has.

    The organisation comes from the signed link, the role from what was written down; nothing else counts.
    """
    parts = read_token(token)
    if parts is None:
        return _over(request)
    organisation_id, secret_hash = parts
    with working_for(organisation_id, atomic=True):
        invitation = invitation_of(organisation_id, secret_hash)
        if invitation is None or not invitation.is_open(timezone.now()):
            return _over(request)
        return _answer(request, invitation)


def _answer(request: HouseRequest, invitation: Invitation) -> HttpResponse:
    user = get_user(request)
    page: dict[str, Any] = {
        "invitation": invitation,
        "house": Organisation.objects.get(pk=invitation.organisation_id),
        "role": Role(invitation.role),
        "inviter": invitation.invited_by,
    }
    if isinstance(user, User):
        if user.email != invitation.email:
            return render(request, "accounts/invitation_other.html", page | {"user_email": user.email}, status=403)
        return _join(request, invitation, user, page)
    if has_account(invitation.email):
        return render(request, "accounts/invitation_sign_in.html", page)

    def make(form: NewAccountForm) -> str:
        made = accept_with_new_account(invitation=invitation, **form.cleaned_data, at=timezone.now())
        record_authentication(request, made, method="password", email=made.email)
        perform_login(request, made, email=made.email)
        request.session[SESSION_KEY] = invitation.organisation_id
        say(request, _("Bienvenue ! Votre compte est prêt."))
        return "/"

    return form_page(
        request,
        NewAccountForm(request.POST or None),
        title=_("Bienvenue"),
        submit=_("Créer mon compte"),
        on_valid=make,
        template="accounts/invitation_new.html",
        **page,
    )


def _join(request: HouseRequest, invitation: Invitation, user: User, page: dict[str, Any]) -> HttpResponse:
    if request.method != "POST":
        return render(request, "accounts/invitation_join.html", page)
    try:
        join(invitation=invitation, user=user, at=timezone.now())
    except Refused:
        return _over(request)
    request.session[SESSION_KEY] = invitation.organisation_id
    say(request, _("Bienvenue ! Votre rôle est ouvert."))
    return HttpResponseRedirect("/", status=303)


def _over(request: HttpRequest) -> HttpResponse:
    """One answer for a link that was used, revoked, too old, changed or never made."""
    return render(request, "accounts/invitation_over.html", status=404)


def _link(request: HttpRequest) -> Callable[[str], str]:
    return lambda token: full_address(request, reverse("accounts:accept", args=[token]))
