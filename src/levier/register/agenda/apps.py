from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "levier.register.agenda"
    label = "agenda"
