"""Organisations, users, memberships, invitations, tokens."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import LINK, STAFF, words


class Organisation(models.Model):
    """An association that runs Levier here. Public name, address and settings; owns every other table."""

    name = models.CharField(_("nom"), max_length=120)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    address = models.TextField(_("adresse"), max_length=300, blank=True)
    phone = models.CharField(_("téléphone"), max_length=40, blank=True)
    email = models.EmailField(_("adresse mail"), blank=True)
    language = models.CharField(_("langue"), max_length=8, default="fr")
    settings = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)

    privacy = words("id name code address phone email language settings version made_at")

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Users are found by their mail address, whatever its capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


THEMES = [("auto", _("comme l'appareil")), ("light", _("claire")), ("dark", _("sombre"))]


class User(AbstractBaseUser):
    """A member of staff who signs in. Rights come from memberships, never from the user."""

    email = models.EmailField(_("adresse mail"), unique=True)
    name = models.CharField(_("nom"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(_("langue"), max_length=8, default="fr")
    theme = models.CharField(
        _("apparence"),
        max_length=5,
        default="auto",
        choices=THEMES,
    )
    made_at = models.DateTimeField(auto_now_add=True)

    privacy = {
        **words("id is_active language theme made_at last_login"),
        "email": STAFF,
        "name": STAFF,
        "password": STAFF,
    }

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        return False

    @property
    def is_superuser(self) -> bool:
        return False


class Membership(OwnedModel):
    """One role of one user in one organisation. Ended, not deleted: who could see what, and when, stays known.

    A colleague who is away is suspended: the role stays theirs and opens nothing.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)
    given_at = models.DateTimeField(default=timezone.now)
    suspended_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    privacy = {**words("id organisation role given_at suspended_at ended_at"), "user": STAFF}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "role"],
                condition=models.Q(ended_at=None),
                name="one_open_membership_per_role",
                violation_error_message=_("Cette personne a déjà ce rôle."),
            ),
        ]


class Invitation(OwnedModel):
    """A colleague invited by mail: one use, some days, one role; the link holds the secret, the table its hash."""

    email = models.EmailField(_("adresse mail"))
    role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        **words("id organisation role secret_hash made_at expires_at used_at revoked_at"),
        "email": STAFF,
        "invited_by": STAFF,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(used_at=None, revoked_at=None),
                name="one_open_invitation_per_address",
                violation_error_message=_("Cette adresse a déjà une invitation ouverte : renvoyez-la."),
            ),
        ]

    def is_open(self, at: datetime) -> bool:
        """May its link still be used at that moment?"""
        return self.used_at is None and self.revoked_at is None and at < self.expires_at


class Trial(models.Model):
    """Wrong tries on one account from one device, a code that was used, or links that open nothing from one network.

    `key` is a keyed hash: it names nobody. It goes after `kept_until`.
    """

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    kept_until = models.DateTimeField(db_index=True)

    privacy = words("key failures last_at kept_until")


class FormToken(OwnedModel):
    """One click, one effect: the first post of a form keeps here where it led; a second post is shown the same."""

    key = models.CharField(max_length=40)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    location = models.CharField(max_length=400, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    privacy = {**words("id organisation key location made_at"), "user": LINK}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_effect_per_form")]
        indexes = [models.Index(fields=["organisation", "made_at"], name="token_by_age")]


class KeptFilters(OwnedModel):
    """Filters of a list under a name of one's own. `page` is the url name of the list, `query` the end of its address.

    Choices in closed lists and the sort only: what is typed in a search box may be a name and is never kept.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=60)
    name = models.CharField(_("nom de la vue"), max_length=60)
    query = models.CharField(max_length=400)
    is_shared = models.BooleanField(_("partagée avec l'équipe"), default=False)
    made_at = models.DateTimeField()

    privacy = {**words("id organisation page query is_shared made_at"), "user": STAFF, "name": STAFF}

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "page", "user", "name"],
                name="one_view_of_a_list_per_name",
                violation_error_message=_("Vous avez déjà une vue de ce nom pour cette liste : donnez-en un autre."),
            )
        ]

    def __str__(self) -> str:
        return self.name
