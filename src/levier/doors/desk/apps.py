from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "levier.doors.desk"
    label = "desk"
