from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "levier.foundation.accounts"
    label = "accounts"
    verbose_name = "Comptes"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from levier.foundation.accounts import third_party
        from levier.foundation.accounts.phrases import ACTS
        from levier.foundation.accounts.queries import names_of
        from levier.foundation.accounts.tenancy import secure_rows
        from levier.foundation.journal.sentences import Named, objects, sign_acts

        # Sent once per app; ours comes once, after the last room's tables exist.
        post_migrate.connect(secure_rows, sender=_last_room())
        third_party.declare()
        sign_acts(ACTS)
        objects.sign_in("user", Named(names_of))


def _last_room() -> AppConfig:
    from django.apps import apps

    return [config for config in apps.get_app_configs() if config.name.startswith("levier.") and config.models_module][
        -1
    ]
