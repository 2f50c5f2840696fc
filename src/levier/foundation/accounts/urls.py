from django.urls import URLPattern, URLResolver, include, path

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = []

sign_in_patterns: list[URLPattern | URLResolver] = [
    path("", include("allauth.account.urls")),
    path("double-verification/", include("allauth.mfa.urls")),
    path("appareils/", include("allauth.usersessions.urls")),
]
