"""The device one signs in from: a signed cookie that names nobody, for waits and for text typed too late."""

import secrets
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE = "__Host-levier-appareil" if settings.SECURE else "levier-appareil"
KEPT = 60 * 60 * 24 * 180
_SIGNER = TimestampSigner(salt="accounts.device")


def device_of(request: HttpRequest, address: str) -> str:
    """What tells this device for one account: its mark when that account signed in here before, else the network."""
    mark, _, account = _read(request)
    if mark and constant_time_compare(account, _fold(address)):
        return f"device:{mark}"
    return network_of(request)


def network_of(request: HttpRequest) -> str:
    """The network a request comes from: its address, of an IPv6 one the half that one subscriber holds."""
    address = request.META.get("REMOTE_ADDR", "")
    return f"network:{':'.join(address.split(':')[:4]) if address.count(':') > 3 and '::' not in address else address}"


def last_user_of(request: HttpRequest) -> int | None:
    """Who signed in last on this device; None on a new one."""
    _, user, _ = _read(request)
    return int(user) if user.isdecimal() else None


def remember(request: HttpRequest, response: HttpResponse, user: Any) -> None:
    """Mark this device as one where `user` signs in."""
    mark = _read(request)[0] or secrets.token_urlsafe(16)
    value = _SIGNER.sign(f"{mark}.{user.pk}.{_fold(user.email)}")
    response.set_cookie(COOKIE, value, max_age=KEPT, secure=settings.SECURE, httponly=True, samesite="Lax")


def _read(request: HttpRequest) -> tuple[str, str, str]:
    try:
        parts = _SIGNER.unsign(request.COOKIES.get(COOKIE, ""), max_age=KEPT).split(".")
    except BadSignature:
        return "", "", ""
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else ("", "", "")


def _fold(address: str) -> str:
    return salted_hmac("accounts.device", address.strip().lower(), algorithm="sha256").hexdigest()[:32]
