from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "levier.development.projects"
    label = "projects"
    verbose_name = "Projets"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.development.projects.models import Project
        from levier.development.projects.panels import due, of_call, of_need, of_partner
        from levier.development.projects.phrases import ACTS
        from levier.development.projects.queries import search_rows, words_known
        from levier.development.projects.rules import CHANGE_PROJECTS, SEE_PROJECTS
        from levier.foundation.documents import holders
        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import (
            NavigationEntry,
            Panel,
            SearchSource,
            due_items,
            navigation,
            panels,
            search_sources,
        )

        sign_acts(ACTS)
        objects.sign_in("projects.project", Named(by_label(Project, SEE_PROJECTS), "projects:project"))
        entry = NavigationEntry("development", _("Projets"), "projects:projects", SEE_PROJECTS)
        navigation.sign_in("projects", entry, order=20)
        source = SearchSource("project", _("Projets"), "projects:project", SEE_PROJECTS, search_rows, words_known)
        search_sources.sign_in("project", source, order=20)
        for place, context in (("partner", of_partner), ("call", of_call), ("need", of_need)):
            panel = Panel(place, f"projects/_{place}.html", SEE_PROJECTS, context)
            panels.sign_in(f"projects.{place}", panel, order=10)
        due_items.sign_in("projects", due, order=10)
        holders.sign_in(
            "projects.project",
            holders.Holder(Project.objects.visible_to, "projects:project", "project", SEE_PROJECTS, CHANGE_PROJECTS),
        )
