"""What runs later: an import too large to be waited for."""

from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import Organisation, User
from levier.foundation.accounts.queries import actor_for
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.imports.actions import read_run
from levier.foundation.imports.launching import begin, carry_out, give_back
from levier.foundation.imports.models import ImportRun
from levier.foundation.kit.actors import Actor, house
from levier.foundation.kit.permissions import Refused


@task
def import_in_background(run_id: int, organisation_id: int, user_id: int | None) -> str:
    """Import one run, with the rights that its user has now; returns the state it ends in."""
    with working_for(organisation_id, user_id=user_id):
        by = _actor(organisation_id, user_id)
        run = ImportRun.objects.visible_to(by).select_related("document").get(pk=run_id)
        if not begin(run=run):
            return str(run.state)
    try:
        with working_for(organisation_id, user_id=user_id):
            run.refresh_from_db()
            reading = read_run(run)
            carry_out(by=by, run=run, reading=reading, at=timezone.now())
    except Refused as error:
        with working_for(organisation_id, user_id=user_id):
            give_back(run=run, problem=str(error), is_refused=True)
    except Exception:
        problem = _("Quelque chose n'a pas marché de notre côté : rien n'a été importé. Vous pouvez réessayer.")
        with working_for(organisation_id, user_id=user_id):
            give_back(run=run, problem=problem, is_refused=False)
        raise
    with working_for(organisation_id, user_id=user_id):
        return str(ImportRun.objects.values_list("state", flat=True).get(pk=run_id))


def _actor(organisation_id: int, user_id: int | None) -> Actor:
    if user_id is None:
        return house(organisation_id)
    return actor_for(User.objects.get(pk=user_id), Organisation.objects.get(pk=organisation_id))
