"""Keys of the house: made once, kept in `keys/`, readable by the owner only."""

import os
import secrets
from pathlib import Path


def secret_key(home: Path) -> str:
    """Django's signing key: `LEVIER_SECRET_KEY`, else the one kept in `keys/secret.key`, made at first need."""
    given = os.environ.get("LEVIER_SECRET_KEY")
    return given or kept_key(home, "secret.key")


def kept_key(home: Path, name: str) -> str:
    """Content of `keys/name`, made with 384 random bits when it is not there. Safe when two processes start at once."""
    file = home / "keys" / name
    try:
        return file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.parent.mkdir(exist_ok=True, mode=0o700)
    draft = file.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48) + "\n", encoding="ascii")
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return file.read_text(encoding="ascii").strip()
