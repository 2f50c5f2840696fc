from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "levier.register.partners"
    label = "partners"
