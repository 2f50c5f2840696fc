"""The pages that a link opens speak Mariam's language, whole: switched by a link, and kept for that link."""

import re
from datetime import date, datetime, time, timedelta

import polib
import pytest
import time_machine
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from levier.config.words.updating import key_of, path_of
from levier.foundation.accounts.linked import COOKIE
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.queries import actor_for
from levier.foundation.kit.languages import PARTICIPANTS
from levier.register.agenda.actions import OpeningDraft, add_opening
from levier.register.agenda.models import Booking
from levier.register.agenda.slots import Slot, moment_of
from levier.support.appointments.actions import (
    AppointmentDraft,
    GroupDraft,
    ask_sooner,
    cancel_appointment,
    decline_sooner,
    offer_sooner,
    open_group,
    plan_appointment,
    propose_appointment,
    propose_group,
)
from levier.support.appointments.actions.sooner import PURPOSE
from levier.support.appointments.enums import Side
from levier.support.appointments.inviting import link_of
from tests.cast import Browser, browser, colleague, organisation, person
from tests.support.pathways.cast import NOW

pytestmark = pytest.mark.django_db
CODES = [one.code for one in PARTICIPANTS]
SOON, LATE = date(2026, 6, 23), date(2026, 6, 30)
_HIDDEN = re.compile(r'<(head|svg|script)\b.*?</\1>|<p class="only-print">.*?</p>|<[^>]*>', re.DOTALL)


@pytest.fixture
def nadia():
    return colleague()


@pytest.fixture
def me(nadia):
    Organisation.objects.update(phone="+3225381122")
    by = actor_for(nadia, organisation())
    draft = OpeningDraft(1, time(9), time(12), 60, date(2026, 6, 1), place="Rue de la Victoire 1")
    add_opening(by=by, draft=draft, at=NOW)
    return by


def choosing(one):
    return reverse("appointments:choose_by_link", args=[link_of(one)])


def answering(offer):
    token = link_token(organisation().pk, PURPOSE, offer.pk, datetime(2027, 1, 1, tzinfo=NOW.tzinfo))
    return reverse("appointments:sooner_by_link", args=[token])


def slot(on, hour=9):
    start = moment_of(on, time(hour))
    return Slot(start, start + timedelta(hours=1), "Rue de la Victoire 1")


def pages(me, nadia):
    """Each page that a link opens to somebody accompanied: (address, what is sent, if anything)."""
    draft = AppointmentDraft(nadia)
    invited, given_up = (propose_appointment(by=me, person=person(), draft=draft, at=NOW) for _ in range(2))
    cancel_appointment(by=me, appointment=given_up, side=Side.HOUSE, at=NOW)
    chosen, waits = (
        plan_appointment(by=me, person=person(), draft=draft, slot=slot(LATE, hour), at=NOW) for hour in (9, 10)
    )
    ask_sooner(by=me, appointment=waits, at=NOW)
    refused = offer_sooner(by=me, worker=nadia, slot=slot(SOON), site="", at=NOW)
    decline_sooner(by=me, offer=refused, at=NOW)
    kept = offer_sooner(by=me, worker=nadia, slot=slot(SOON, 10), site="", at=NOW)
    open_group(by=me, worker=nadia, draft=GroupDraft("1060", 3), slot=slot(SOON, 14), at=NOW)
    together = propose_group(by=me, person=person(), draft=draft, at=NOW)
    return [
        (choosing(invited), None),
        (choosing(invited), {"slot": "x"}),
        (choosing(given_up), None),
        (choosing(chosen), None),
        (choosing(waits), None),
        (choosing(together), None),
        (choosing(together), {"group": "x"}),
        (answering(refused), None),
        (answering(kept), None),
        (answering(kept), {"reponse": "x"}),
        (choosing(invited)[:-4] + "/", None),
    ]


def seen(text):
    """What is read on a page, without the names of the languages."""
    words = " ".join(_HIDDEN.sub(" ", text).split())
    for one in PARTICIPANTS:
        words = words.replace(one.name, " ")
    return words


