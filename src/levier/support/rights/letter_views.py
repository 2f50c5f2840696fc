"""Letters: registered, read, corrected; the deadlines they propose, kept."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.kit import formats
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.support.rights.actions import change_letter, keep_deadlines, register_letter
from levier.support.rights.forms import LETTER_COLUMNS, EditLetterForm, NewLetterForm, ProposalsForm
from levier.support.rights.lists import standing
from levier.support.rights.models import Letter
from levier.support.rights.proposals import proposals_of
from levier.support.rights.rules import SEE_RIGHTS, WRITE_RIGHTS
from levier.support.rights.views import person_of, person_page, tone, trail_of
from levier.support.rights.wording import CHECKED_WITH


def page_of(letter: Letter) -> str:
    return reverse("rights:letter", args=[letter.pk])


def _letter(request: HouseRequest, pk: int) -> Letter:
    rows = Letter.objects.visible_to(request.actor).select_related("person", "sender", "noted_by")
    found: Letter = get_object_or_404(rows, pk=pk)
    return found


def _trail(letter: Letter) -> list[tuple[str, str]]:
    return [*trail_of(letter.person), (str(letter), page_of(letter))]


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def new(request: HouseRequest, pk: int) -> HttpResponse:
    """A letter, with its photo; then what it proposes."""
    found = person_of(request, pk)

    def keep(form: NewLetterForm) -> str:
        upload = form.cleaned_data["upload"]
        letter = register_letter(by=request.actor, person=found, draft=form.draft(), upload=upload, at=timezone.now())
        if not proposals_of(request.actor, letter, timezone.localdate()):
            say(request, _("Le courrier est enregistré. Aucune échéance n'est à proposer."))
            return page_of(letter)
        say(request, _("Le courrier est enregistré. Voici les échéances à retenir."))
        return reverse("rights:proposals", args=[letter.pk])

    return form_page(
        request,
        NewLetterForm(request.actor, request.POST or None, request.FILES or None),
        title=_("Enregistrer un courrier"),
        submit=_("Enregistrer le courrier"),
        on_valid=keep,
        intro=_("Recopiez ce qui est écrit. Levier propose ensuite les dates à retenir, et dit comment il les compte."),
        trail=trail_of(found),
        back=person_page(found),
    )


@screen(SEE_RIGHTS, reads="rights.letter_read")
def letter(request: HouseRequest, pk: int) -> HttpResponse:
    """One letter: what it says, its scan, the deadlines kept and those proposed."""
    found = _letter(request, pk)
    note_reading(request, found)
    may_write = WRITE_RIGHTS.allows(request.actor)
    deadlines = found.deadlines.select_related("rule__kind", "person", "owner").order_by("due_on", "pk")
    waiting = len(proposals_of(request.actor, found, timezone.localdate())) if may_write else 0
    context = {
        "letter": found,
        "facts": _facts(found),
        "deadlines": [{"deadline": one, "standing": standing(one), "tone": tone(one)} for one in deadlines],
        "waiting": waiting,
        "checked_with": CHECKED_WITH,
        "may_write": may_write,
        "trail": trail_of(found.person),
    }
    return render(request, "rights/letter.html", context)


def _facts(one: Letter) -> list[tuple[Any, Any]]:
    hour = f", {one.printed_at:%H:%M}" if one.printed_at else ""
    return [
        (_("De"), one.sender or one.get_origin_display()),
        (_("Sorte"), one.get_kind_display()),
        (_("Daté du"), formats.day(one.dated_on)),
        (_("Reçu le"), formats.day(one.received_on)),
        (_("Recommandé"), _("oui") if one.is_registered else _("non")),
        (_("Posté le"), formats.day(one.posted_on)),
        (_("Mentions obligatoires"), _("il en manque") if one.lacks_mentions else _("rien de signalé")),
        (_("Date à respecter"), f"{formats.day(one.printed_on, style='full')}{hour}" if one.printed_on else "–"),
        (_("Ce qu'il dit"), one.says or "–"),
        (_("Noté par"), one.noted_by or _("Levier")),
    ]


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Correct what was read."""
    found = _letter(request, pk)
    before = {name: getattr(found, name) for name in LETTER_COLUMNS} | {"version": found.version}

    def save(form: EditLetterForm) -> str:
        change_letter(by=request.actor, letter=found, draft=form.draft(), at=timezone.now())
        say(request, _("Le courrier est corrigé. Les échéances déjà retenues restent comme elles sont : relisez-les."))
        return page_of(found)

    return form_page(
        request,
        EditLetterForm(request.actor, request.POST or None, initial=before),
        title=_("Corriger le courrier"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        trail=_trail(found),
        back=page_of(found),
    )


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def proposals(request: HouseRequest, pk: int) -> HttpResponse:
    """The deadlines that a letter proposes, each with its computation; those ticked are kept."""
    found = _letter(request, pk)
    proposed = proposals_of(request.actor, found, timezone.localdate())
    if not proposed:
        warn(request, _("Ce courrier ne propose aucune autre échéance."))
        return HttpResponseRedirect(page_of(found), status=303)
    form = ProposalsForm(request.actor, proposed, found, request.POST or None)

    def keep(valid: ProposalsForm) -> str:
        kept = keep_deadlines(by=request.actor, letter=found, drafts=valid.drafts(), at=timezone.now())
        words = ngettext("%(n)s échéance est retenue.", "%(n)s échéances sont retenues.", len(kept))
        say(request, words % {"n": len(kept)})
        return person_page(found.person)

    return form_page(
        request,
        form,
        title=_("Échéances à retenir"),
        submit=_("Retenir ces échéances"),
        on_valid=keep,
        template="rights/proposals.html",
        rows=form.rows(),
        checked_with=CHECKED_WITH,
        letter=found,
        trail=_trail(found),
        back=page_of(found),
    )
