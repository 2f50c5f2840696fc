from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "levier.activity.sheets"
    label = "sheets"
    verbose_name = "Feuilles"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.activity.activities.rules import NOTE_PRESENCES, SEE_ACTIVITIES, SEE_PRESENCES
        from levier.activity.sheets import leaving, merging
        from levier.activity.sheets.lists import CERTIFICATES, SHEETS, UNPROVEN
        from levier.activity.sheets.logos import logos_in_words
        from levier.activity.sheets.models import Certificate, Sheet
        from levier.activity.sheets.panels import due, of_activity, of_person, of_project, of_session
        from levier.activity.sheets.phrases import ACTS
        from levier.foundation.accounts.rules import SET_ORGANISATION
        from levier.foundation.documents.holders import Holder, holders
        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import (
            Eraser,
            Exporter,
            Merger,
            NavigationEntry,
            Panel,
            Setting,
            due_items,
            erasers,
            exporters,
            lists,
            mergers,
            navigation,
            panels,
            settings,
        )

        sign_acts(ACTS)
        objects.sign_in("sheets.sheet", Named(by_label(Sheet, SEE_PRESENCES), "sheets:sheet"))
        objects.sign_in("sheets.certificate", Named(by_label(Certificate, SEE_PRESENCES), "sheets:certificate"))
        part = _("Autour des activités")
        entry = NavigationEntry("activity", _("Feuilles"), "sheets:sheets", SEE_PRESENCES, part)
        navigation.sign_in("sheets", entry, order=43)
        lists.sign_in("sheets:sheets", SHEETS)
        lists.sign_in("sheets:unproven", UNPROVEN)
        lists.sign_in("sheets:certificates", CERTIFICATES)
        of_sheets = Holder(Sheet.objects.visible_to, "sheets:sheet", "sheet", SEE_PRESENCES, NOTE_PRESENCES)
        holders.sign_in("sheets.sheet", of_sheets)
        panels.sign_in("sheets.session", Panel("session", "sheets/_session.html", SEE_PRESENCES, of_session), order=10)
        panels.sign_in(
            "sheets.activity", Panel("activity", "sheets/_activity.html", SEE_PRESENCES, of_activity), order=10
        )
        panels.sign_in("sheets.person", Panel("person", "sheets/_person.html", SEE_PRESENCES, of_person), order=31)
        panels.sign_in("sheets.project", Panel("project", "sheets/_project.html", SEE_ACTIVITIES, of_project), order=31)
        due_items.sign_in("sheets", due, order=21)
        line = Setting(_("Logos des feuilles"), logos_in_words, _("Gérer les logos"), "sheets:logos", SET_ORGANISATION)
        settings.sign_in("sheets.logos", line, order=40)
        exporters.sign_in("sheets", Exporter(leaving.TITLES, leaving.rows), order=42)
        erasers.sign_in("sheets", Eraser(leaving.TABLES, leaving.fates, leaving.erase), order=17)
        mergers.sign_in("sheets", Merger(merging.TABLES, merging.summary, merging.merge, merging.undo), order=42)
