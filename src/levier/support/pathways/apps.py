from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "levier.support.pathways"
    label = "pathways"
    verbose_name = "Accompagnement"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.foundation.accounts.numbers import Number, numbers
        from levier.foundation.imports.importer import importers
        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import (
            Eraser,
            Exporter,
            Merger,
            NavigationEntry,
            Panel,
            Periodic,
            due_items,
            erasers,
            exporters,
            groundworks,
            letter_kinds,
            lists,
            mergers,
            navigation,
            panels,
            periodic,
        )
        from levier.foundation.kit.registers import ahead as person_ahead
        from levier.foundation.kit.registers import companions as person_companions
        from levier.support.pathways import leaving, merging, registers
        from levier.support.pathways.actions.exceptional import HOURS
        from levier.support.pathways.actions.messages import KIND as GROUP
        from levier.support.pathways.caseload import LISTS
        from levier.support.pathways.exceptional_letters import KIND as EXCEPTIONAL
        from levier.support.pathways.ground import lay_items, lay_note_templates, lay_plan_templates
        from levier.support.pathways.letters import KIND
        from levier.support.pathways.models import (
            Finding,
            Goal,
            GroupMessage,
            Item,
            Note,
            NoteTemplate,
            PlanTemplate,
            Referral,
            Step,
        )
        from levier.support.pathways.panels import (
            accesses_due,
            ahead,
            companions,
            drafts_due,
            due,
            of_access,
            of_partner,
            of_person,
            referrals_due,
        )
        from levier.support.pathways.phrases import ACTS, hours_in_words
        from levier.support.pathways.rules import OPEN_EXCEPTIONALLY, REVIEW_ACCESS, SEE_PATHWAYS
        from levier.support.pathways.sheets.caseload_importer import CaseloadImporter
        from levier.support.pathways.sheets.diagnosis_importer import DiagnosisImporter
        from levier.support.pathways.tasks import SECONDS, look_for_expired, look_for_silent

        sign_acts(ACTS)
        for url_name, page in LISTS.items():
            lists.sign_in(url_name, page)
        importers.sign_in("caseload", CaseloadImporter(), order=110)
        importers.sign_in("diagnosis", DiagnosisImporter(), order=111)
        objects.sign_in("pathways.item", Named(by_label(Item, SEE_PATHWAYS), "pathways:edit_item"))
        written = Named(by_label(GroupMessage, SEE_PATHWAYS), "pathways:group_message")
        objects.sign_in("pathways.groupmessage", written)
        objects.sign_in("pathways.plantemplate", Named(by_label(PlanTemplate, SEE_PATHWAYS), "pathways:plan_template"))
        headings = Named(by_label(NoteTemplate, SEE_PATHWAYS), "pathways:edit_note_template")
        objects.sign_in("pathways.notetemplate", headings)
        groundworks.sign_in("pathways.note_templates", lay_note_templates, order=12)
        groundworks.sign_in("pathways", lay_items, order=10)
        groundworks.sign_in("pathways.templates", lay_plan_templates, order=11)
        entry = NavigationEntry("support", _("Mes accompagnements"), "pathways:mine", SEE_PATHWAYS)
        navigation.sign_in("pathways", entry, order=10)
        tools = _("Outils de l'équipe")
        notes = NavigationEntry("support", _("Chercher dans les notes"), "pathways:note_search", SEE_PATHWAYS, tools)
        navigation.sign_in("notes", notes, order=89)
        sent = NavigationEntry("support", _("Orientations"), "pathways:referrals", SEE_PATHWAYS)
        navigation.sign_in("referrals", sent, order=20)
        letter_kinds.sign_in(EXCEPTIONAL, _("accès exceptionnel à un dossier"))
        for_how_long = Number(
            _("Combien d'heures dure un accès exceptionnel à un dossier"),
            _("De 1 à 24 heures. Ensuite le dossier se referme seul."),
            4,
            1,
            24,
            hours_in_words,
        )
        numbers.sign_in(HOURS, for_how_long)
        letter_kinds.sign_in(GROUP, _("message à plusieurs personnes"))
        letter_kinds.sign_in(KIND, _("orientation vers un partenaire"))
        opened = NavigationEntry("support", _("Accès exceptionnels"), "pathways:accesses", REVIEW_ACCESS, tools)
        navigation.sign_in("accesses", opened, order=95)
        items = NavigationEntry("support", _("Freins et atouts"), "pathways:items", SEE_PATHWAYS, tools)
        navigation.sign_in("items", items, order=90)
        made = NavigationEntry("support", _("Modèles"), "pathways:plan_templates", SEE_PATHWAYS, tools)
        navigation.sign_in("templates", made, order=91)
        tabs = (
            (10, "pathway", _("Accompagnement")),
            (20, "diagnosis", _("Diagnostic")),
            (30, "plan", _("Plan")),
            (50, "notes", _("Notes")),
            (60, "referrals_of", _("Orientations")),
        )
        for order, name, label in tabs:
            registers.tabs.sign_in(name, (label, f"pathways:{name}"), order=order)
        for table in (Finding, Note, Goal, Step, Referral):
            moment = "noted_at" if table is Finding else "made_at"
            registers.written.sign_in(table._meta.label_lower, (table, moment))
        panels.sign_in("pathways.person", Panel("person", "pathways/_person.html", SEE_PATHWAYS, of_person), order=5)
        asked = Panel("person", "pathways/_access.html", OPEN_EXCEPTIONALLY, of_access)
        panels.sign_in("pathways.access", asked, order=6)
        panels.sign_in(
            "pathways.partner", Panel("partner", "pathways/_partner.html", SEE_PATHWAYS, of_partner), order=20
        )
        due_items.sign_in("pathways", due, order=15)
        due_items.sign_in("pathways.accesses", accesses_due, order=18)
        due_items.sign_in("pathways.drafts", drafts_due, order=17)
        due_items.sign_in("pathways.referrals", referrals_due, order=16)
        person_ahead.sign_in("pathways", ahead, order=15)
        person_companions.sign_in("pathways", companions, order=5)
        mergers.sign_in("pathways", Merger(merging.TABLES, merging.summary, merging.merge, merging.undo), order=20)
        exporters.sign_in("pathways", Exporter(leaving.TITLES, leaving.rows), order=30)
        erasers.sign_in("pathways", Eraser(leaving.TABLES, leaving.fates, leaving.erase), order=30)
        periodic.sign_in("pathways", Periodic(SECONDS, look_for_expired))
        periodic.sign_in("pathways.referrals", Periodic(SECONDS, look_for_silent))
