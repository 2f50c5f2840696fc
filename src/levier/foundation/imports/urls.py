from django.urls import path

from levier.foundation.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.runs, name="runs"),
    path("nouveau/", views.new, name="new"),
    path("<int:pk>/", views.run, name="run"),
    path("<int:pk>/annuler/", views.undo_run, name="undo"),
    path("<int:pk>/erreurs/", views.errors, name="errors"),
]
