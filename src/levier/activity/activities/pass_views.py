"""Cards with a QR code: printed for everybody expected, and read at the door."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.actions import show_pass
from levier.activity.activities.door_views import PURPOSE, cards_of, session_of_link
from levier.activity.activities.models import Activity
from levier.activity.activities.passes import pass_of
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.foundation.accounts.linked import LinkRequest, linked_screen
from levier.foundation.documents.checks import MOST_BYTES, check_upload, too_heavy
from levier.foundation.documents.enums import PICTURES
from levier.foundation.kit import formats
from levier.foundation.kit.actors import house
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.paper import PDF, Block, Carded, Cards, Paper, Text, as_pdf
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.scanning import codes_in, grey
from levier.foundation.kit.screens import HouseRequest, note_reading, screen

MOST_CODE = 60


@screen(NOTE_PRESENCES, reads="activity.passes_printed")
def passes(request: HouseRequest, pk: int) -> HttpResponse:
    """The cards of an activity, to cut out: one for each person expected from today on."""
    rows = Activity.objects.visible_to(request.actor).select_related("organisation")
    activity: Activity = get_object_or_404(rows, pk=pk)
    note_reading(request, activity)
    return HttpResponse(
        as_pdf(_paper(activity)),
        content_type=PDF,
        headers={"Content-Disposition": f'inline; filename="cartes-{activity.pk}.pdf"'},
    )


def _paper(activity: Activity) -> Paper:
    now = timezone.now()
    rows = activity.enrolments.filter(person__merged_into=None, person__erased_at=None).select_related("person")
    rows = rows.exclude(ended_on__lt=timezone.localdate(now))
    ordered = sorted(rows, key=lambda one: (one.person.last_name.casefold(), one.person.first_name.casefold(), one.pk))
    words = _("Montrez cette carte en entrant. Elle ne vaut que pour cette activité.")
    cards = [Carded(activity.title, str(one.person), words, pass_of(one)) for one in ordered]
    said = [_("Découpez les cartes et donnez à chacun·e la sienne. Une carte perdue ? Imprimez-la à nouveau.")]
    under = _("%(activity)s · %(day)s") % {"activity": activity.title, "day": formats.day(now)}
    blocks: list[Block] = [Text(said), Cards(cards)] if cards else [Text([_("Personne n'est inscrit.")])]
    return Paper(activity.organisation.name, _("Cartes de présence"), under, activity.title, blocks, now)


@linked_screen(PURPOSE, methods=("GET", "POST"), for_participants=True)
def pass_at_the_door(request: LinkRequest) -> HttpResponse:
    """Each person shows the QR code of their card: to a scanner that types it, or to the camera of the tablet."""
    session = session_of_link(request)
    if session is None:
        return render(request, "activities/door_over.html", status=410)
    problem = ""
    if request.method == "POST":
        by = house(session.organisation_id, on_behalf_of=f"link:{PURPOSE}:{session.pk}")
        try:
            person = show_pass(by=by, session=session, code=_code(request), at=timezone.now())
            return HttpResponseRedirect(f"{request.path}?{urlencode({'vu': person})}", status=303)
        except Refused as error:
            problem = str(error)
    seen = whole(request.GET.get("vu", ""))
    cards = cards_of(session, timezone.now())
    context = {
        "session": session,
        "seen": next((one for one in cards if one.key == seen and one.is_here), None),
        "here": sum(1 for one in cards if one.is_here),
        "expected": len(cards),
        "problem": problem,
        "back": request.path.removesuffix("carte/"),
    }
    return render(request, "activities/pass_at_the_door.html", context, status=422 if problem else 200)


def _code(request: LinkRequest) -> str:
    """The code that was typed, else the one on the photo. Raises Refused with what to do."""
    typed = request.POST.get("code", "").strip()[:MOST_CODE]
    file = request.FILES.get("photo")
    if typed or not file:
        return typed
    if (file.size or 0) > MOST_BYTES:
        raise Refused(too_heavy(file.size or 0))
    upload = check_upload(file.name or "photo", file.read())
    codes = codes_in(grey(upload.data)) if upload.media_type in PICTURES else []
    if not codes:
        raise Refused(_("Le code ne se lit pas sur cette photo. Tenez la carte à plat, plus près, puis recommencez."))
    return codes[0]
