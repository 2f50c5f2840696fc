from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "levier.foundation.documents"
    label = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.foundation.accounts.numbers import Number, numbers
        from levier.foundation.documents.phrases import ACTS, place_in_words
        from levier.foundation.documents.queries import MEGABYTES, names_of
        from levier.foundation.documents.rules import SEE_LIST
        from levier.foundation.documents.tasks import SECONDS, look_for_forgotten
        from levier.foundation.journal.sentences import Named, objects, sign_acts
        from levier.foundation.kit.registers import NavigationEntry, Periodic, navigation, periodic

        sign_acts(ACTS)
        objects.sign_in("documents.document", Named(names_of, "documents:document"))
        periodic.sign_in("documents", Periodic(SECONDS, look_for_forgotten))
        entry = NavigationEntry("house", _("Documents"), "documents:documents", SEE_LIST)
        place = Number(
            _("Place pour les documents, en millions d'octets (Mo)"),
            _("De 1 à 100 000. Une page scannée prend environ un demi-Mo. Ce qui est déjà gardé reste."),
            5_000,
            1,
            100_000,
            place_in_words,
        )
        numbers.sign_in(MEGABYTES, place)
        navigation.sign_in("documents", entry, order=89)
