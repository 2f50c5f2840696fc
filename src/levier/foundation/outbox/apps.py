from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "levier.foundation.outbox"
    label = "outbox"
    verbose_name = "Envois"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import (
            Keeping,
            NavigationEntry,
            Periodic,
            carriers,
            due_items,
            keepings,
            navigation,
            periodic,
        )
        from levier.foundation.outbox.actions import send_later
        from levier.foundation.outbox.keeping import let_messages_go, old_messages
        from levier.foundation.outbox.models import Message
        from levier.foundation.outbox.panels import due
        from levier.foundation.outbox.phrases import ACTS
        from levier.foundation.outbox.rules import SEE_MESSAGES
        from levier.foundation.outbox.tasks import SECONDS, look_for_due

        carriers.sign_in("outbox", send_later)
        sign_acts(ACTS)
        objects.sign_in("outbox.message", Named(by_label(Message, SEE_MESSAGES), "outbox:message"))
        navigation.sign_in("outbox", NavigationEntry("house", _("Envois"), "outbox:messages", SEE_MESSAGES), order=91)
        due_items.sign_in("outbox", due, order=90)
        periodic.sign_in("outbox", Periodic(SECONDS, look_for_due))
        what = _(
            "Les mails et les SMS envoyés ou abandonnés, avec leur adresse et leur texte."
            " Ceux qui attendent restent toujours."
        )
        keepings.sign_in("mails", Keeping(_("Mails et SMS"), what, "made_at", old_messages, let_messages_go), order=20)
