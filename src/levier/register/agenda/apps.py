from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "levier.register.agenda"
    label = "agenda"
    verbose_name = "Agenda"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import NavigationEntry, due_items, lists, navigation
        from levier.register.agenda.models import Resource
        from levier.register.agenda.phrases import ACTS
        from levier.register.agenda.queries import due
        from levier.register.agenda.resource_views import RESOURCES
        from levier.register.agenda.rules import KEEP_HOURS, KEEP_TASKS, SEE_RESOURCES

        sign_acts(ACTS)
        navigation.sign_in("todos", NavigationEntry("desk", _("Mes tâches"), "agenda:todos", KEEP_TASKS), order=2)
        navigation.sign_in("week", NavigationEntry("desk", _("Ma semaine"), "agenda:week", KEEP_HOURS), order=3)
        rooms = NavigationEntry("activity", _("Salles et matériel"), "agenda:resources", SEE_RESOURCES)
        navigation.sign_in("resources", rooms, order=45)
        lists.sign_in("agenda:resources", RESOURCES)
        objects.sign_in("agenda.resource", Named(by_label(Resource, SEE_RESOURCES), "agenda:resource"))
        due_items.sign_in("agenda", due, order=5)
