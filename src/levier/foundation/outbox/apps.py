from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "levier.foundation.outbox"
    label = "outbox"

    def ready(self) -> None:
        from levier.foundation.kit.registers import carriers
        from levier.foundation.outbox.actions import send_later

        carriers.sign_in("outbox", send_later)
