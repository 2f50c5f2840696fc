"""A sealed file: AES-256-GCM in frames, so that a file that is not whole or not ours is refused before it is believed.

Layout: magic, 8 random bytes, then frames of (4 bytes length, ciphertext). The nonce is the random bytes and the
frame's number; the last frame says in its associated data that it is the last.
"""

import os
import struct
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"LEVIER-BACKUP-1\n"
FRAME = 1024 * 1024
_TAG = 16
_NOT_WHOLE = "La sauvegarde n'est pas entière."


class NotOurs(Exception):
    """The file is not a backup, is not whole, or was sealed with another key."""


def _cipher(key: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=b"levier backup").derive(key.encode()))


def seal(source: BinaryIO, target: BinaryIO, key: str) -> None:
    """Seal all of `source` into `target`."""
    cipher, prefix = _cipher(key), os.urandom(8)
    target.write(MAGIC + prefix)
    number, data = 0, source.read(FRAME)
    while True:
        following = source.read(FRAME)
        last = not following
        frame = cipher.encrypt(prefix + struct.pack(">I", number), data, b"last" if last else b"more")
        target.write(struct.pack(">I", len(frame)) + frame)
        if last:
            return
        number, data = number + 1, following


def unseal(file: Path, target: BinaryIO, key: str) -> None:
    """Open a sealed file into `target`. Raises NotOurs, after which `target` is not to be believed."""
    with file.open("rb") as source:
        head = source.read(len(MAGIC) + 8)
        if not head.startswith(MAGIC) or len(head) < len(MAGIC) + 8:
            raise NotOurs("Ce fichier n'est pas une sauvegarde de Levier.")
        prefix, cipher = head[len(MAGIC) :], _cipher(key)
        number, frame = 0, _frame(source)
        if not frame:
            raise NotOurs(_NOT_WHOLE)
        while frame:
            following = _frame(source)
            try:
                nonce = prefix + struct.pack(">I", number)
                target.write(cipher.decrypt(nonce, frame, b"more" if following else b"last"))
            except InvalidTag as error:
                raise NotOurs("La sauvegarde n'est pas entière, ou elle est fermée avec une autre clé.") from error
            number, frame = number + 1, following


def _frame(source: BinaryIO) -> bytes:
    """The next frame; nothing at the end of the file."""
    head = source.read(4)
    if not head:
        return b""
    size = struct.unpack(">I", head)[0] if len(head) == 4 else 0
    frame = source.read(size) if _TAG <= size <= FRAME + _TAG else b""
    if not frame or len(frame) < size:
        raise NotOurs(_NOT_WHOLE)
    return frame
