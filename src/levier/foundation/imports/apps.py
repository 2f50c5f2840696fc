from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "levier.foundation.imports"
    label = "imports"
    verbose_name = "Imports"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.foundation.imports.phrases import ACTS
        from levier.foundation.imports.rules import USE_IMPORTS
        from levier.foundation.journal.sentences import sign_acts
        from levier.foundation.kit.registers import NavigationEntry, navigation

        sign_acts(ACTS)
        navigation.sign_in("imports", NavigationEntry("house", _("Imports"), "imports:runs", USE_IMPORTS), order=90)
