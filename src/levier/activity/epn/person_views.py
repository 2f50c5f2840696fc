"""What one person does at the digital space: visits, help, loans, mandates, card, and what they can do."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.epn.actions import give_card, lend, make_mandate, note_help, revoke_mandate
from levier.activity.epn.around import around_person, page_of, person_of, person_trail
from levier.activity.epn.forms import LendForm
from levier.activity.epn.helping_forms import MandateForm, OtherHelpForm
from levier.activity.epn.models import HelpGiven, HelpMandate, Loan, RulesAcceptance, VisitCard
from levier.activity.epn.panels import progress_of
from levier.activity.epn.queries import assessments_of, last_visits
from levier.activity.epn.rules import MEASURE_SKILLS, RUN_SPACES, SEE_SKILLS
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, note_reading, screen

MOST = 10


@screen(SEE_SKILLS, reads="epn.read")
def person(request: HouseRequest, pk: int) -> HttpResponse:
    """All of it on one page, what they can do first."""
    found, actor, today = person_of(request, pk), request.actor, timezone.localdate()
    note_reading(request, found)
    made = assessments_of(actor, found)
    visits = last_visits(actor, found)
    context = {
        "person": found,
        "assessments": list(reversed(made)),
        "progress": progress_of(made),
        "visits": list(visits[:MOST]),
        "visit_count": visits.count(),
        "helps": list(
            HelpGiven.objects.visible_to(actor).filter(person=found).select_related("topic", "given_by")[:MOST]
        ),
        "loans": [
            (one, one.due_on < today)
            for one in Loan.objects.visible_to(actor).filter(person=found, returned_on=None).select_related("equipment")
        ],
        "mandates": [
            (one, one.holds(today))
            for one in HelpMandate.objects.visible_to(actor).filter(person=found).select_related("topic", "helper")
        ],
        "card": VisitCard.objects.visible_to(actor).filter(person=found, ended_on=None).first(),
        "rules": RulesAcceptance.objects.visible_to(actor).filter(person=found).first(),
        "may_run": RUN_SPACES.allows(actor),
        "may_measure": MEASURE_SKILLS.allows(actor),
        "trail": person_trail(found),
    }
    return render(request, "epn/person.html", context)


@screen(RUN_SPACES, methods=("GET", "POST"))
def new_card(request: HouseRequest, pk: int) -> HttpResponse:
    """A card, or a new one for a card that is lost."""
    found = person_of(request, pk)

    def yes() -> str:
        give_card(by=request.actor, person=found, at=timezone.now())
        say(request, _("La carte est prête : imprimez-la."))
        return page_of(found)

    return confirm_page(
        request,
        title=_("Faire une carte de visite ?"),
        sentence=_(
            "Elle porte le prénom, huit chiffres et un code à scanner. Une carte plus ancienne ne vaut plus rien."
        ),
        things=[found],
        submit=_("Faire la carte"),
        on_yes=yes,
        **around_person(found),
    )


@screen(RUN_SPACES, methods=("GET", "POST"))
def new_help(request: HouseRequest, pk: int) -> HttpResponse:
    """Help given to somebody whose visit was not noted."""
    found = person_of(request, pk)

    def save(valid: OtherHelpForm) -> str:
        space = valid.cleaned_data["space"]
        note_help(by=request.actor, draft=valid.draft(), space=space, person=found, at=timezone.now())
        say(request, _("L'aide est notée."))
        return page_of(found)

    form, title = OtherHelpForm(request.actor, request.POST or None), _("Noter l'aide donnée")
    return form_page(request, form, title=title, submit=_("Noter"), on_valid=save, **around_person(found))


@screen(RUN_SPACES, methods=("GET", "POST"))
def new_loan(request: HouseRequest, pk: int) -> HttpResponse:
    """Lend them something."""
    found = person_of(request, pk)

    def save(valid: LendForm) -> str:
        lend(by=request.actor, person=found, at=timezone.now(), **valid.cleaned_data)
        say(request, _("Le prêt est noté."))
        return page_of(found)

    form, title = LendForm(request.actor, request.POST or None), _("Prêter un objet")
    return form_page(request, form, title=title, submit=_("Prêter"), on_valid=save, **around_person(found))


@screen(RUN_SPACES, methods=("GET", "POST"))
def new_mandate(request: HouseRequest, pk: int) -> HttpResponse:
    """What they let us do in their name; then the paper is printed and signed."""
    found = person_of(request, pk)

    def save(valid: MandateForm) -> str:
        make_mandate(by=request.actor, person=found, at=timezone.now(), **valid.cleaned_data)
        say(request, _("Le mandat est prêt : imprimez-le, et signez-le à deux."))
        return page_of(found)

    return form_page(
        request,
        MandateForm(request.actor, request.POST or None),
        title=_("Agir au nom de la personne"),
        submit=_("Préparer le mandat"),
        on_valid=save,
        intro=_(
            "La personne reste à côté de vous et tape elle-même ses mots de passe. Elle peut reprendre son accord."
        ),
        **around_person(found),
    )


@screen(RUN_SPACES, methods=("GET", "POST"))
def revoke(request: HouseRequest, pk: int) -> HttpResponse:
    """They take it back."""
    rows = HelpMandate.objects.visible_to(request.actor).filter(person__merged_into=None, person__erased_at=None)
    row: HelpMandate = get_object_or_404(rows.select_related("person"), pk=pk)

    def yes() -> str:
        revoke_mandate(by=request.actor, mandate=row, on=timezone.localdate(), at=timezone.now())
        say(request, _("Le mandat est repris : plus personne n'agit au nom de cette personne."))
        return page_of(row.person)

    context: dict[str, Any] = around_person(row.person)
    return confirm_page(
        request,
        title=_("La personne reprend-elle ce mandat ?"),
        sentence=_("À partir d'aujourd'hui, personne n'agit plus en son nom pour cela. Rendez-lui le papier."),
        things=[row],
        submit=_("Noter qu'il est repris"),
        on_yes=yes,
        **context,
    )
