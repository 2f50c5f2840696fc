"""What a reader of the furnished house has as a person: colleagues, a second factor, other devices, an invitation."""

import hashlib
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.signing import Signer
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from levier.foundation.accounts.actions.invitations import SALT
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership, Organisation, User

SECRET = "secret-{pk}"
INVITATION: dict[str, Any] = {
    "email": "samira-{pk}@example.org",
    "secret_hash": lambda pk: hashlib.sha256(SECRET.format(pk=pk).encode()).hexdigest(),
    "expires_at": lambda pk: timezone.now() + timedelta(days=7),
}
"""Words of an invitation that somebody may still use."""


def link_of(house: Organisation, pk: int) -> str:
    """The token of the link of the invitation `pk`."""
    return Signer(salt=SALT).sign(f"{house.pk}.{SECRET.format(pk=pk)}")


def colleague_numbered(house: Organisation, pk: int) -> User:
    """A colleague of that house whose number is known, so that an address can name them."""
    user = User.objects.create(pk=pk, email=f"idris-{pk}@example.org", name=f"Idris {pk}")
    Membership.objects.create(organisation=house, user=user, role=Role.ANIMATOR)
    return user


def equip(user: User, pk: int) -> None:
    """Give a user a code generator, recovery codes, a passkey and a session elsewhere, numbered `pk`."""
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user).mark_as_viewed()  # a first look would be noted, and a GET writes nothing in tests
    Authenticator.objects.create(
        pk=pk, user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Clé du bureau", "credential": _passkey()}
    )
    UserSession.objects.create(
        pk=pk, user=user, session_key=f"session-{pk}", ip="192.0.2.7", user_agent="Firefox", data={}
    )


def _passkey() -> dict[str, Any]:
    """What a browser sends when a key is added, as the sign-in library keeps it."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    data = AuthenticatorData.create(
        bytes(32),
        AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT,
        counter=0,
        credential_data=AttestedCredentialData.create(Aaguid(bytes(16)), b"key", public),
    )
    asked = CollectedClientData.create("webauthn.create", b"challenge", "http://testserver")
    return {
        "id": websafe_encode(b"key"),
        "rawId": websafe_encode(b"key"),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(asked),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
    }
