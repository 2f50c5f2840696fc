from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "levier.register.people"
    label = "people"
