from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "levier.evidence.outcomes"
    label = "outcomes"
