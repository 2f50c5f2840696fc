from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "levier.register.people"
    label = "people"
    verbose_name = "Personnes"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import (
            Merger,
            NavigationEntry,
            SearchSource,
            mergers,
            navigation,
            search_sources,
        )
        from levier.register.people.merging import merge_own, own_summary, undo_own
        from levier.register.people.models import Person
        from levier.register.people.phrases import ACTS
        from levier.register.people.queries import names_near, search_rows
        from levier.register.people.rules import SEE_PEOPLE

        sign_acts(ACTS)
        objects.sign_in("people.person", Named(by_label(Person, SEE_PEOPLE), "people:person"))
        navigation.sign_in("people", NavigationEntry("register", _("Personnes"), "people:people", SEE_PEOPLE), order=10)
        search_sources.sign_in(
            "person",
            SearchSource("person", _("Personnes"), "people:person", SEE_PEOPLE, search_rows, names_near),
            order=10,
        )
        own = Merger(("people.contactpoint", "people.knownnumber"), own_summary, merge_own, undo_own)
        mergers.sign_in("people", own, order=10)
