from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "levier.register.people"
    label = "people"
    verbose_name = "Personnes"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import (
            Eraser,
            Exporter,
            Merger,
            NavigationEntry,
            Periodic,
            SearchSource,
            Setting,
            erasers,
            exporters,
            lists,
            mergers,
            navigation,
            periodic,
            search_sources,
            settings,
        )
        from levier.register.people import leaving
        from levier.register.people.copying import own_rows
        from levier.register.people.merging import OWN, merge_own, own_summary, undo_own
        from levier.register.people.models import Person, SealedProof
        from levier.register.people.national import authorisation_in_words
        from levier.register.people.phrases import ACTS
        from levier.register.people.queries import names_near, search_rows
        from levier.register.people.rules import OPEN_PROOFS, SEE_PEOPLE, SET_NATIONAL_NUMBERS
        from levier.register.people.tasks import SECONDS, look_for_ended
        from levier.register.people.views import PEOPLE

        number = Setting(
            _("Numéro national des personnes"),
            authorisation_in_words,
            _("Choisir"),
            "people:national_setting",
            SET_NATIONAL_NUMBERS,
        )
        settings.sign_in("people.national_numbers", number, order=30)
        sign_acts(ACTS)
        lists.sign_in("people:people", PEOPLE)
        objects.sign_in("people.person", Named(by_label(Person, SEE_PEOPLE), "people:person"))
        navigation.sign_in("people", NavigationEntry("register", _("Personnes"), "people:people", SEE_PEOPLE), order=10)
        kept = NavigationEntry("register", _("Preuves gardées"), "people:proofs", OPEN_PROOFS)
        navigation.sign_in("proofs", kept, order=19)
        search_sources.sign_in(
            "person",
            SearchSource("person", _("Personnes"), "people:person", SEE_PEOPLE, search_rows, names_near),
            order=10,
        )
        own_tables = tuple(table._meta.label_lower for table, _same in OWN.values())
        own = Merger(own_tables, own_summary, merge_own, undo_own)
        mergers.sign_in("people", own, order=10)
        titles = {
            "people.person": _("Identité"),
            "people.contactpoint": _("Contacts"),
            "people.othername": _("Autres noms"),
            "people.languageskill": _("Langues"),
            "people.mandate": _("Accords de transmission"),
            "people.photo": _("Accord pour la photo"),
            "documents.document": _("Photo"),
            "people.knownnumber": _("Numéros dans des classeurs"),
            "outbox.message": _("Messages envoyés"),
            "journal.line": _("Qui a modifié ou lu votre fiche"),
        }
        exporters.sign_in("people", Exporter(titles, own_rows), order=10)
        tables = ("people.person", *own_tables, "people.pair", "people.merge", "people.sealedproof")
        erasers.sign_in("people", Eraser(tables, leaving.fates, leaving.erase), order=90)
        objects.sign_in("people.sealedproof", Named(by_label(SealedProof, OPEN_PROOFS), "people:proof"))
        periodic.sign_in("people", Periodic(SECONDS, look_for_ended))
