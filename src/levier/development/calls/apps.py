from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "levier.development.calls"
    label = "calls"
