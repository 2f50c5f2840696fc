"""Style, signs and scripts of the package: where a page finds them."""

from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage


class StandingFiles(StaticFilesStorage):
    """Files that change with the program only, so that the address of each is worked out once, not at every sign."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._addresses: dict[str | None, str] = {}

    def url(self, name: str | None) -> str:
        address = self._addresses.get(name)
        if address is None:
            address = self._addresses[name] = super().url(name)
        return address
