from datetime import datetime

from django.apps import AppConfig

from levier.foundation.kit.actors import Actor


class EpnConfig(AppConfig):
    name = "levier.activity.epn"
    label = "epn"
    verbose_name = "EPN"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.activity.epn import leaving, merging
        from levier.activity.epn.keeping import let_names_go, named_visits
        from levier.activity.epn.lists import VISITS
        from levier.activity.epn.models import Assessment, Space, Station, Visit
        from levier.activity.epn.panels import due, of_person
        from levier.activity.epn.phrases import ACTS
        from levier.activity.epn.queries import to_visit
        from levier.activity.epn.rules import RUN_SPACES, SEE_FIGURES, SEE_SKILLS, SEE_SPACES
        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import (
            Eraser,
            Exporter,
            Keeping,
            Merger,
            NavigationEntry,
            Panel,
            due_items,
            erasers,
            exporters,
            groundworks,
            keepings,
            lists,
            mergers,
            navigation,
            panels,
        )
        from levier.support.pathways.registers import waited_for

        sign_acts(ACTS)
        objects.sign_in("epn.space", Named(by_label(Space, SEE_SPACES), "epn:space"))
        objects.sign_in("epn.station", Named(by_label(Station, SEE_SPACES), "epn:station"))
        objects.sign_in("epn.visit", Named(by_label(Visit, RUN_SPACES), "epn:visit"))
        objects.sign_in("epn.assessment", Named(by_label(Assessment, SEE_SKILLS), "epn:assessment"))
        entry = NavigationEntry("activity", _("Espace numérique"), "epn:spaces", SEE_SPACES)
        navigation.sign_in("epn", entry, order=44)
        counted = NavigationEntry("activity", _("Chiffres du numérique"), "epn:figures", SEE_FIGURES)
        navigation.sign_in("epn.figures", counted, order=45)
        panels.sign_in("epn.person", Panel("person", "epn/_person.html", SEE_SKILLS, of_person), order=32)
        lists.sign_in("epn:visits", VISITS)
        due_items.sign_in("epn", due, order=24)
        what = _("Le nom de qui est venu : la visite et l'aide restent comptées, sans personne.")
        kept = Keeping(_("Noms des visites à l'espace numérique"), what, "arrived_at", named_visits, let_names_go)
        keepings.sign_in("epn_visits", kept, order=30)
        waited_for.sign_in("epn", to_visit, order=20)
        groundworks.sign_in("epn", _lay_ground, order=30)
        exporters.sign_in("epn", Exporter(leaving.TITLES, leaving.rows), order=45)
        erasers.sign_in("epn", Eraser(leaving.TABLES, leaving.fates, leaving.erase), order=18)
        mergers.sign_in("epn", Merger(merging.TABLES, merging.summary, merging.merge, merging.undo), order=45)


def _lay_ground(by: Actor, at: datetime) -> None:
    """Topics of help, and minima of the label that say they are to be checked."""
    from django.utils import timezone

    from levier.activity.epn.actions.spaces import lay_minima
    from levier.activity.epn.actions.topics import lay_topics

    lay_topics(by)
    lay_minima(by, at, timezone.localdate(at))
