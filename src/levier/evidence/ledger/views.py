"""Hours of projects: done, asked to each funder, what remains."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.queries import first_day, hours_by_activity, sessions_of
from levier.development.projects.models import Project
from levier.evidence.ledger.actions import Claimed, claim_hours, claim_share, release_hours, release_share
from levier.evidence.ledger.exports import hours_file, minutes_by_partner
from levier.evidence.ledger.forms import AgreementForm, ClaimForm, PeriodForm, ReasonForm, ReleaseForm, ShareForm
from levier.evidence.ledger.lists import HOURS, LINES, line_of, page_of
from levier.evidence.ledger.models import WHOLE, Claim, LedgerItem
from levier.evidence.ledger.proofs import unproven_minutes
from levier.evidence.ledger.queries import months_of, shown_minutes, trainee_hours
from levier.evidence.ledger.reporting import show_hour, show_hours, withdraw_hours
from levier.evidence.ledger.rules import CLAIM_HOURS, SEE_HOURS
from levier.foundation.kit import formats
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.screens import HouseRequest, screen


def trail(project: Project | None = None) -> list[tuple[Any, str]]:
    """The way back to the hours of a project."""
    steps: list[tuple[Any, str]] = [(_("Heures et bailleurs"), reverse("ledger:hours"))]
    return [*steps, (project.title, page_of(project))] if project else steps


def _project(request: HouseRequest, pk: int) -> Project:
    found: Project = get_object_or_404(Project.objects.visible_to(request.actor), pk=pk)
    return found


@screen(SEE_HOURS)
def hours(request: HouseRequest) -> HttpResponse:
    """Every project with its hours."""
    return HOURS.answer(request, others=[(_("Ligne par ligne"), reverse("ledger:lines"))])


@screen(SEE_HOURS)
def lines(request: HouseRequest) -> HttpResponse:
    """Hours asked, line by line."""
    return LINES.answer(request, trail=trail(), others=[(_("Heures par projet"), reverse("ledger:hours"))])


@screen(SEE_HOURS)
def project(request: HouseRequest, pk: int) -> HttpResponse:
    """Hours of one project, month by month: done, asked to each funder, left."""
    found = _project(request, pk)
    agreements = list(found.agreements.select_related("funder").order_by("reference"))
    today = timezone.localdate()
    first = first_day(found.organisation_id, found.pk) or today
    period = Period(first, max(found.ends_on or today, today, first))
    months = months_of(found, agreements, period)
    activities = hours_by_activity(found.organisation_id, found.pk, period)
    done = sum(one.done for one in months)
    by_agreement = trainee_hours(found, agreements, done, period)
    if request.GET.get("format") == "xlsx":
        return hours_file(found, by_agreement, months, activities)
    shown = shown_minutes(found)
    context = {
        "project": found,
        "agreements": agreements,
        "months": months,
        "activities": activities,
        "partners": minutes_by_partner(activities),
        "shown": [shown.get(one.pk, 0) for one in agreements],
        "unproven": [(one, minutes) for one in agreements if (minutes := unproven_minutes(one, period))],
        "done": done,
        "by_agreement": by_agreement,
        "asked": [sum(column) for column in zip(*(one.asked for one in months), strict=True)] or [0] * len(agreements),
        "left": sum(one.left for one in months),
        "may_claim": CLAIM_HOURS.allows(request.actor),
        "trail": trail(),
    }
    return render(request, "ledger/project.html", context)


@screen(CLAIM_HOURS, methods=("GET", "POST"))
def claim(request: HouseRequest, pk: int) -> HttpResponse:
    """Ask a funder for the hours of a period."""
    found = _project(request, pk)

    def save(form: ClaimForm) -> str:
        agreement = form.cleaned_data["agreement"]
        done = claim_hours(
            by=request.actor, agreement=agreement, period=form.period(), share=form.share(), at=timezone.now()
        )
        sentence = ngettext(
            "%(hours)s sont demandées à %(funder)s, pour %(n)s ligne.",
            "%(hours)s sont demandées à %(funder)s, pour %(n)s lignes.",
            done.lines,
        )
        words = {"hours": formats.minutes(done.minutes), "funder": agreement.funder, "n": formats.number(done.lines)}
        say(request, f"{sentence % words} {left_aside(done)}".strip())
        return page_of(found)

    return form_page(
        request,
        ClaimForm(found, request.POST or None, initial=_last_month()),
        title=_("Demander des heures à un bailleur"),
        submit=_("Demander ces heures"),
        on_valid=save,
        intro=_("Une même heure ne dépasse jamais 100 %, tous bailleurs ensemble. Ce qui est déjà demandé reste."),
        trail=trail(found),
        back=page_of(found),
    )


def left_aside(done: Claimed) -> str:
    """What was not asked for lack of a proof; nothing when all was."""
    if not done.unproven:
        return ""
    sentence = ngettext(
        "%(n)s ligne non prouvée n'est pas demandée.",
        "%(n)s lignes non prouvées ne sont pas demandées.",
        done.unproven,
    )
    return sentence % {"n": formats.number(done.unproven)}


@screen(CLAIM_HOURS, methods=("GET", "POST"))
def show(request: HouseRequest, pk: int) -> HttpResponse:
    """Show the hours of a period to a funder as a result."""
    found = _project(request, pk)

    def save(form: PeriodForm) -> str:
        agreement = form.cleaned_data["agreement"]
        done = show_hours(by=request.actor, agreement=agreement, period=form.period(), at=timezone.now())
        words = {"hours": formats.minutes(done.minutes), "funder": agreement.funder}
        say(request, _("%(hours)s sont présentées comme résultat à %(funder)s.") % words)
        return page_of(found)

    return form_page(
        request,
        PeriodForm(found, request.POST or None, initial=_last_month()),
        title=_("Présenter des heures comme résultat"),
        submit=_("Présenter ces heures"),
        on_valid=save,
        intro=_(
            "Une heure n'est payée qu'une fois, mais plusieurs bailleurs peuvent la voir dans leurs résultats. Rien"
            " n'est demandé à ce bailleur."
        ),
        trail=trail(found),
        back=page_of(found),
    )


@screen(CLAIM_HOURS, methods=("GET", "POST"))
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    """Show the hours of a period no longer."""
    return _take_back(
        request,
        _project(request, pk),
        withdraw_hours,
        lambda n: ngettext("%(n)s ligne n'est plus présentée.", "%(n)s lignes ne sont plus présentées.", n),
        title=_("Ne plus présenter des heures"),
        submit=_("Ne plus présenter ces heures"),
        intro=_("Ce qui est demandé aux bailleurs ne change pas. Le journal garde ce qui avait été présenté."),
    )


@screen(CLAIM_HOURS, methods=("GET", "POST"))
def release(request: HouseRequest, pk: int) -> HttpResponse:
    """Give back the hours of a period."""
    return _take_back(
        request,
        _project(request, pk),
        release_hours,
        lambda n: ngettext("%(n)s ligne est libérée.", "%(n)s lignes sont libérées.", n),
        title=_("Libérer des heures"),
        submit=_("Libérer ces heures"),
        intro=_("Elles pourront être demandées à un autre bailleur. Le journal garde ce qui avait été demandé."),
    )


def _take_back(
    request: HouseRequest, found: Project, act: Callable[..., int], told: Callable[[int], str], **page: Any
) -> HttpResponse:
    """The form of a period and a reason: `act` returns how many lines it took back, `told` is the sentence of that."""

    def save(form: ReleaseForm) -> str:
        agreement, reason = form.cleaned_data["agreement"], form.cleaned_data["reason"]
        count = act(by=request.actor, agreement=agreement, period=form.period(), reason=reason, at=timezone.now())
        say(request, told(count) % {"n": formats.number(count)})
        return page_of(found)

    form = ReleaseForm(found, request.POST or None, initial=_last_month())
    return form_page(request, form, on_valid=save, trail=trail(found), back=page_of(found), **page)


def _item(request: HouseRequest, pk: int) -> LedgerItem:
    rows = LedgerItem.objects.visible_to(request.actor).select_related("project")
    found: LedgerItem = get_object_or_404(rows, pk=pk)
    return found


@screen(SEE_HOURS)
def item(request: HouseRequest, pk: int) -> HttpResponse:
    """One hour: who is asked to pay which share of it, and what remains."""
    found = _item(request, pk)
    claims = found.claims.select_related("agreement__funder", "made_by").order_by("pk")
    context = {
        "item": found,
        "proof": sessions_of(found.organisation_id, [found.source]).get(found.source),
        "claims": [(one, formats.share(one.share)) for one in claims],
        "left": formats.share(WHOLE - found.claimed),
        "has_room": found.claimed < WHOLE,
        "shown": found.shown.select_related("agreement__funder", "made_by").order_by("pk"),
        "may_claim": CLAIM_HOURS.allows(request.actor),
        "trail": trail(found.project),
    }
    return render(request, "ledger/item.html", context)


@screen(CLAIM_HOURS, methods=("GET", "POST"))
def claim_one(request: HouseRequest, pk: int) -> HttpResponse:
    """Ask a funder for a share of one hour."""
    found = _item(request, pk)

    def save(form: ShareForm) -> str:
        agreement = form.cleaned_data["agreement"]
        claim_share(by=request.actor, item=found, agreement=agreement, share=form.share(), at=timezone.now())
        say(request, _("La part est demandée."))
        return line_of(found)

    return form_page(
        request,
        ShareForm(found.project, request.POST or None),
        title=_("Demander une part de cette heure"),
        submit=_("Demander cette part"),
        on_valid=save,
        intro=_("Il reste %(left)s à demander.") % {"left": formats.share(WHOLE - found.claimed)},
        trail=trail(found.project),
        back=line_of(found),
    )


@screen(CLAIM_HOURS, methods=("GET", "POST"))
def show_one(request: HouseRequest, pk: int) -> HttpResponse:
    """Show one hour to a funder as a result."""
    found = _item(request, pk)

    def save(form: AgreementForm) -> str:
        show_hour(by=request.actor, item=found, agreement=form.cleaned_data["agreement"], at=timezone.now())
        say(request, _("L'heure est présentée comme résultat."))
        return line_of(found)

    return form_page(
        request,
        AgreementForm(found.project, request.POST or None),
        title=_("Présenter cette heure comme résultat"),
        submit=_("Présenter cette heure"),
        on_valid=save,
        intro=_("Rien n'est demandé à ce bailleur : il la voit dans ses résultats."),
        trail=trail(found.project),
        back=line_of(found),
    )


@screen(CLAIM_HOURS, methods=("GET", "POST"))
def release_one(request: HouseRequest, pk: int) -> HttpResponse:
    """Give one share back."""
    rows = Claim.objects.visible_to(request.actor).select_related("item__project", "agreement__funder")
    found: Claim = get_object_or_404(rows, pk=pk)

    def save(form: ReasonForm) -> str:
        release_share(by=request.actor, claim=found, reason=form.cleaned_data["reason"], at=timezone.now())
        say(request, _("La part est libérée."))
        return line_of(found.item)

    return form_page(
        request,
        ReasonForm(request.POST or None),
        title=_("Libérer %(share)s demandés à %(funder)s")
        % {"share": formats.share(found.share), "funder": found.agreement.funder},
        submit=_("Libérer cette part"),
        on_valid=save,
        trail=trail(found.item.project),
        back=line_of(found.item),
    )


def _last_month() -> dict[str, date]:
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    return {"first": last.replace(day=1), "last": last}
