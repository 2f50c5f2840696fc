"""Short texts sealed with a key of the house: unreadable in the database, and only for what they were sealed about."""

import base64
import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


class Broken(ValueError):
    """Not sealed by this house, or about something else."""


def seal_text(text: str, *, about: str) -> str:
    """The sealed text, in base64; `about` says what it is for and is needed to open it."""
    nonce = secrets.token_bytes(12)
    return base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), about.encode())).decode()


def open_text(sealed: str, *, about: str) -> str:
    """What was sealed. Raises Broken."""
    try:
        raw = base64.b64decode(sealed, validate=True)
        return _cipher().decrypt(raw[:12], raw[12:], about.encode()).decode()
    except (ValueError, InvalidTag) as error:
        raise Broken from error


def _cipher() -> AESGCM:
    return AESGCM(sha256(b"levier.accounts" + settings.SECRET_KEY.encode()).digest())
