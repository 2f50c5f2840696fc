"""The way to each picture of the user's guide, by wing."""

from collections.abc import Callable

from playwright.sync_api import Page

DESK, PHONE = {"width": 1280, "height": 860}, {"width": 320, "height": 640}
Shot = tuple[str, str, Callable[[Page], None], dict[str, int]]
"""(name of the picture, who looks, the way there, size of the window)."""
