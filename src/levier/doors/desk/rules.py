from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import EVERYBODY
from levier.foundation.kit.permissions import permission

USE_DESK = permission("desk.use", _("utiliser votre bureau et la recherche"), roles=EVERYBODY)
