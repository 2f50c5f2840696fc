from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "levier.foundation.accounts"
    label = "accounts"
    verbose_name = "Comptes"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from levier.foundation.accounts import third_party
        from levier.foundation.accounts.tenancy import secure_rows

        # Sent once per app; ours comes once, after the last room's tables exist.
        post_migrate.connect(secure_rows, sender=_last_room())
        third_party.declare()


def _last_room() -> AppConfig:
    from django.apps import apps

    return [config for config in apps.get_app_configs() if config.name.startswith("levier.") and config.models_module][
        -1
    ]
