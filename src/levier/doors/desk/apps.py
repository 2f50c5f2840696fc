from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "levier.doors.desk"
    label = "desk"
    verbose_name = "Bureau"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.doors.desk.rules import USE_DESK
        from levier.foundation.kit.registers import NavigationEntry, navigation

        navigation.sign_in("my_day", NavigationEntry("desk", _("Ma journée"), "desk:my_day", USE_DESK), order=1)
