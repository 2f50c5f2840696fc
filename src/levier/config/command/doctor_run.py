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
from levier.config.command.serve import out_of_date, unsafe
from levier.config.command.typed import typed
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership, Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.journal.models import Head, Line
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
    late = out_of_date()
    post = [] if late else _post()
    return [*_home(), *_database(late), *_settings(), *_secrets(), *_backup(), *_mail_server(), *post, *_tools()]


def _home() -> Iterator[Finding]:
    home: Path = settings.HOME
    yield Finding("bon", f"Dossier de la maison : {home}")
    if home.exists() and stat.S_IMODE(home.stat().st_mode) & 0o077:
        yield Finding("ATTENTION", "D'autres comptes de cette machine peuvent lire ce dossier.", f"chmod 700 {home}")
    free = shutil.disk_usage(home if home.exists() else home.parent).free
    if free < 2 * 1024**3:
        yield Finding("ATTENTION", f"Il reste {free // 1024**2} Mo sur ce disque.", "Libérez de la place.")


def _database(late: str) -> Iterator[Finding]:
    yield Finding("bon", f"Base de données : {connection.vendor}")
    if why := late or unsafe():
        what, _colon, mend = why.partition(" : ")
        yield Finding("MANQUE", f"{what}.", f"{mend[:1].upper()}{mend[1:]}")
    if late:
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            if cursor.fetchone()[0]:
                mend = "Donnez à Levier un rôle qui ne possède rien (docs/operations.md)."
                yield Finding("MANQUE", "Levier se connecte avec un rôle que rien n'arrête.", mend)
    if not Organisation.objects.exists():
        yield Finding("MANQUE", "Il n'y a pas encore d'organisation.", typed("init --organisation NOM --admin ADRESSE"))
    for house in Organisation.objects.order_by("code"):
        with working_for(house.pk):
            yield from _administered(house)


def _administered(house: Organisation) -> Iterator[Finding]:
    if not Membership.objects.filter(organisation=house, role=Role.ADMINISTRATOR, ended_at=None).exists():
        yield Finding(
            "ATTENTION", f"Personne n'administre « {house.name} ».", "Donnez ce rôle à quelqu'un dans Équipe."
        )
    head = Head.objects.filter(pk=house.pk).first()
    last = Line.objects.filter(organisation_id=house.pk).order_by("-number").first()
    if (head and head.hash) != (last and last.hash):
        yield Finding("MANQUE", f"Le journal de « {house.name} » n'est plus entier.", typed("audit verify"))


def _settings() -> Iterator[Finding]:
    if settings.DEMONSTRATION:
        return
    if settings.DEBUG:
        yield Finding("MANQUE", "Les pages d'erreur montrent l'intérieur de Levier.", "Enlevez LEVIER_DEBUG.")
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding("MANQUE", "Levier répond à n'importe quel nom de site.", "Donnez ses noms dans LEVIER_HOSTS.")


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
            "ATTENTION",
            "Aucune sauvegarde n'a encore été vérifiée.",
            f"{typed('backup')}, puis {typed('restore FICHIER --verify')}",
        )
        return
    verified = datetime.fromisoformat(stamp.read_text(encoding="ascii").strip())
    age = timezone.now() - verified
    if age > BACKUP_AGE:
        what = f"La dernière sauvegarde vérifiée a {age.days} jours."
        yield Finding("ATTENTION", what, f"{typed('backup')}, puis {typed('restore FICHIER --verify')}")
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
        yield Finding("MANQUE", what, f"{typed('serve')} (sans --no-worker), ou {typed('worker')} à part")
    if failing or given_up:
        what = f"{failing} message(s) en échec, {given_up} abandonné(s) depuis sept jours."
        yield Finding("ATTENTION", what, "Ouvrez la page « Envois » : chaque message y dit pourquoi.")


def _tools() -> Iterator[Finding]:
    if chromium() is None:
        yield Finding("bon", "Chromium n'est pas installé : seuls les tests dans un navigateur en ont besoin.")
    if server_binaries() is None:
        yield Finding("bon", "Le serveur PostgreSQL n'est pas installé : SQLite suffit à une association.")
