"""What the association lived since 2012 is found in its demonstration, line by line."""

from datetime import date

import pytest

from levier.config.demonstration.history import tell_history
from levier.development.calls.models import Call, Evidence, Need
from levier.development.projects.models import Kinship, Obligation, Project
from levier.foundation.accounts.tenancy import working_for
from levier.register.partners.models import Contact, Partner
from tests.cast import organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]


@pytest.mark.parametrize(
    ("code", "status", "first", "last"),
    [
        ("SELIDAIRE", "interrupted", 2012, 2015),
        ("CAFE-COUTURE", "taken_over", 2012, 2016),
        ("CHOC", "spun_off", 2013, 2013),
        ("RESEAU", "transferred", 2013, 2015),
        ("VILLAGE", "spun_off", 2013, 2016),
        ("DIVERSITE", "spun_off", 2014, 2016),
        ("CARNAVAL", "spun_off", 2014, 2016),
        ("ALPHA-NUM", "completed", 2014, 2019),
        ("FSE-3.2", "completed", 2015, 2020),
    ],
)
def test_each_project_had_its_own_end_and_says_what_is_kept_of_it(code, status, first, last):
    project = Project.objects.get(code=code)

    assert (project.status, project.starts_on.year, project.ends_on.year) == (status, first, last)
    assert project.ending
    assert project.needs.exists()


def test_the_present_holds_running_projects_a_submitted_one_and_an_idea():
    by_status = {}
    for code, status in Project.objects.filter(ending="").order_by("code").values_list("code", "status"):
        by_status.setdefault(status, []).append(code)

    assert by_status == {
        "running": ["AGREMENT", "AOP-45", "COHESION", "EPN", "FSE-PLUS"],
        "submitted": ["QUARTIER-NUM"],
        "idea": ["ECO-SOCIALE"],
    }


@pytest.mark.parametrize(
    ("code", "kind", "other"),
    [
        ("CAFE-COUTURE", "born_from", "SELIDAIRE"),
        ("CAFE-COUTURE", "taken_over_by", "Ensemble pour 1060"),
        ("CHOC", "spun_off_to", "RESEAU"),
        ("RESEAU", "transferred_to", "Collectif Solidarité Contre l'Exclusion"),
        ("VILLAGE", "spun_off_to", "Ensemble pour 1060"),
        ("DIVERSITE", "spun_off_to", "Ensemble pour 1060"),
        ("CARNAVAL", "spun_off_to", "Ensemble pour 1060"),
        ("SELIDAIRE", "passed_to", "CPAS de Saint-Gilles"),
        ("ECO-SOCIALE", "born_from", "CAFE-COUTURE"),
        ("FSE-PLUS", "born_from", "FSE-3.2"),
    ],
)
def test_the_family_of_the_projects(code, kind, other):
    links = Kinship.objects.filter(project__code=code, kind=kind)

    assert [one.other.code if one.other else one.partner.name for one in links] == [other]


@pytest.mark.parametrize(
    "code",
    [
        "fracture-numerique",
        "lecture",
        "peu-qualifies",
        "plus-45",
        "femmes-famille",
        "sante",
        "pertes-de-droits",
        "participation",
        "parcours-integre",
    ],
)
def test_each_concern_is_a_need_with_a_dated_figure_and_its_source(code):
    evidence = Evidence.objects.filter(need__code=code)

    assert evidence.exists()
    assert all(one.source and one.statement for one in evidence)
    assert Need.objects.get(code=code).statement


def test_the_house_of_employment_issued_the_calls_of_2014():
    calls = Call.objects.filter(programme__funder__code="maison-emploi").order_by("projects__code")

    assert [(one.projects.get().code, one.deadline_at.year, one.status) for one in calls] == [
        ("ALPHA-NUM", 2013, "won"),
        ("EPN", 2013, "won"),
    ]


def test_the_course_has_two_agreements_on_the_same_people():
    for code in ("FSE-3.2", "FSE-PLUS"):
        agreements = Project.objects.get(code=code).agreements.order_by("-share")
        assert [(one.funder.code, one.share) for one in agreements] == [("fse", 5_000), ("actiris", 3_000)]


def test_the_partners_of_the_course_have_a_role_and_somebody_to_call():
    parts = {one.partner.code: one.part for one in Project.objects.get(code="FSE-PLUS").partners.all()}

    assert parts == {
        "bruxelles-formation": "support",
        "centre-formation": "operator",
        "promotion-sociale": "operator",
        "employeur": "host",
        "accueil-hotel": "host",
    }
    assert set(parts) <= set(Contact.objects.filter(ended_on=None).values_list("partner__code", flat=True))


def test_the_accreditation_frames_the_work_and_asks_to_be_renewed():
    obligation = Obligation.objects.get(kind="accreditation")

    assert (obligation.project.code, obligation.agreement.funder.code) == ("AGREMENT", "region")
    assert obligation.done_at is None


def test_every_funder_and_every_kind_of_partner_is_there():
    assert set(Partner.objects.values_list("kind", flat=True)) == set(Partner.Kind.values)


def test_a_history_told_on_29_february_has_whole_years():
    house = organisation("bissextile")

    with working_for(house.pk):
        projects = tell_history(house, date(2028, 2, 29))

    assert (projects["FSE-PLUS"].starts_on, projects["FSE-PLUS"].ends_on) == (date(2027, 1, 1), date(2029, 12, 31))
