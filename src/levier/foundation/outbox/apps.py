from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "levier.foundation.outbox"
    label = "outbox"