def french_of(code):
    """Phrases as they are printed in French, where this language says them otherwise."""
    french = {key_of(entry): entry.msgstr for entry in polib.pofile(str(path_of("fr")))}
    theirs = {key_of(entry): entry.msgstr for entry in polib.pofile(str(path_of("es")))}
    spoken = {key_of(entry): entry.msgstr for entry in polib.pofile(str(path_of(code)))}
    return [french[key] for key in theirs if french[key] != spoken[key] and "%" not in french[key]]


@pytest.mark.parametrize("code", CODES)
def test_every_page_speaks_it_whole_and_says_where_nobody_proofread_it(nadia, me, code):
    told = []
    with time_machine.travel(NOW, tick=False):
        for address, typed in pages(me, nadia):
            path = f"{address}?langue={code}"
            told.append(Browser().submit(path, typed) if typed else Browser().get(path))

    assert [answer.headers["Content-Language"] for answer in told] == [code] * len(told)
    direction = "rtl" if code == "ar" else "ltr"
    assert all(f'<html lang="{code}" dir="{direction}"' in answer.text for answer in told)
    wanted = next(one for one in PARTICIPANTS if one.code == code).is_proofread
    with translation.override(code):
        sentence = gettext("Cette traduction n'a pas encore été relue.")
    assert [sentence in seen(answer.text) for answer in told] == [not wanted] * len(told)
    read = " ".join(seen(answer.text) for answer in told)
    assert [text for text in french_of(code) if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", read)] == []


@pytest.mark.parametrize("code", ["ar", "uk"])
def test_in_another_writing_no_latin_word_is_left_but_names(nadia, me, code):
    words = set()
    with time_machine.travel(NOW, tick=False):
        for address, typed in pages(me, nadia):
            path = f"{address}?langue={code}"
            page = (Browser().submit(path, typed) if typed else Browser().get(path)).text
            words |= set(re.findall(r"[A-Za-zÀ-ÿ]{3,}", seen(page)))

    assert words <= {"Levier", "Mission", "Locale", "saint", "gilles", "Rue", "Victoire"}


def test_all_languages_are_links_and_the_one_chosen_is_kept_for_that_link_alone(nadia, me):
    first, second = (
        propose_appointment(by=me, person=person(), draft=AppointmentDraft(nadia), at=NOW) for _ in range(2)
    )
    page = Browser()
    with time_machine.travel(NOW, tick=False):
        shown = page.get(f"{choosing(first)}?ecrit=tr")
        page.get(f"{choosing(first)}?langue=uk")
        again = page.get(f"{choosing(first)}?ecrit=tr")
        sent = page.submit(choosing(first), {"slot": slot(SOON).starts_at.isoformat()})
        other = Browser().get(f"{choosing(second)}?ecrit=tr")
        unknown = Browser().get(f"{choosing(second)}?langue=xx")

    assert re.findall(r'href="\?langue=(\w+)"', shown.text) == [code for code in CODES if code != "tr"]
    found = [answer.headers["Content-Language"] for answer in (shown, again, sent, other, unknown)]
    assert found == ["tr", "uk", "uk", "tr", "fr"]
    assert page.cookies[COOKIE]["path"] == choosing(first)


def test_the_colleague_reads_the_agenda_in_the_language_of_the_house(nadia, me):
    one = propose_appointment(by=me, person=person(), draft=AppointmentDraft(nadia), at=NOW)

    with time_machine.travel(NOW, tick=False):
        Browser().submit(f"{choosing(one)}?langue=ar", {"slot": slot(SOON).starts_at.isoformat()})

    assert Booking.objects.get().title == "rendez-vous"


def test_the_link_of_an_invitation_says_in_which_language_it_is_written(nadia, me):
    one = propose_appointment(by=me, person=person(language="ro"), draft=AppointmentDraft(nadia), at=NOW)

    with time_machine.travel(NOW, tick=False):
        shown = browser(nadia).get(reverse("appointments:appointment", args=[one.pk]))

    assert shown.context["link"].endswith("?ecrit=ro")


@pytest.mark.parametrize("code", ["ar", "tr", "ro", "uk", "es"])
def test_a_language_that_partners_do_not_read_is_none_of_the_pages_of_a_colleague(nadia, code):
    page = browser(nadia)
    page.cookies["langue"] = code

    assert page.get("/").headers["Content-Language"] == "fr"
