"""The individual contract of one person: written from the plan, printed, signed."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.calendar import add_months
from levier.foundation.kit.forms import confirm_page, form_page, say, warn
from levier.foundation.kit.paper import PDF, as_pdf
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.support.jobsearch.actions import (
    change_contract,
    make_contract,
    sign_contract,
    take_back_signature,
    withdraw_contract,
)
from levier.support.jobsearch.contract import contract_paper
from levier.support.jobsearch.forms import CONTRACT_COLUMNS, ContractForm, EditContractForm, SignForm, values_of
from levier.support.jobsearch.models import Contract
from levier.support.jobsearch.queries import proposed_contract
from levier.support.jobsearch.resume_views import paper_trail, papers_of
from levier.support.jobsearch.rules import SEE_SEARCH, WRITE_SEARCH, may_reword
from levier.support.jobsearch.views import person_of

MONTHS = 12


def page_of(contract: Contract) -> str:
    """The page of a contract."""
    return reverse("jobsearch:contract", args=[contract.pk])


@screen(SEE_SEARCH, reads="jobsearch.paper_read")
def contract(request: HouseRequest, pk: int) -> HttpResponse:
    """What is agreed, whether it is signed, and the signed scan."""
    found = _contract(request, pk)
    note_reading(request, found)
    context = {
        "contract": found,
        "may_reword": bool(may_reword(found)),
        "may_write": WRITE_SEARCH.allows(request.actor),
        "trail": paper_trail(found.person),
    }
    return render(request, "jobsearch/contract.html", context)


@screen(SEE_SEARCH, reads="jobsearch.contract_printed")
def paper(request: HouseRequest, pk: int) -> HttpResponse:
    """The contract on A4, with a place for two signatures."""
    found = _contract(request, pk)
    note_reading(request, found)
    headed = {"Content-Disposition": f'inline; filename="contrat-{found.pk}.pdf"'}
    data = as_pdf(contract_paper(request.actor, found, timezone.now()))
    return HttpResponse(data, content_type=PDF, headers=headed)


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def new(request: HouseRequest, pk: int) -> HttpResponse:
    """Write a contract; the plan under way proposes its words."""
    found, today = person_of(request, pk), timezone.localdate()

    def save(valid: ContractForm) -> str:
        made = make_contract(by=request.actor, person=found, draft=valid.draft(), at=timezone.now())
        say(request, _("Le contrat est prêt : imprimez-le et signez-le ensemble."))
        return page_of(made)

    proposed = proposed_contract(request.actor, found) | {"starts_on": today, "ends_on": add_months(today, MONTHS)}
    return form_page(
        request,
        ContractForm(request.POST or None, initial=proposed),
        title=_("Rédiger le contrat de projet professionnel"),
        submit=_("Garder le contrat"),
        on_valid=save,
        intro=_(
            "Le but et les étapes du plan en cours sont proposés, s'il y en a. Relisez chaque ligne avec la personne."
        ),
        trail=paper_trail(found),
        back=papers_of(found),
    )


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Word a contract otherwise, while nobody has signed it."""
    found = _contract(request, pk)
    before = values_of(found, CONTRACT_COLUMNS)

    def save(valid: EditContractForm) -> str:
        change_contract(by=request.actor, contract=found, draft=valid.draft(), at=timezone.now())
        say(request, _("Le contrat est à jour."))
        return page_of(found)

    return form_page(
        request,
        EditContractForm(request.POST or None, initial=before),
        title=_("Modifier le contrat"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        removal=reverse("jobsearch:withdraw_contract", args=[found.pk]),
        **_around(found),
    )


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def sign(request: HouseRequest, pk: int) -> HttpResponse:
    """Both signed."""
    found = _contract(request, pk)

    def save(valid: SignForm) -> str:
        sign_contract(by=request.actor, contract=found, on=valid.cleaned_data["on"], at=timezone.now())
        say(request, _("La signature est notée. Ajoutez le contrat scanné, si vous l'avez."))
        return page_of(found)

    form = SignForm(request.POST or None)
    title, submit = _("Noter la signature"), _("Noter la signature")
    intro = _("Les deux ont signé le même papier. Ses mots ne changent plus ensuite.")
    return form_page(request, form, title=title, submit=submit, on_valid=save, intro=intro, **_around(found))


@screen(WRITE_SEARCH, methods=("POST",))
def take_back(request: HouseRequest, pk: int) -> HttpResponse:
    """The signature was noted by mistake."""
    found = _contract(request, pk)
    try:
        take_back_signature(by=request.actor, contract=found, at=timezone.now())
        say(request, _("La signature est reprise : le contrat se modifie de nouveau."))
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(page_of(found), status=303)


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    """Take away a contract that was never signed."""
    found = _contract(request, pk)

    def yes() -> str:
        withdraw_contract(by=request.actor, contract=found, at=timezone.now())
        say(request, _("Le contrat est retiré."))
        return papers_of(found.person)

    return confirm_page(
        request,
        title=_("Retirer ce contrat ?"),
        sentence=_("Ses mots disparaissent. Un contrat signé ne se retire pas."),
        things=[found],
        submit=_("Retirer"),
        on_yes=yes,
        is_danger=True,
        **_around(found),
    )


def _contract(request: HouseRequest, pk: int) -> Contract:
    rows = Contract.objects.visible_to(request.actor).filter(person__merged_into=None)
    found: Contract = get_object_or_404(rows.select_related("person", "made_by"), pk=pk)
    return found


def _around(found: Contract) -> dict[str, Any]:
    return {"trail": paper_trail(found.person, (str(found), page_of(found))), "back": page_of(found)}
