"""Pages that change a participation: enter, leave, ask, correct, prove."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.development.projects.models import Condition, Project
from levier.evidence.outcomes.actions import enter, leave, observe, prove_eligibility, set_shares, withdraw_proof
from levier.evidence.outcomes.corrections import correct_entry, correct_stay, withdraw_stay
from levier.evidence.outcomes.enums import Horizon, Reach
from levier.evidence.outcomes.forms import (
    AnswerForm,
    CorrectionForm,
    EntryForm,
    LeaveForm,
    ProofForm,
    ReentryForm,
    SharesForm,
    StayForm,
    WithdrawForm,
    correction_values,
    stay_values,
)
from levier.evidence.outcomes.lists import page_of
from levier.evidence.outcomes.models import EligibilityProof, Episode, Participation
from levier.evidence.outcomes.queries import house_shares, window_of
from levier.evidence.outcomes.rules import CORRECT_ENTRY, SET_SAMPLE, WRITE_PARTICIPATIONS
from levier.evidence.outcomes.views import trail_of
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.foundation.kit.searches import asked
from levier.foundation.kit.texts import fold
from levier.register.people.models import Person
from levier.register.people.queries import narrowed

FOUND = 20


@screen(WRITE_PARTICIPATIONS)
def choose_person(request: HouseRequest) -> HttpResponse:
    """Who comes in: found by name, phone or mail."""
    query = asked(request)
    everybody = Person.objects.visible_to(request.actor)
    found = list(narrowed(everybody, fold(query))[:FOUND]) if fold(query) else []
    project = request.GET.get("projet", "")
    context = {
        "query": query,
        "found": found,
        "project": project if project.isdecimal() else "",
        "trail": [(_("Participations"), reverse("outcomes:participations"))],
    }
    return render(request, "outcomes/choose_person.html", context)


@screen(WRITE_PARTICIPATIONS, methods=("GET", "POST"))
def enter_person(request: HouseRequest, pk: int) -> HttpResponse:
    """Let a person into a project, with the situation that is frozen that day."""
    person: Person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)

    def save(form: EntryForm) -> str:
        data = form.cleaned_data
        held = enter(
            by=request.actor,
            project=data["project"],
            person=person,
            on=data["on"],
            until=data["until"],
            reason=data["reason"],
            situation=form.situation(person),
            at=timezone.now(),
        )
        say(request, _("L'entrée est notée."))
        return page_of(held)

    initial = {"project": request.GET["projet"]} if request.GET.get("projet", "").isdecimal() else {}
    return form_page(
        request,
        EntryForm(request.actor, request.POST or None, initial=initial),
        title=_("Noter l'entrée de %(name)s dans un projet") % {"name": person},
        submit=_("Noter l'entrée"),
        on_valid=save,
        intro=_entry_intro(person),
        trail=[(_("Personnes"), reverse("people:people")), (str(person), reverse("people:person", args=[pk]))],
        back=reverse("people:person", args=[pk]),
    )


def _entry_intro(person: Person) -> str:
    lacking = [
        str(label)
        for name, label in (("gender", _("le genre")), ("birth_date", _("la date de naissance")))
        if not getattr(person, name)
    ]
    if lacking:
        sentence = _("Il manque dans la fiche : %(what)s. Complétez-la d'abord, sinon la personne sera incomplète.")
        return sentence % {"what": ", ".join(lacking)}
    return _("Cette situation est figée le jour de l'entrée. Genre, naissance et nationalité viennent de la fiche.")


def _participation(request: HouseRequest, pk: int) -> Participation:
    rows = Participation.objects.visible_to(request.actor).select_related("person", "project")
    found: Participation = get_object_or_404(rows, pk=pk)
    return found


@screen(WRITE_PARTICIPATIONS, methods=("GET", "POST"))
def enter_again(request: HouseRequest, pk: int) -> HttpResponse:
    """Another stay in the same project."""
    found = _participation(request, pk)

    def save(form: ReentryForm) -> str:
        data = form.cleaned_data
        enter(by=request.actor, project=found.project, person=found.person, at=timezone.now(), **data)
        say(request, _("La nouvelle entrée est notée."))
        return page_of(found)

    return form_page(
        request,
        ReentryForm(request.POST or None),
        title=_("Noter une nouvelle entrée"),
        submit=_("Noter la nouvelle entrée"),
        on_valid=save,
        intro=_(
            "La situation figée à la première entrée ne change pas. La sortie est vidée, et les nouvelles d'avant ne"
            " comptent plus."
        ),
        trail=trail_of(found),
        back=page_of(found),
    )


@screen(WRITE_PARTICIPATIONS, methods=("GET", "POST"))
def leave_project(request: HouseRequest, pk: int) -> HttpResponse:
    """Note an exit, then ask for the situation."""
    found = _participation(request, pk)

    def save(form: LeaveForm) -> str:
        leave(by=request.actor, participation=found, at=timezone.now(), **form.cleaned_data)
        say(request, _("La sortie est notée. Demandez maintenant ce que la personne devient."))
        return reverse("outcomes:ask", args=[found.pk, Horizon.EXIT])

    return form_page(
        request,
        LeaveForm(request.POST or None, initial={"on": timezone.localdate()}),
        title=_("Noter la sortie de %(name)s") % {"name": found.person},
        submit=_("Noter la sortie"),
        on_valid=save,
        trail=trail_of(found),
        back=page_of(found),
    )


@screen(WRITE_PARTICIPATIONS, reads="participation.read", methods=("GET", "POST"))
def ask(request: HouseRequest, pk: int, horizon: str) -> HttpResponse:
    """How to reach the person, and what they say: one click when nobody answers, one form when somebody does."""
    found = _participation(request, pk)
    if horizon not in Horizon.values or found.exit_on is None:
        raise Http404
    note_reading(request, found)

    def save(form: AnswerForm) -> str:
        observe(by=request.actor, participation=found, horizon=horizon, at=timezone.now(), **form.cleaned_data)
        say(request, _("La réponse est notée."))
        return page_of(found)

    titles = {
        Horizon.EXIT: _("Que devient %(name)s à la sortie ?"),
        Horizon.SIX_MONTHS: _("Que devient %(name)s six mois après ?"),
    }
    window, today = window_of(horizon, found.exit_on), timezone.localdate()
    return form_page(
        request,
        AnswerForm(horizon, request.POST or None, initial={"observed_on": today} if today in window else {}),
        title=titles[Horizon(horizon)] % {"name": found.person},
        submit=_("Noter la réponse"),
        on_valid=save,
        template="outcomes/ask.html",
        participation=found,
        horizon=horizon,
        window=window,
        points=found.person.contact_points.all(),
        silences=[(Reach.NOT_REACHED, _("Pas jointe")), (Reach.REFUSED, _("Ne souhaite pas répondre"))],
        trail=trail_of(found),
        back=page_of(found),
    )


@screen(WRITE_PARTICIPATIONS, methods=("POST",))
def note_silence(request: HouseRequest, pk: int, horizon: str) -> HttpResponse:
    """Nobody answered, or the person does not wish to: noted today, in one click."""
    found = _participation(request, pk)
    reach = request.POST.get("tentative", "")
    try:
        if reach not in (Reach.NOT_REACHED, Reach.REFUSED):
            raise Refused(_("Choisissez ce qui s'est passé : pas jointe, ou ne souhaite pas répondre."))
        now = timezone.now()
        observe(
            by=request.actor,
            participation=found,
            horizon=horizon,
            observed_on=timezone.localdate(now),
            reach=reach,
            at=now,
        )
        say(request, _("C'est noté. La tentative est gardée, elle ne compte dans aucun chiffre."))
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(reverse("outcomes:to_ask"), status=303)


@screen(CORRECT_ENTRY, reads="participation.read", methods=("GET", "POST"))
def correct(request: HouseRequest, pk: int) -> HttpResponse:
    """Put an error of the frozen situation right."""
    found = _participation(request, pk)
    note_reading(request, found)
    before = correction_values(found)

    def save(form: CorrectionForm) -> str:
        correct_entry(
            by=request.actor,
            participation=found,
            changes=form.changes(),
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )
        say(request, _("La correction est notée, avec votre raison et l'ancienne valeur."))
        return page_of(found)

    return form_page(
        request,
        CorrectionForm(request.POST or None, initial=before),
        title=_("Corriger la situation à l'entrée"),
        submit=_("Noter la correction"),
        on_valid=save,
        current=lambda: (found.version, before),
        intro=_("Corrigez seulement une erreur du jour de l'entrée. Ce qui a changé depuis va dans la fiche, pas ici."),
        trail=trail_of(found),
        back=page_of(found),
    )


def _stay(request: HouseRequest, pk: int, stay: int) -> tuple[Participation, Episode]:
    found = _participation(request, pk)
    episode: Episode = get_object_or_404(found.episodes.all(), pk=stay)
    episode.participation = found
    return found, episode


@screen(CORRECT_ENTRY, methods=("GET", "POST"))
def correct_days(request: HouseRequest, pk: int, stay: int) -> HttpResponse:
    """Put the days of a stay right."""
    found, episode = _stay(request, pk, stay)
    before = stay_values(episode, found.version)

    def save(form: StayForm) -> str:
        data = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on", "exit_reason", "reason")}
        correct_stay(by=request.actor, stay=episode, at=timezone.now(), **data)
        say(request, _("Les dates sont corrigées. L'âge et les délais ont suivi."))
        return page_of(found)

    return form_page(
        request,
        StayForm(request.POST or None, initial=before),
        title=_("Corriger les dates d'un passage"),
        submit=_("Corriger les dates"),
        on_valid=save,
        current=lambda: (found.version, before),
        trail=trail_of(found),
        back=page_of(found),
    )


@screen(CORRECT_ENTRY, methods=("GET", "POST"))
def withdraw(request: HouseRequest, pk: int, stay: int) -> HttpResponse:
    """Take back a stay that never was."""
    found, episode = _stay(request, pk, stay)

    def save(form: WithdrawForm) -> str:
        withdraw_stay(by=request.actor, stay=episode, at=timezone.now(), **form.cleaned_data)
        say(request, _("Le passage est retiré."))
        return page_of(found)

    return form_page(
        request,
        WithdrawForm(request.POST or None),
        title=_("Retirer un passage noté par erreur"),
        submit=_("Retirer le passage"),
        on_valid=save,
        intro=_("La sortie d'avant et ses nouvelles compteront à nouveau."),
        trail=trail_of(found),
        back=page_of(found),
    )


@screen(WRITE_PARTICIPATIONS, methods=("GET", "POST"))
def prove(request: HouseRequest, pk: int, condition: int) -> HttpResponse:
    """Note the paper that shows one condition of the agreement."""
    found = _participation(request, pk)
    asked: Condition = get_object_or_404(Condition, pk=condition, agreement__project_id=found.project_id)

    def save(form: ProofForm) -> str:
        prove_eligibility(
            by=request.actor, participation=found, condition=asked, at=timezone.now(), **form.cleaned_data
        )
        say(request, _("La preuve est notée."))
        return page_of(found)

    return form_page(
        request,
        ProofForm(request.POST or None, request.FILES or None),
        title=_("Noter la preuve : %(condition)s") % {"condition": asked},
        submit=_("Noter la preuve"),
        on_valid=save,
        trail=trail_of(found),
        back=page_of(found),
    )


@screen(WRITE_PARTICIPATIONS, methods=("POST",))
def unprove(request: HouseRequest, pk: int, condition: int) -> HttpResponse:
    """Take a proof back."""
    found = _participation(request, pk)
    proof: EligibilityProof = get_object_or_404(found.proofs.select_related("condition"), condition_id=condition)
    withdraw_proof(by=request.actor, proof=proof, at=timezone.now())
    say(request, _("La preuve est retirée : la condition est à prouver à nouveau."))
    return HttpResponseRedirect(page_of(found), status=303)


@screen(SET_SAMPLE, methods=("GET", "POST"))
def shares(request: HouseRequest) -> HttpResponse:
    """Whom to ask at six months."""
    projects = Project.objects.visible_to(request.actor).exclude(rule_set="").order_by("rule_set")
    codes = list(projects.values_list("rule_set", flat=True).distinct())
    now: dict[str, Any] = {code: house_shares(request.actor).get(code, 100) for code in codes}

    def save(form: SharesForm) -> str:
        set_shares(by=request.actor, shares=form.cleaned_data, at=timezone.now())
        say(request, _("Le choix est enregistré."))
        return reverse("outcomes:to_ask")

    return form_page(
        request,
        SharesForm(codes, request.POST or None, initial=now),
        title=_("Qui interroger six mois après la sortie ?"),
        submit=_("Enregistrer"),
        on_valid=save,
        intro=_(
            "Certains programmes acceptent un échantillon représentatif. À confirmer avec votre autorité de gestion."
        ),
        trail=[
            (_("Participations"), reverse("outcomes:participations")),
            (_("À demander"), reverse("outcomes:to_ask")),
        ],
        back=reverse("outcomes:to_ask"),
    )
