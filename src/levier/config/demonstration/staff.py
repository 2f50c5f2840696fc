"""Who to sign in as: one invented colleague a role."""

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership, Organisation, User

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


def hire(house: Organisation, suffix: str = "") -> dict[str, User]:
    """The ten colleagues of a demonstration house, by role."""
    users = {}
    for role, name in STAFF.items():
        user = User.objects.create_user(f"{role.value.replace('_', '-')}{suffix}@example.org", PASSWORD, name=name)
        Membership.objects.create(organisation=house, user=user, role=role)
        users[role.value] = user
    return users
