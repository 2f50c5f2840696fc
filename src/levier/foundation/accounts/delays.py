"""Guessing is slow: each wrong try makes the next one wait a little longer, and nobody is ever locked out.

The wait is kept for one account on one device: a device that has signed in before has its own count, so that somebody
who guesses elsewhere slows nobody here; an unknown device counts with its network address.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from levier.foundation.accounts.models import Trial

FIRST, LONGEST = 0.2, 30.0
LONGEST_FOR_CODES = 900.0
FORGOTTEN_AFTER = timedelta(days=1)


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


def wait_after(failures: int, longest: float = LONGEST) -> float:
    """Seconds to wait after so many wrong tries in a row: 0.2, 0.4, 0.8 ... up to `longest`."""
    return min(longest, FIRST * 2.0 ** (min(failures, 40) - 1)) if failures else 0.0


@transaction.atomic
def begin(*parts: str, at: datetime, longest: float = LONGEST) -> Attempt:
    """Begin a try on what `parts` name (account, device). Raises TooEarly while the last wrong one makes it wait."""
    key = _key(parts)
    Trial.objects.filter(last_at__lt=at - FORGOTTEN_AFTER).delete()
    Trial.objects.bulk_create([Trial(key=key, last_at=at)], ignore_conflicts=True)
    trial = Trial.objects.select_for_update().get(pk=key)
    remaining = (trial.last_at + timedelta(seconds=wait_after(trial.failures, longest)) - at).total_seconds()
    if remaining > 0:
        raise TooEarly(int(min(remaining, longest)) + 1)
    trial.failures += 1
    trial.last_at = at
    trial.save(update_fields=["failures", "last_at"])
    return Attempt(key)


def use_once(*parts: str, at: datetime) -> bool:
    """Note that what `parts` name was used; False when it was before. Kept a day, in every process alike."""
    try:
        with transaction.atomic():
            Trial.objects.create(key=_key(("once", *parts)), last_at=at)
    except IntegrityError:
        return False
    return True


def _key(parts: tuple[str, ...]) -> str:
    return salted_hmac("accounts.trial", "\x1f".join(parts), algorithm="sha256").hexdigest()
