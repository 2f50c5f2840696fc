"""The examination of a house."""

import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from levier.config.browser import chromium
from levier.config.cluster import server_binaries
from levier.config.command.serve import waiting_migrations
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.outbox.queries import trouble_of

BACKUP_AGE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Finding:
    """`mark`: bon, ATTENTION or MANQUE; `mend` says what to do."""

    mark: str
    what: str
    mend: str = ""


def examine() -> list[Finding]:
    """Everything worth saying about this house, in the order of a visit."""
    is_late = waiting_migrations()
    post = [] if is_late else _post()
    return [*_home(), *_database(is_late), *_secrets(), *_backup(), *_mail_server(), *post, *_tools()]


def _home() -> Iterator[Finding]:
    home: Path = settings.HOME
    yield Finding("bon", f"Dossier de la maison : {home}")
    if home.exists() and stat.S_IMODE(home.stat().st_mode) & 0o077:
        yield Finding("ATTENTION", "D'autres comptes de cette machine peuvent lire ce dossier.", f"chmod 700 {home}")
    free = shutil.disk_usage(home if home.exists() else home.parent).free
    if free < 2 * 1024**3:
        yield Finding("ATTENTION", f"Il reste {free // 1024**2} Mo sur ce disque.", "Libérez de la place.")


def _database(is_late: bool) -> Iterator[Finding]:
    yield Finding("bon", f"Base de données : {connection.vendor}")
    if is_late:
        yield Finding("MANQUE", "Les tables ne sont pas à jour.", "levier migrate")
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            if cursor.fetchone()[0] < 2:
                yield Finding("MANQUE", "SQLite peut perdre un enregistrement confirmé.", "Remettez synchronous=FULL.")
        else:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            if cursor.fetchone()[0]:
                mend = "Donnez à Levier un rôle qui ne possède rien (docs/operations.md)."
                yield Finding("MANQUE", "Levier se connecte avec un rôle que rien n'arrête.", mend)


def _secrets() -> Iterator[Finding]:
    if settings.DEMONSTRATION:
        yield Finding("ATTENTION", "C'est une démonstration : mots de passe connus, pas de double vérification.")
    elif not settings.SECURE:
        yield Finding(
            "ATTENTION", "Les cookies voyagent sans chiffrement.", "Servez en https et enlevez LEVIER_SECURE=0."
        )
    for file in (settings.HOME / "keys").glob("*"):
        if stat.S_IMODE(file.stat().st_mode) & 0o077:
            yield Finding("MANQUE", f"La clé {file.name} est lisible par d'autres.", f"chmod 600 {file}")


def _backup() -> Iterator[Finding]:
    stamp = settings.HOME / "last-verified-backup"
    if not stamp.exists():
        yield Finding(
            "ATTENTION", "Aucune sauvegarde n'a encore été vérifiée.", "levier backup, puis levier restore --verify"
        )
        return
    verified = datetime.fromisoformat(stamp.read_text(encoding="ascii").strip())
    age = timezone.now() - verified
    if age > BACKUP_AGE:
        what = f"La dernière sauvegarde vérifiée a {age.days} jours."
        yield Finding("ATTENTION", what, "levier backup, puis levier restore --verify")
    else:
        yield Finding("bon", f"Sauvegarde vérifiée le {verified:%d/%m/%Y}.")


def _mail_server() -> Iterator[Finding]:
    """Do mails leave this machine?"""
    if settings.MAILERS["default"]["BACKEND"].endswith("filebased.EmailBackend") and not settings.DEMONSTRATION:
        what = f"Les mails ne partent pas : ils s'écrivent dans {settings.HOME / 'mail'}."
        yield Finding("ATTENTION", what, "Donnez LEVIER_MAIL_HOST et LEVIER_MAIL_FROM, par exemple dans levier.conf.")


def _post() -> Iterator[Finding]:
    """Does what waits get sent, and does it arrive?"""
    now, found = timezone.now(), []
    for pk in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        with working_for(pk):
            found.append(trouble_of(pk, now))
    late, failing, given_up = (sum(getattr(one, name) for one in found) for name in ("late", "failing", "given_up"))
    if late:
        what = f"{late} message(s) à envoyer attendent depuis plus d'une heure : le travail de fond ne tourne pas."
        yield Finding("MANQUE", what, "levier serve (sans --no-worker), ou levier worker à part")
    if failing or given_up:
        what = f"{failing} message(s) en échec, {given_up} abandonné(s) depuis sept jours."
        yield Finding("ATTENTION", what, "Ouvrez la page « Envois » : chaque message y dit pourquoi.")


def _tools() -> Iterator[Finding]:
    if chromium() is None:
        yield Finding("bon", "Chromium n'est pas installé : seuls les tests dans un navigateur en ont besoin.")
    if server_binaries() is None:
        yield Finding("bon", "Le serveur PostgreSQL n'est pas installé : SQLite suffit à une association.")
