"""One run of the test runner, in a process and a house of its own."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field

NO_TESTS = 5
_CLOSING = re.compile(r"^=* ?(?=\d+ ).* in [\d.]+s")
_LEFT_OUT = re.compile(r"^LEFT OUT (\d+):")
_COUNT = re.compile(r"(\d+) (passed|failed|skipped|error)")


@dataclass(frozen=True)
class Part:
    """What one run gave. `absence` says why it did not run; `status` is that of pytest.

    `left_out` counts the tests that open no database and therefore ran in the first part only.
    """

    name: str
    status: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    absence: str = ""
    left_out: int = 0

    @property
    def failed(self) -> int:
        """Tests that failed or could not be set up."""
        return self.counts.get("failed", 0) + self.counts.get("error", 0)

    @property
    def broke(self) -> bool:
        """pytest did not end well."""
        return self.status != 0

    def in_words(self) -> str:
        """The counts, or in capitals that nothing ran."""
        if self.absence:
            return f"PAS EXÉCUTÉ — {self.absence}"
        counts = ", ".join(f"{number} {word}" for word, number in self.counts.items())
        if counts and self.left_out:
            counts += f" ; {self.left_out} n'ouvrent aucune base et n'ont tourné qu'une fois, avec SQLite"
        return counts or (f"INTERROMPU — statut {self.status}" if self.broke else "rien à compter")


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2


def run_pytest(name: str, words: list[str], environment: Mapping[str, str] | None = None) -> Part:
    """Run the tests that `words` choose and show them as they go. None found: the part did not run."""
    print(f"\n── {name} " + "─" * (60 - len(name)), flush=True)
    with tempfile.TemporaryDirectory(prefix="levier-test-", ignore_cleanup_errors=True) as home:
        house = {"LEVIER_HOME": home, "LEVIER_DEMONSTRATION": "1", "PYTHONUNBUFFERED": "1"}
        status, closing, left_out = _shown(
            [sys.executable, "-m", "pytest", *words], os.environ | house | dict(environment or {})
        )
    if status == NO_TESTS:
        return Part(name, absence="aucun test trouvé")
    return Part(name, status, {word: int(number) for number, word in _COUNT.findall(closing)}, left_out=left_out)


def _shown(command: list[str], environment: dict[str, str]) -> tuple[int, str, int]:
    """Status, the line where pytest counts, and how many tests it left out."""
    closing, left_out = "", 0
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            for line in process.stdout or ():
                print(line, end="", flush=True)
                closing = line if _CLOSING.match(line) else closing
                left_out = int(found[1]) if (found := _LEFT_OUT.match(line)) else left_out
        except BaseException:
            process.terminate()
            raise
    return process.returncode, closing, left_out
