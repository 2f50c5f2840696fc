from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "levier.evidence.reports"
    label = "reports"
