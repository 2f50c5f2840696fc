from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "levier.register.partners"
    label = "partners"
    verbose_name = "Partenaires"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import NavigationEntry, SearchSource, navigation, search_sources
        from levier.register.partners.models import Partner, Place, Programme
        from levier.register.partners.phrases import ACTS
        from levier.register.partners.queries import search_rows, words_known
        from levier.register.partners.rules import SEE_PARTNERS

        sign_acts(ACTS)
        for model, address in ((Partner, "partners:partner"), (Place, "partners:edit_place"), (Programme, "")):
            objects.sign_in(model._meta.label_lower, Named(by_label(model, SEE_PARTNERS), address))
        entry = NavigationEntry("register", _("Partenaires"), "partners:partners", SEE_PARTNERS)
        navigation.sign_in("partners", entry, order=15)
        navigation.sign_in("places", NavigationEntry("register", _("Lieux"), "partners:places", SEE_PARTNERS), order=16)
        source = SearchSource("partner", _("Partenaires"), "partners:partner", SEE_PARTNERS, search_rows, words_known)
        search_sources.sign_in("partner", source, order=25)
