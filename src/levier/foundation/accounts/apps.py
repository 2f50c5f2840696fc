from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import NavigationEntry, Setting, filter_keepers, letter_kinds, navigation, settings


class AccountsConfig(AppConfig):
    name = "levier.foundation.accounts"
    label = "accounts"
    verbose_name = "Comptes"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from levier.foundation.accounts import third_party
        from levier.foundation.accounts.delays import EVERY_TEN_MINUTES, forget_old_tries
        from levier.foundation.accounts.phrases import ACTS, LETTERS
        from levier.foundation.accounts.queries import addresses_of_invitations, everybody, filters_of_list, names_of
        from levier.foundation.accounts.tasks import SECONDS, look_for_old
        from levier.foundation.accounts.tenancy import secure_rows
        from levier.foundation.journal.sentences import Named, objects, sign_acts
        from levier.foundation.kit.registers import Periodic, periodic

        # Sent once per app; ours comes once, after the last room's tables exist.
        post_migrate.connect(secure_rows, sender=_last_room())
        third_party.declare()
        sign_acts(ACTS)
        objects.sign_in("user", Named(names_of, everybody=everybody))
        objects.sign_in("accounts.user", Named(names_of))
        objects.sign_in("accounts.invitation", Named(addresses_of_invitations))
        periodic.sign_in("keeping", Periodic(SECONDS, look_for_old))
        periodic.sign_in("tries", Periodic(EVERY_TEN_MINUTES, forget_old_tries))
        filter_keepers.sign_in("accounts", filters_of_list)
        for kind, words in LETTERS.items():
            letter_kinds.sign_in(kind, words)
        for place, (name, line) in enumerate(_settings(), start=10):
            settings.sign_in(name, line, order=place)
        for order, (name, entry) in enumerate(_navigation(), start=92):
            navigation.sign_in(name, entry, order=order)


def _navigation() -> list[tuple[str, NavigationEntry]]:
    from levier.foundation.accounts.rules import MANAGE_TEAM, SET_ORGANISATION

    return [
        ("team", NavigationEntry("house", _("Équipe"), "accounts:team", MANAGE_TEAM)),
        ("settings", NavigationEntry("house", _("Réglages"), "accounts:settings", SET_ORGANISATION)),
    ]


def _settings() -> list[tuple[str, Setting]]:
    from levier.foundation.accounts.phrases import invited_in_words, team_in_words
    from levier.foundation.accounts.queries import open_invitations, team
    from levier.foundation.accounts.rules import MANAGE_TEAM

    def colleagues(by: Actor) -> str:
        return team_in_words(len(team(by)))

    def invited(by: Actor) -> str:
        return invited_in_words(len(open_invitations(by)))

    return [
        ("team", Setting(_("Équipe"), colleagues, _("Gérer l'équipe"), "accounts:team", MANAGE_TEAM)),
        (
            "invitations",
            Setting(_("Invitations en cours"), invited, _("Inviter un·e collègue"), "accounts:invite", MANAGE_TEAM),
        ),
    ]


def _last_room() -> AppConfig:
    from django.apps import apps

    return [config for config in apps.get_app_configs() if config.name.startswith("levier.") and config.models_module][
        -1
    ]
