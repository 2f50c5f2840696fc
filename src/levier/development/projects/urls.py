from django.urls import path

from levier.development.projects import part_views, step_views, views

app_name = "projects"
urlpatterns = [
    path("", views.projects, name="projects"),
    path("nouveau/", views.new, name="new"),
    path("<int:pk>/", views.project, name="project"),
    path("<int:pk>/modifier/", views.edit, name="edit"),
    path("<int:pk>/pas/", step_views.step, name="step"),
    path("<int:pk>/terminer/", step_views.end, name="end"),
    path("<int:pk>/<slug:slug>/ajouter/", part_views.add, name="add_part"),
    path("conventions/<int:pk>/conditions/ajouter/", part_views.add_condition, name="add_condition"),
    path("<slug:slug>/<int:pk>/modifier/", part_views.edit, name="edit_part"),
    path("<slug:slug>/<int:pk>/retirer/", part_views.remove, name="remove_part"),
    path("echeances/<int:pk>/fait/", part_views.settle, name="settle"),
]
