"""The system's Chromium, for tests and screenshots."""

import os
import shutil

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
]


def chromium() -> str | None:
    """Path of the browser: `LEVIER_CHROMIUM`, else the first found on the PATH; None when there is none."""
    named = os.environ.get("LEVIER_CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for path in map(shutil.which, names) if path), None)
