from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "levier.support.rights"
    label = "rights"
    verbose_name = "Droits"
