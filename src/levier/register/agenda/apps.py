from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "levier.register.agenda"
    label = "agenda"
    verbose_name = "Agenda"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.foundation.journal.sentences import sign_acts
        from levier.foundation.kit.registers import NavigationEntry, due_items, navigation
        from levier.register.agenda.phrases import ACTS
        from levier.register.agenda.queries import due
        from levier.register.agenda.rules import KEEP_HOURS, KEEP_TASKS

        sign_acts(ACTS)
        navigation.sign_in("todos", NavigationEntry("desk", _("Mes tâches"), "agenda:todos", KEEP_TASKS), order=2)
        navigation.sign_in("week", NavigationEntry("desk", _("Ma semaine"), "agenda:week", KEEP_HOURS), order=3)
        due_items.sign_in("agenda", due, order=5)
