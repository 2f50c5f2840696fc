"""A course with a partner, from the first candidates to the internships; and two collectives in a network."""

from datetime import date, datetime, time, timedelta

from levier.activity.activities.actions import (
    Hours,
    Setting,
    create_activity,
    moments_of,
    plan_moments,
    set_part,
)
from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.enums import Source
from levier.activity.activities.models import Activity, Session
from levier.activity.courses.actions import (
    DecisionDraft,
    MemberDraft,
    PageDraft,
    StepDraft,
    TaskDraft,
    add_candidates,
    add_member,
    assign_sessions,
    certify,
    change_internship,
    decide,
    found_collective,
    hold_meeting,
    note_step,
    note_told,
    note_visit,
    note_week,
    open_course,
    plan_internship,
    publish,
    record_results,
    sign_contract,
)
from levier.activity.courses.models import Candidate, Collective, Course
from levier.config.demonstration.chronicle import Chronicle, House
from levier.config.demonstration.people import moment, open_day
from levier.development.projects.models import Project
from levier.foundation.accounts.enums import Role
from levier.register.partners.models import Partner
from levier.register.people.models import Person

TITLE = "Vendre et accueillir"
MODULES = (
    "Accueil du client ; 24 h\nVente et caisse ; 36 h\nFrançais du magasin ; 20 h\nStage en magasin ; 60 h ; stage"
)
PLACES, ASKED, BEGAN = 6, 11, 30
MORNING = Hours(time(9), time(12))
SENT = ("accepted",) * PLACES + ("reserve", "reserve", "refused", "refused")
"""What is decided of the candidates, in their order; the last one still waits for it."""


def run_course(house: House, projects: dict[str, Project], today: date, chronicle: Chronicle) -> None:
    """Candidates six weeks ago, decisions five weeks ago, a month of sessions, two internships; the collectives."""
    first = open_day(today, BEGAN)
    chronicle.add(moment(open_day(today, 50), 10), lambda at: _open(house, projects["FSE-PLUS"], first, today, at))
    chronicle.add(moment(open_day(today, 45), 11), lambda at: _ask(house, at))
    chronicle.add(moment(open_day(today, 40), 15), lambda at: _meet(house, at))
    chronicle.add(moment(open_day(today, 36), 16), lambda at: _decide(house, at))
    chronicle.add(moment(open_day(today, 34), 11), lambda at: _plan(house, first, today, at))
    chronicle.add(moment(today - timedelta(days=1), 17), lambda at: _follow(house, today, at))
    chronicle.add(moment(open_day(today, 28), 14), lambda at: _gather(house, today, at))


def _course(house: House) -> Course:
    found: Course = Course.objects.visible_to(house.actor(Role.COORDINATION)).get(activity__title=TITLE)
    return found


def _partner(house: House, *kinds: str) -> Partner:
    rows = Partner.objects.visible_to(house.actor(Role.COORDINATION)).filter(kind__in=kinds)
    found: Partner = rows.order_by("pk")[0]
    return found


def _open(house: House, project: Project, first: date, today: date, at: datetime) -> None:
    by = house.actor(Role.COORDINATION)
    values = {
        "title": TITLE,
        "kind": "course",
        "theme": "trade",
        "partner": _partner(house, "training", "school"),
        "starts_on": first,
        "ends_on": today + timedelta(days=30),
        "capacity": PLACES,
        "modules": MODULES,
        "summary": "Accueillir, conseiller, encaisser : trois matinées par semaine, puis un stage en magasin.",
    }
    activity = create_activity(by=by, values=values, projects=[project], at=at)
    employer = _partner(house, "employer")
    set_part(by=by, activity=activity, partner=employer, part="Reçoit deux stagiaires", at=at)
    words = {
        "criteria": "Aimer le contact, comprendre une consigne en français, pouvoir venir trois matinées par semaine.",
        "next_step": "Venez le premier jour à 9 heures, avec votre carte d'identité.",
        "agreement": project.agreements.order_by("pk").first(),
    }
    open_course(by=by, activity=activity, values=words, at=at)


def _ask(house: House, at: datetime) -> None:
    by = house.actor(Role.COUNSELLOR)
    people = Person.objects.visible_to(by).filter(enrolments=None, merged_into=None, erased_at=None)
    chosen = list(people.exclude(last_name="").order_by("pk")[10 : 10 + ASKED])
    add_candidates(by=by, course=_course(house), people=chosen, on=at.date(), at=at)


def _everybody(house: House) -> list[Candidate]:
    return list(_course(house).candidates.select_related("person").order_by("pk"))


def _meet(house: House, at: datetime) -> None:
    by = house.actor(Role.COUNSELLOR)
    for number, one in enumerate(_everybody(house)):
        came = "missed" if number == 9 else "came"
        note_step(by=by, candidate=one, draft=StepDraft("information", at.date(), came), at=at)
        if came == "came":
            points = (78, 64, 82, 71, 90, 68, 61, 59, 34, 0, 66)[number]
            note_step(by=by, candidate=one, draft=StepDraft("test", at.date(), came, points), at=at)


def _decide(house: House, at: datetime) -> None:
    by = house.actor(Role.COORDINATION)
    whys = {"accepted": "ready", "reserve": "full", "refused": "level"}
    for number, (one, decision) in enumerate(zip(_everybody(house), SENT, strict=False)):
        why = "absent" if number == 9 else whys[decision]
        made = decide(by=by, candidate=one, draft=DecisionDraft(decision, why), at=at)
        if number != 7:
            note_told(by=by, candidate=made, on=at.date(), way="call", at=at)


