from django.urls import path

from levier.development.projects import views

app_name = "projects"
urlpatterns = [
    path("", views.projects, name="projects"),
    path("nouveau/", views.new, name="new"),
    path("<int:pk>/", views.project, name="project"),
    path("<int:pk>/modifier/", views.edit, name="edit"),
]
