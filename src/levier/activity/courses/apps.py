from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "levier.activity.courses"
    label = "courses"
    verbose_name = "Formations"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.activity.courses import leaving, merging
        from levier.activity.courses.actions.announcing import KIND
        from levier.activity.courses.certifying import learnt
        from levier.activity.courses.collective_lists import COLLECTIVES
        from levier.activity.courses.hour_lists import HOURS
        from levier.activity.courses.lists import CANDIDATES, COURSES, INTERNSHIPS
        from levier.activity.courses.models import Candidate, Collective, Course, Internship
        from levier.activity.courses.panels import due, of_activity, of_person
        from levier.activity.courses.phrases import ACTS
        from levier.activity.courses.rules import SEE_COLLECTIVES, SEE_COURSES
        from levier.activity.sheets.registers import added
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
            letter_kinds,
            lists,
            mergers,
            navigation,
            panels,
        )

        sign_acts(ACTS)
        added.sign_in("course", learnt)
        letter_kinds.sign_in(KIND, _("décision d'une formation"))
        objects.sign_in("courses.course", Named(by_label(Course, SEE_COURSES, "activity"), "courses:course"))
        objects.sign_in("courses.candidate", Named(by_label(Candidate, SEE_COURSES, "person"), "courses:candidate"))
        named = Named(by_label(Internship, SEE_COURSES, "partner"), "courses:internship")
        objects.sign_in("courses.internship", named)
        named = Named(by_label(Collective, SEE_COLLECTIVES, "activity"), "courses:collective")
        objects.sign_in("courses.collective", named)
        entry = NavigationEntry("activity", _("Formations"), "courses:courses", SEE_COURSES)
        navigation.sign_in("courses", entry, order=43)
        part = _("Autour des activités")
        entry = NavigationEntry("activity", _("Collectifs"), "courses:collectives", SEE_COLLECTIVES, part)
        navigation.sign_in("courses.collectives", entry, order=43)
        panels.sign_in("courses.person", Panel("person", "courses/_person.html", SEE_COURSES, of_person), order=31)
        panels.sign_in(
            "courses.activity", Panel("activity", "courses/_activity.html", SEE_COURSES, of_activity), order=10
        )
        for name, page in (
            ("courses", COURSES),
            ("candidates", CANDIDATES),
            ("internships", INTERNSHIPS),
            ("hours", HOURS),
            ("collectives", COLLECTIVES),
        ):
            lists.sign_in(f"courses:{name}", page)
        due_items.sign_in("courses", due, order=26)
        exporters.sign_in("courses", Exporter(leaving.TITLES, leaving.rows), order=46)
        erasers.sign_in("courses", Eraser(leaving.TABLES, leaving.fates, leaving.erase), order=16)
        mergers.sign_in("courses", Merger(merging.TABLES, merging.summary, merging.merge, merging.undo), order=46)
