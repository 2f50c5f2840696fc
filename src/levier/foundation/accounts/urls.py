from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from allauth.usersessions import urls as usersessions_urls
from django.urls import URLPattern, URLResolver, include, path

from levier.foundation.accounts import views
from levier.foundation.accounts.third_party import OWN, PUBLIC

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [path("preferences/", views.preferences, name="preferences")]


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
    path("appareils/", include(_flat(usersessions_urls.urlpatterns))),
]
