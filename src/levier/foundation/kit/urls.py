from django.urls import path

from levier.foundation.kit import views

app_name = "kit"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("recherche/", views.search, name="search"),
]
