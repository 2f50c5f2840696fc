"""Guessing is slow: each wrong try makes the next one wait a little longer, and nobody is ever locked out.

The wait is kept for one account on one device: a device that has signed in before has its own count, so that somebody
who guesses elsewhere slows nobody here; an unknown device counts with its network address.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from levier.foundation.accounts.models import Trial

FIRST = 0.2
DAY = timedelta(days=1)
EVERY_TEN_MINUTES = 600


@dataclass(frozen=True, slots=True)
class Limit:
    """How tries of one sort wait: at most `longest` seconds, after so many `free` ones. What was counted is forgotten
    when it is `kept` long since the last try, or since the first one (`is_from_first`)."""

    longest: float = 30.0
    free: int = 0
    kept: timedelta = DAY
    is_from_first: bool = False


PASSWORDS = Limit()
CODES = Limit(longest=900.0)
LINKS = Limit(free=20, kept=timedelta(minutes=45), is_from_first=True)
"""Links that open nothing, by network address: nothing of it is kept an hour, the runner passing every ten minutes."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try under way. Counted as wrong until `succeeded` says otherwise, so that tries sent at once all count."""

    key: str

    def succeeded(self) -> None:
        """Forget the wrong tries of this account on this device."""
        Trial.objects.filter(pk=self.key).delete()


class TooEarly(Exception):
    """The wait is not over. `seconds` is what remains, rounded up."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def wait_after(failures: int, limit: Limit = PASSWORDS) -> float:
    """Seconds to wait after so many wrong tries in a row, those that are free apart: 0.2, 0.4, 0.8 ..."""
    counted = max(0, failures - limit.free)
    return min(limit.longest, FIRST * 2.0 ** (min(counted, 40) - 1)) if counted else 0.0


@transaction.atomic
def begin(*parts: str, at: datetime, limit: Limit = PASSWORDS) -> Attempt:
    """Begin a try on what `parts` name (account, device). Raises TooEarly while the last wrong one makes it wait."""
    key = _key(parts)
    forget_old_tries(at)
    Trial.objects.bulk_create([Trial(key=key, last_at=at, kept_until=at + limit.kept)], ignore_conflicts=True)
    trial = Trial.objects.select_for_update().get(pk=key)
    remaining = (trial.last_at + timedelta(seconds=wait_after(trial.failures, limit)) - at).total_seconds()
    if remaining > 0:
        raise TooEarly(int(min(remaining, limit.longest)) + 1)
    trial.failures += 1
    trial.last_at = at
    if not limit.is_from_first:
        trial.kept_until = at + limit.kept
    trial.save(update_fields=["failures", "last_at", "kept_until"])
    return Attempt(key)


def forget_old_tries(at: datetime) -> None:
    """Tries that were kept as long as their sort is go."""
    Trial.objects.filter(kept_until__lt=at).delete()


def use_once(*parts: str, at: datetime) -> bool:
    """Note that what `parts` name was used; False when it was before. Kept a day, in every process alike."""
    try:
        with transaction.atomic():
            Trial.objects.create(key=_key(("once", *parts)), last_at=at, kept_until=at + DAY)
    except IntegrityError:
        return False
    return True


def _key(parts: tuple[str, ...]) -> str:
    return salted_hmac("accounts.trial", "\x1f".join(parts), algorithm="sha256").hexdigest()
