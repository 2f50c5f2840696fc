from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "levier.foundation.kit"
    label = "kit"
    verbose_name = "Kit"