def _plan(house: House, first: date, today: date, at: datetime) -> None:
    """Three mornings a week; the first two modules are given, the third is to come."""
    by, course = house.actor(Role.COORDINATION), _course(house)
    days = [first + timedelta(days=back) for back in range((today - first).days + 30)]
    days = [one for one in days if one.weekday() in (0, 1, 3)]
    setting = Setting(None, house.staff[Role.COORDINATION])
    plan_moments(by=by, activity=course.activity, moments=moments_of(days, [MORNING]), setting=setting, at=at)
    welcome, selling, french = course.modules.all()[:3]
    sessions = list(course.activity.sessions.order_by("on", "pk"))
    chosen = {one.pk: (welcome if n < 8 else selling if n < 20 else french) for n, one in enumerate(sessions)}
    assign_sessions(by=by, course=course, modules=chosen, at=at)


def _follow(house: House, today: date, at: datetime) -> None:
    """Sheets, results of the first module, contracts, and two internships: one that ended, one that goes on."""
    by, course = house.actor(Role.COORDINATION), _course(house)
    inside = [one for one in _everybody(house) if one.decision == "accepted"]
    held = list(Session.objects.filter(activity=course.activity_id, starts_at__lt=at).order_by("on"))
    last = len(held) - 1
    for number, session in enumerate(held):
        away = inside[number % len(inside)].person_id
        lines = {one.person_id: Entry("absent" if one.person_id == away else "present") for one in inside}
        source = Source.QR if number == last else Source.SCREEN  # the cards came into use on the last day
        record_attendance(by=by, session=session, entries=lines, source=source, close=True, at=at)
    first = course.modules.all()[0]
    cells = {(one.pk, first.pk): "under_way" if n == 4 else "acquired" for n, one in enumerate(inside)}
    record_results(by=by, course=course, entries=cells, seen={}, at=at)
    for one in inside[:4]:
        values = {
            "kind": "f70bis",
            "partner": course.activity.partner,
            "signed_on": course.activity.starts_on,
            "starts_on": course.activity.starts_on,
            "ends_on": course.activity.ends_on,
            "weekly_minutes": 9 * 60,
        }
        sign_contract(by=by, candidate=one, values=values, at=at)
    _place(house, inside[0], today - timedelta(days=20), today - timedelta(days=9), at)
    _place(house, inside[1], today - timedelta(days=6), today + timedelta(days=5), at)
    certify(by=by, candidate=inside[0], at=at)


def _place(house: House, one: Candidate, first: date, last: date, at: datetime) -> None:
    by, employer = house.actor(Role.COUNSELLOR), _partner(house, "employer")
    values = {
        "partner": employer,
        "task": "Mettre en rayon, accueillir, tenir une caisse",
        "convention_on": first - timedelta(days=3),
        "starts_on": first,
        "ends_on": last,
        "planned_minutes": 60 * 60,
    }
    row = plan_internship(by=by, candidate=one, values=values, at=at)
    who = "La responsable du magasin"
    note_week(by=by, internship=row, on=first, minutes=1500, confirmed_by=who, at=at)
    note_visit(by=by, internship=row, on=first + timedelta(days=2), remark="Bon contact avec les clients.", at=at)
    if last < at.date():
        note_week(by=by, internship=row, on=first + timedelta(days=7), minutes=1620, confirmed_by=who, at=at)
        ended = {"end": "completed", "end_words": "Ponctuelle, à l'aise à la caisse."}
        change_internship(by=by, internship=row, values=ended, at=at)


def _gather(house: House, today: date, at: datetime) -> None:
    """A network and a collective of it, with members from here and from outside."""
    by = house.actor(Role.ANIMATOR)
    network = _collective(house, "Réseau des potagers du quartier", at, coordinator="Jeanne, comité de quartier")
    garden = _collective(house, "Les mains vertes", at, network=network)
    people = Person.objects.visible_to(by).exclude(last_name="").filter(merged_into=None, erased_at=None)
    for one in people.order_by("-pk")[:3]:
        add_member(by=by, collective=garden, draft=MemberDraft(at.date(), person=one), at=at)
    outside = MemberDraft(
        at.date(), first_name="Lucie", partner=_partner(house, "association"), role="prête les outils"
    )
    lucie = add_member(by=by, collective=garden, draft=outside, at=at)
    tasks = [
        TaskDraft("Demander la clé du terrain", "Lucie", today - timedelta(days=6)),
        TaskDraft("Écrire l'affiche de la fête des semis", "le groupe", today + timedelta(days=12)),
    ]
    decided = "Le potager ouvre le mercredi après-midi.\nUne caisse commune, tenue à deux."
    hold_meeting(by=by, collective=garden, on=at.date(), decisions=decided, tasks=tasks, at=at)
    words = "Un potager pour le quartier : on plante, on récolte, on partage. Venez quand vous voulez."
    shown = PageDraft(at.date(), words=words, shows_sessions=True, members=[lucie.pk])
    publish(by=by, collective=garden, draft=shown, at=at)


def _collective(
    house: House, title: str, at: datetime, network: Collective | None = None, coordinator: str = ""
) -> Collective:
    by = house.actor(Role.ANIMATOR)
    activity: Activity = create_activity(by=by, values={"title": title, "kind": "collective"}, at=at)
    return found_collective(by=by, activity=activity, values={"network": network, "coordinator": coordinator}, at=at)
