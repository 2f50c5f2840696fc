from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "levier.activity.activities"
    label = "activities"
