"""Who to sign in as: one invented colleague a role, and some more who work beside them."""

from django.contrib.auth.hashers import make_password

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership, Organisation, User
from levier.foundation.kit.texts import fold

PASSWORD = "demonstration"  # noqa: S105 - said aloud at each start, and refused in production
STAFF = {
    Role.DIRECTION: "Claire Dumont",
    Role.COORDINATION: "Hakim Ziani",
    Role.COUNSELLOR: "Nadia Ferrari",
    Role.ANIMATOR: "Bruno Maes",
    Role.PROJECT_OFFICER: "Inès Lambert",
    Role.FINANCE: "Paul Willems",
    Role.RECEPTION: "Rosa Pereira",
    Role.EPN: "Tarek Saïdi",
    Role.AUDITOR: "Anne Claes",
    Role.ADMINISTRATOR: "Luc Jacobs",
}
COLLEAGUES = (
    (Role.ANIMATOR, "Yasmina Kaddour"),
    (Role.ANIMATOR, "Gilles Renard"),
    (Role.ANIMATOR, "Ioana Marin"),
    (Role.COUNSELLOR, "Pascale Noël"),
)
"""They lead groups too, under an address made of their name."""


def hire(house: Organisation, suffix: str = "") -> dict[str, User]:
    """The colleagues of a demonstration house: the first one by role ("animator"), the others by name."""
    users: dict[str, User] = {}
    kept = make_password(PASSWORD)  # meant to take long: once for all of them, since all have the same
    for role, name in STAFF.items():
        users[role.value] = _colleague(house, role, name, address(role.value, suffix), kept)
    for role, name in COLLEAGUES:
        users[name] = _colleague(house, role, name, address(fold(name).replace(" ", "."), suffix), kept)
    return users


def _colleague(house: Organisation, role: Role, name: str, mail: str, kept: str) -> User:
    user = User.objects.create(email=mail, password=kept, name=name)
    Membership.objects.create(organisation=house, user=user, role=role)
    return user


def address(code: str, suffix: str = "") -> str:
    """The mail address of a colleague: "project-officer@example.org"."""
    return f"{code.replace('_', '-')}{suffix}@example.org"


def trainers(staff: dict[str, User]) -> list[User]:
    """Who leads groups, the animator first."""
    return [staff[Role.ANIMATOR], staff[Role.EPN], *(staff[name] for _role, name in COLLEAGUES), staff[Role.COUNSELLOR]]
