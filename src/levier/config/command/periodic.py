"""The small periodic runner: what rooms signed in to be looked after now and then."""

import logging
from datetime import datetime, timedelta

from levier.foundation.kit.registers import Periodic, periodic

logger = logging.getLogger(__name__)


def signed_in() -> dict[str, Periodic]:
    """What the rooms signed in, by name."""
    return {name: periodic[name] for name in periodic.names()}


class Rounds:
    """Remembers, for one process, when each thing was last looked after; at first everything is due."""

    def __init__(self, things: dict[str, Periodic]) -> None:
        self._all = things
        self._last: dict[str, datetime] = {}

    def run_due(self, at: datetime) -> list[str]:
        """Run what is due; the names of what ran. What fails is told in the log and comes again at its next turn.

        A clock that was set back delays nothing: a last time that lies ahead counts as none.
        """
        ran = []
        for name, one in self._all.items():
            if self._is_due(name, one, at):
                self._last[name] = at
                try:
                    one.run(at)
                except Exception:
                    logger.exception("periodic work failed", extra={"about": name})
                ran.append(name)
        return ran

    def _is_due(self, name: str, one: Periodic, at: datetime) -> bool:
        last = self._last.get(name)
        return last is None or not timedelta() <= at - last < timedelta(seconds=one.seconds)
