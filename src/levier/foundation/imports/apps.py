from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "levier.foundation.imports"
    label = "imports"
    verbose_name = "Imports"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.foundation.documents.lists import IMPORTED_FILES
        from levier.foundation.imports.keeping import let_files_go, old_files
        from levier.foundation.imports.phrases import ACTS
        from levier.foundation.imports.rules import USE_IMPORTS
        from levier.foundation.journal.sentences import sign_acts
        from levier.foundation.kit.registers import Keeping, NavigationEntry, keepings, navigation

        sign_acts(ACTS)
        navigation.sign_in("imports", NavigationEntry("house", _("Imports"), "imports:runs", USE_IMPORTS), order=90)
        what = _("Les classeurs et tableaux d'où viennent les imports terminés ou annulés. Ce qui a été importé reste.")
        line = Keeping(_("Fichiers importés"), what, "made_at", old_files, let_files_go)
        keepings.sign_in(IMPORTED_FILES, line, order=10)
