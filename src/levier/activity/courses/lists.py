"""The lists of the room: courses, candidates, internships, hours session by session, collectives."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.activity.courses.enums import Choice as Decided
from levier.activity.courses.enums import StepKind, StepResult
from levier.activity.courses.models import Candidate, Course, Internship, Step
from levier.activity.courses.queries import add_counts, add_steps, add_weeks
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.lists import Choice, Column, ListPage, Search

MOST = 300


def day_of(value: Any) -> str:
    return formats.day(value, style="short")


def courses_of(actor: Actor) -> list[tuple[str, str]]:
    rows = Course.objects.visible_to(actor).order_by("-activity__starts_on", "pk")
    return [(str(pk), title) for pk, title in rows.values_list("pk", "activity__title")[:MOST]]


def _states(actor: Actor) -> list[tuple[str, Any]]:
    return [("now", _("en cours")), ("next", _("à venir")), ("past", _("terminées"))]


def _state(rows: Any, value: str) -> Any:
    today = timezone.localdate()
    if value == "next":
        return rows.filter(activity__starts_on__gt=today)
    if value == "past":
        return rows.filter(activity__ends_on__lt=today)
    begun = Q(activity__starts_on=None) | Q(activity__starts_on__lte=today)
    return rows.filter(begun).filter(Q(activity__ends_on=None) | Q(activity__ends_on__gte=today))


COURSES = ListPage(
    title=_("Formations"),
    rows=lambda actor: Course.objects.visible_to(actor).select_related("activity__partner", "activity__project"),
    columns=(
        Column(
            "formation",
            _("Formation"),
            lambda one: one.activity.title,
            lambda one: reverse("courses:course", args=[one.pk]),
            ("activity__title",),
        ),
        Column("partenaire", _("Partenaire"), lambda one: str(one.activity.partner or "–")),
        Column(
            "debut",
            _("Début"),
            lambda one: day_of(one.activity.starts_on),
            None,
            ("activity__starts_on",),
            plain=lambda one: one.activity.starts_on,
        ),
        Column("fin", _("Fin"), lambda one: day_of(one.activity.ends_on), plain=lambda one: one.activity.ends_on),
        Column("attente", _("À décider"), lambda one: getattr(one, "open", ""), is_number=True),
        Column("dedans", _("Dans la formation"), lambda one: getattr(one, "inside", ""), is_number=True),
        Column("places", _("Places"), lambda one: one.activity.capacity or "–", is_number=True),
        Column(
            "promises", _("Heures conventionnées"), lambda one: formats.minutes(one.promised_minutes), is_number=True
        ),
        Column(
            "donnees", _("Feuilles terminées"), lambda one: formats.minutes(getattr(one, "held", 0)), is_number=True
        ),
    ),
    default_sort=("-activity__starts_on",),
    filters=(
        Search(_("Intitulé"), lambda rows, words: rows.filter(activity__search__contains=words)),
        Choice("etat", _("État"), _states, _state),
    ),
    empty=_("Les formations seront ici. Ouvrez une activité de type formation ou alphabétisation, puis son dossier."),
    export_name="formations",
    after_page=add_counts,
)


def _step(kind: str) -> Any:
    def told(one: Candidate) -> str:
        step = getattr(one, "by_kind", {}).get(kind)
        if step is None:
            return "–"
        points = f", {step.points}/100" if step.points is not None else ""
        return f"{step.get_result_display()}{points}"

    return told


_STEPS: tuple[tuple[str, Any], ...] = (
    ("none", _("aucune étape notée")),
    *((f"{kind}-{result}", f"{kind.label} : {result.label}") for kind in StepKind for result in StepResult),
)


def _at_step(rows: Any, value: str) -> Any:
    mine = Step.objects.filter(candidate=OuterRef("pk"))
    if value == "none":
        return rows.filter(~Exists(mine))
    kind, _dash, result = value.partition("-")
    return rows.filter(Exists(mine.filter(kind=kind, result=result)))


def _decided(rows: Any, value: str) -> Any:
    if value == "untold":
        return rows.filter(decided_at__isnull=False, told_on=None)
    return rows.filter(decision="" if value == "open" else value)


CANDIDATES = ListPage(
    title=_("Candidatures"),
    rows=lambda actor: (
        Candidate.objects.visible_to(actor).filter(person__erased_at=None).select_related("person", "course__activity")
    ),
    columns=(
        Column(
            "qui",
            _("Personne"),
            lambda one: str(one.person),
            lambda one: reverse("courses:candidate", args=[one.pk]),
            ("person__last_name", "person__first_name"),
        ),
        Column(
            "formation",
            _("Formation"),
            lambda one: str(one.course),
            lambda one: reverse("courses:course", args=[one.course_id]),
            ("course__activity__title",),
        ),
        Column(
            "demande",
            _("Demandé le"),
            lambda one: day_of(one.asked_on),
            None,
            ("asked_on",),
            plain=lambda one: one.asked_on,
        ),
        *(Column(str(kind), kind.label, _step(kind)) for kind in StepKind),
        Column(
            "decision",
            _("Décision"),
            lambda one: one.standing,
            None,
            ("decision",),
        ),
        Column("raison", _("Raison"), lambda one: one.get_why_display() or "–", is_optional=True),
        Column(
            "dit", _("Annoncée le"), lambda one: day_of(one.told_on), plain=lambda one: one.told_on, is_optional=True
        ),
    ),
    default_sort=("-asked_on",),
    filters=(
        Search(_("Nom"), lambda rows, words: rows.filter(person__search__contains=words)),
        Choice("formation", _("Formation"), courses_of, lambda rows, value: rows.filter(course=value)),
        Choice("etape", _("Étape"), lambda actor: _STEPS, _at_step),
        Choice(
            "decision",
            _("Décision"),
            lambda actor: [("open", _("à décider")), ("untold", _("à annoncer")), *Decided.choices],
            _decided,
        ),
    ),
    empty=_("Qui demande à suivre une formation sera ici. Ouvrez une formation, puis ajoutez les personnes."),
    export_name="candidatures",
    after_page=add_steps,
)


def _internship_state(rows: Any, value: str) -> Any:
    today = timezone.localdate()
    if value == "unsigned":
        return rows.filter(convention_on=None)
    if value == "next":
        return rows.filter(starts_on__gt=today)
    running = Q(starts_on__lte=today, ends_on__gte=today)
    return rows.filter(running) if value == "now" else rows.filter(ends_on__lt=today)


INTERNSHIPS = ListPage(
    title=_("Stages"),
    rows=lambda actor: (
        Internship.objects.visible_to(actor)
        .filter(candidate__person__erased_at=None)
        .select_related("candidate__person", "candidate__course__activity", "partner")
    ),
    columns=(
        Column(
            "qui",
            _("Personne"),
            lambda one: str(one.candidate.person),
            lambda one: reverse("courses:internship", args=[one.pk]),
            ("candidate__person__last_name",),
        ),
        Column("formation", _("Formation"), lambda one: str(one.candidate.course)),
        Column("chez", _("Chez"), lambda one: str(one.partner), None, ("partner__name",)),
        Column(
            "debut",
            _("Début"),
            lambda one: day_of(one.starts_on),
            None,
            ("starts_on",),
            plain=lambda one: one.starts_on,
        ),
        Column("fin", _("Fin"), lambda one: day_of(one.ends_on), None, ("ends_on",), plain=lambda one: one.ends_on),
        Column("prevues", _("Heures prévues"), lambda one: formats.minutes(one.planned_minutes), is_number=True),
        Column("faites", _("Heures faites"), lambda one: formats.minutes(getattr(one, "done", 0)), is_number=True),
        Column(
            "confirmees", _("Confirmées"), lambda one: formats.minutes(getattr(one, "confirmed", 0)), is_number=True
        ),
        Column(
            "convention", _("Convention"), lambda one: day_of(one.convention_on), plain=lambda one: one.convention_on
        ),
        Column("resultat", _("Issue"), lambda one: one.get_end_display() or "–", is_optional=True),
    ),
    default_sort=("-starts_on",),
    filters=(
        Search(_("Nom"), lambda rows, words: rows.filter(candidate__person__search__contains=words)),
        Choice("formation", _("Formation"), courses_of, lambda rows, value: rows.filter(candidate__course=value)),
        Choice(
            "etat",
            _("État"),
            lambda actor: [
                ("now", _("en cours")),
                ("next", _("à venir")),
                ("past", _("terminés")),
                ("unsigned", _("convention pas encore signée")),
            ],
            _internship_state,
        ),
    ),
    empty=_("Les stages seront ici. Un stage se note depuis la page d'une personne dans la formation."),
    export_name="stages",
    after_page=add_weeks,
)
