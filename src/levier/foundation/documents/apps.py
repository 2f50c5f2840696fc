from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "levier.foundation.documents"
    label = "documents"
