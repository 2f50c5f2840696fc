"""Names of files: what a person called it, made safe to keep and to give back."""

import re

from django.utils.translation import gettext as _

from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.texts import clean

MOST = 150
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FORBIDDEN = re.compile(r"[<>:\"|?*\n\t]")
_OF_WINDOWS = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")
PROGRAMS = frozenset(
    ["bat", "cmd", "exe", "hta", "jar", "js", "jse", "lnk", "msi", "pif", "ps1", "scr", "vbe", "vbs", "wsf"]
)
"""Endings of what runs; they are met in the middle of names that deceive (`facture.exe.pdf`), and refused there too."""
PAGES = frozenset(
    ["app", "com", "htm", "html", "mht", "mhtml", "php", "py", "sh", "shtml", "svg", "svgz", "swf", "xhtml"]
)
"""Endings of pages of the web and of other programs; in the middle of a name they are words (`www.actiris.com.pdf`)."""


def safe_name(name: str) -> str:
    """A file name without path, controls, or marks that turn the reading round; 150 characters at most."""
    bare = clean(name.replace("\\", "/").rpartition("/")[2])
    bare = _FORBIDDEN.sub("", _TURNING.sub("", bare)).strip(". ")
    bare = _OF_WINDOWS.sub(r"_\1", bare)
    return bare[-MOST:] or "fichier"


def ending_of(name: str) -> str:
    """What stands after the last point, in small letters; nothing when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def check_name(name: str) -> None:
    """Raise Refused for a name that deceives about what the file is."""
    if _TURNING.search(name):
        raise Refused(
            _("Le nom de ce fichier contient des signes invisibles qui trompent sur son type. Renommez-le d'abord.")
        )
    endings = [part.strip().lower() for part in name.split(".")[1:]]
    found = [one for one in endings if one in PROGRAMS] or [one for one in endings[-1:] if one in PAGES]
    if found:
        raise Refused(
            _("« .%(ending)s » est un programme ou une page web : Levier ne le garde pas. Enregistrez-le en PDF.")
            % {"ending": found[-1]}
        )
