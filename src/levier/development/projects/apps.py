from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "levier.development.projects"
    label = "projects"
