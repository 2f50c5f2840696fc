"""Places are kept for a public, or limited for it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.actions.offering import hand_out, held
from levier.activity.activities.enums import Public
from levier.activity.activities.models import Activity, Quota, Session
from levier.activity.activities.rules import CHANGE_ACTIVITIES
from levier.activity.activities.seats import seats_of
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.partners.models import Partner


@transaction.atomic
def add_quota(
    *,
    by: Actor,
    activity: Activity,
    session: Session | None = None,
    public: str,
    partner: Partner | None = None,
    least: int | None = None,
    most: int | None = None,
    until: date | None = None,
    at: datetime,
) -> Quota:
    """Keep places for a public until a day, or limit those that it may have; of one session when it is given.

    Who has a place keeps it. Raises Refused, or ValidationError with the sentence of what is wrong.
    """
    demand_permission(by, CHANGE_ACTIVITIES)
    row = held(by, activity.pk)
    quota = Quota(
        organisation_id=by.organisation_id,
        activity=row,
        session=session,
        public=public,
        partner=partner,
        least=least,
        most=most,
        until=until,
    )
    quota.full_clean(exclude=["organisation"])
    _demand_sense(row, quota, timezone.localdate(at))
    quota.save()
    _mark(row)
    _demand_places(row, at)
    record(by=by, verb="activity.quota", object=reference(row), change=_told(quota), at=at)
    return quota


@transaction.atomic
def drop_quota(*, by: Actor, quota: Quota, at: datetime) -> None:
    """Its places are for everybody again, and go first to who waits. Raises Refused."""
    demand_permission(by, CHANGE_ACTIVITIES)
    row = held(by, quota.activity_id)
    told = _told(quota)
    quota.delete()
    _mark(row)
    record(by=by, verb="activity.quota", object=reference(row), change={"without": told}, at=at)
    hand_out(by=by, activity=row, at=at)


def _demand_sense(activity: Activity, quota: Quota, today: date) -> None:
    if quota.public == Public.PROJECT and activity.project_id is None:
        raise Refused(_("Cette activité n'a pas de projet : choisissez un autre public."))
    if quota.least is not None and activity.capacity is None:
        raise Refused(_("Dites d'abord combien de places a l'activité : sans nombre, aucune n'a besoin d'être gardée."))
    if quota.until is not None and quota.until < today:
        raise Refused(_("Choisissez un jour à venir : après lui, les places sont pour tous."))
    same = activity.quotas.filter(session=quota.session, public=quota.public, partner=quota.partner)
    if same.exists():
        raise Refused(_("Ce public a déjà sa part : retirez-la d'abord."))


def _demand_places(activity: Activity, at: datetime) -> None:
    """No more places are kept than are free: those that people have are theirs."""
    seats = seats_of(activity, at)
    if seats.shares is not None and seats.free is not None and seats.shares.kept > seats.free:
        sentence = _("Il reste %(free)s places libres, et %(kept)s seraient gardées : gardez-en moins.")
        raise Refused(sentence % {"free": seats.free, "kept": seats.shares.kept})


def _mark(activity: Activity) -> None:
    activity.has_quotas = activity.quotas.exists()
    activity.save(update_fields=["has_quotas"])


def _told(quota: Quota) -> dict[str, object]:
    return {
        "public": quota.public,
        "partner": quota.partner_id,
        "session": quota.session_id,
        "least": quota.least,
        "most": quota.most,
        "until": str(quota.until or ""),
    }
