from django.apps import AppConfig


class JobsearchConfig(AppConfig):
    name = "levier.support.jobsearch"
    label = "jobsearch"
    verbose_name = "Recherche d'emploi"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.foundation.documents import holders
        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import (
            Eraser,
            Exporter,
            Merger,
            NavigationEntry,
            Panel,
            due_items,
            erasers,
            exporters,
            mergers,
            navigation,
            panels,
        )
        from levier.support.jobsearch import leaving, merging
        from levier.support.jobsearch.models import Application, Contract, Resume
        from levier.support.jobsearch.panels import due, of_appointment, of_person
        from levier.support.jobsearch.phrases import ACTS
        from levier.support.jobsearch.rules import SEE_ACTS, SEE_SEARCH, WRITE_SEARCH

        sign_acts(ACTS)
        objects.sign_in("jobsearch.application", Named(by_label(Application, SEE_SEARCH)))
        objects.sign_in("jobsearch.contract", Named(by_label(Contract, SEE_SEARCH), "jobsearch:contract"))
        objects.sign_in("jobsearch.resume", Named(by_label(Resume, SEE_SEARCH), "jobsearch:resume"))
        entry = NavigationEntry("support", _("Candidatures"), "jobsearch:applications", SEE_SEARCH)
        navigation.sign_in("jobsearch", entry, order=34)
        week = NavigationEntry("support", _("À encoder à Actiris"), "jobsearch:week", SEE_ACTS)
        navigation.sign_in("jobsearch.week", week, order=35)
        panels.sign_in("jobsearch.person", Panel("person", "jobsearch/_person.html", SEE_SEARCH, of_person), order=16)
        booked = Panel("appointment", "jobsearch/_interpreters.html", SEE_SEARCH, of_appointment)
        panels.sign_in("jobsearch.appointment", booked, order=10)
        due_items.sign_in("jobsearch", due, order=18)
        exporters.sign_in("jobsearch", Exporter(leaving.COPIED, leaving.rows), order=32)
        erasers.sign_in("jobsearch", Eraser(leaving.TABLES, leaving.fates, leaving.erase), order=25)
        mergers.sign_in("jobsearch", Merger(merging.TABLES, merging.summary, merging.merge, merging.undo), order=32)
        for name, table in (("contract", Contract), ("resume", Resume)):
            holder = holders.Holder(
                lambda actor, table=table: table.objects.visible_to(actor).select_related("person"),  # type: ignore[misc]
                f"jobsearch:{name}",
                name,
                SEE_SEARCH,
                WRITE_SEARCH,
            )
            holders.sign_in(f"jobsearch.{name}", holder, order=5)
