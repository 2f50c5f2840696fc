from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from django.urls import URLPattern, URLResolver, include, path

from levier.foundation.accounts.third_party import OWN, PUBLIC
from levier.foundation.accounts.views import choices, filters, invitations, organisation, own, team

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("mon-compte/", own.own_account, name="own_account"),
    path("mon-compte/preferences/", own.preferences, name="preferences"),
    path("mon-compte/appareils/", own.devices, name="devices"),
    path("mon-compte/appareils/fermer-les-autres/", own.end_other_devices, name="end_other_devices"),
    path("mon-compte/appareils/<int:pk>/fermer/", own.end_device, name="end_device"),
    path("mon-compte/association/", own.choose, name="choose"),
    path("mon-compte/vues/", filters.kept_filters, name="kept_filters"),
    path("mon-compte/vues/<int:pk>/", filters.edit, name="edit_filters"),
    path("mon-compte/vues/<int:pk>/retirer/", filters.drop, name="drop_filters"),
    path("mon-compte/vues/garder/<str:page>/", filters.keep, name="keep_filters"),
    path("equipe/", team.members, name="team"),
    path("equipe/roles/", team.roles, name="roles"),
    path("equipe/inviter/", invitations.invite_colleague, name="invite"),
    path("equipe/<int:pk>/", team.member_page, name="member"),
    path("equipe/<int:pk>/suspendre/", team.suspend, name="suspend"),
    path("equipe/<int:pk>/retablir/", team.restore, name="restore"),
    path("equipe/<int:pk>/double-verification/", team.forget_second_factor, name="forget_second_factor"),
    path("equipe/invitations/<int:pk>/renvoyer/", invitations.resend, name="resend_invitation"),
    path("equipe/invitations/<int:pk>/retirer/", invitations.revoke, name="revoke_invitation"),
    path("invitation/<str:token>/", invitations.accept, name="accept"),
    path("reglages/", organisation.settings_page, name="settings"),
    path("reglages/nombres/<slug:number>/", choices.choose, name="number"),
    path("reglages/conservation/", choices.keeping, name="keeping"),
    path("reglages/conservation/<slug:kept>/", choices.keep, name="keep"),
]


def _flat(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """Only the sign-in views that we declare; the library's others are not mounted."""
    kept: list[URLPattern | URLResolver] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = _flat(pattern.url_patterns)
            if inner:
                kept.append(path(str(pattern.pattern), include(inner)))
        elif pattern.name in {*PUBLIC, *OWN}:
            kept.append(pattern)
    return kept


sign_in_patterns: list[URLPattern | URLResolver] = [
    *_flat(account_urls.urlpatterns),
    path("double-verification/", include(_flat(mfa_urls.urlpatterns))),
    path("signup/", own.closed, name="account_signup"),
]
