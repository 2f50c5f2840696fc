from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "levier.foundation.imports"
    label = "imports"
