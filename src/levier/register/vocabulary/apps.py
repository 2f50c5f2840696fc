from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "levier.register.vocabulary"
    label = "vocabulary"
