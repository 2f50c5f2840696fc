from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "levier.development.calls"
    label = "calls"
    verbose_name = "Besoins et appels"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.development.calls.models import Call, Need
        from levier.development.calls.phrases import ACTS
        from levier.development.calls.queries import due, search_rows, words_known
        from levier.development.calls.rules import SEE_CALLS
        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import (
            NavigationEntry,
            SearchSource,
            due_items,
            navigation,
            search_sources,
        )

        sign_acts(ACTS)
        for model, page in ((Need, "calls:need"), (Call, "calls:call")):
            objects.sign_in(model._meta.label_lower, Named(by_label(model, SEE_CALLS), page))
        for name, label, address, order in (
            ("needs", _("Besoins"), "calls:needs", 17),
            ("calls", _("Appels à projets"), "calls:calls", 18),
        ):
            navigation.sign_in(name, NavigationEntry("development", label, address, SEE_CALLS), order=order)
        source = SearchSource("call", _("Appels à projets"), "calls:call", SEE_CALLS, search_rows, words_known)
        search_sources.sign_in("call", source, order=30)
        due_items.sign_in("calls", due, order=20)
