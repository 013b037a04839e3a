"""朱泾 心联鑫: 143 units and 30 neighbourhoods, three lists, renewals, and a road that gets its lamps.

The conference itself, where everybody claims at once, is in `test_zhujing_conference.py`; who is paired with
whom in `test_zhujing_pairing.py`.
"""

import datetime as dt

import pytest
from django.test import Client

from members.models import Unit
from portal.workflow.models import Step
from projects.claims.actions import claim_project
from projects.claims.models import Claim
from projects.models import Category, Project
from tests.scenarios.town import client_of, pair_up, post, publish_lists, take_in

pytestmark = pytest.mark.django_db

YEAR = 2026
ROAD = "爱五路亮灯工程"


@pytest.fixture
def town():
    return take_in(YEAR)


def page(user, address):
    client = Client()
    client.force_login(user)
    return client.get(address).content.decode()


def test_143_units_and_30_neighbourhoods_are_counted_apart(town):
    text = page(town.office, "/units/")
    assert "<strong>143</strong> 家" in text
    assert "<strong>30</strong> 个" in text
    assert Unit.objects.filter(kind__name="机关事业").count() == 74
    assert Unit.objects.member_units().exclude(kind__name="机关事业").count() == 69


def test_the_three_lists_are_published_in_bulk(town):
    outcomes = publish_lists(town, YEAR)
    done = {name: sum(outcome["done"] for outcome in each) for name, each in outcomes.items()}
    assert done == {"resources": 67, "needs": 27, "projects": 112}
    liaison = next(iter(town.liaisons.values()))
    found = client_of(liaison).get("/api/v1/projects/?count=true&page_size=1").json()
    assert found["count"] == 112


def test_the_hall_has_six_categories(town):
    publish_lists(town, YEAR)
    names = list(Category.objects.filter(list="project", year=YEAR).values_list("name", flat=True))
    text = page(next(iter(town.liaisons.values())), "/hall/")
    assert len(names) == 6
    assert [name for name in names if name not in text] == []


def test_last_years_claimants_are_offered_the_place_first_and_renew():
    town = take_in(YEAR - 1, YEAR)
    for year in (YEAR - 1, YEAR):
        publish_lists(town, year)
    old = Project.objects.filter(year=YEAR - 1, capacity=1).order_by("id")[:10]
    for project in old:
        unit = Unit.objects.member_units().exclude(pk=project.unit_id).order_by("id").first()
        claim_project(project, unit=unit, by=town.liaison(unit))
    for claim in Claim.objects.filter(project__year=YEAR - 1):
        again = Project.objects.get(
            year=YEAR, title=claim.project.title, unit=claim.project.unit, nth=claim.project.nth
        )
        offered = post(town.office, f"claims/{claim.pk}/renew", {"project": again.pk})
        assert offered["state"] == "offered"
        taken = post(town.liaison(claim.unit), f"claims/{offered['id']}/renew")
        assert (taken["kind"], taken["state"]) == ("renewal", "submitted")
    assert Project.objects.filter(year=YEAR, claimed=1).count() == 10


def lamps(town):
    """The need becomes a project with its target, open to all, claimed with money by 中石化上海工程公司."""
    village, company = (Unit.objects.get(name=name) for name in ("五龙村", "中石化上海工程公司"))
    hood, liaison = town.liaison(village), town.liaison(company)
    category = Category.objects.filter(list="need", year=YEAR).first()
    need = post(hood, "needs", {"title": "爱五路没有路灯", "category": category.pk, "unit": village.pk})
    post(hood, f"needs/{need['id']}/submit")
    post(town.office, f"needs/{need['id']}/publish")
    project = post(town.office, f"needs/{need['id']}/project")
    target = {"measure": "路灯", "quantity": "32", "unit_of_measure": "盏"}
    change = {"title": ROAD, "targets": [target], "budget": "90000"}
    client_of(town.office).patch(f"/api/v1/projects/{project['id']}/", change)
    post(town.office, f"projects/{project['id']}/publish", {"paired_days": 0})
    terms = {"unit": company.pk, "promise": "拨付专款", "amount": "86000"}
    claim = post(liaison, f"projects/{project['id']}/claims", terms)
    return hood, liaison, claim["id"]


def test_the_road_gets_its_lamps_from_need_to_closing(town):
    hood, liaison, claim = lamps(town)
    post(liaison, f"claims/{claim}/endorse")
    post(town.office, f"claims/{claim}/confirm")
    work = {
        "occurred_on": "2026-10-21",
        "summary": "32 盏路灯亮灯",
        "figures": {"pieces": 32, "funds": "86000"},
    }
    post(liaison, f"claims/{claim}/records", work)
    post(liaison, f"claims/{claim}/complete")
    village = Unit.objects.get(name="五龙村")
    post(hood, f"claims/{claim}/feedback", {"neighbourhood": village.pk, "done": True, "people": 1150})
    closed = post(town.office, f"claims/{claim}/close")
    assert closed["state"] == "closed"
    verbs = list(
        Step.objects.about(Claim.objects.get(pk=claim)).order_by("id").values_list("verb", flat=True)
    )
    assert verbs == ["create", "endorse", "confirm", "record", "complete", "feedback", "close"]


def test_the_roads_page_tells_the_whole_story(town):
    hood, liaison, claim = lamps(town)
    post(liaison, f"claims/{claim}/endorse")
    post(town.office, f"claims/{claim}/confirm")
    work = {"occurred_on": str(dt.date(2026, 10, 21)), "summary": "32 盏路灯亮灯", "figures": {"pieces": 32}}
    post(liaison, f"claims/{claim}/records", work)
    text = page(hood, f"/projects/{Claim.objects.get(pk=claim).project_id}/")
    for words in (ROAD, "中石化上海工程公司", "32 盏路灯亮灯", "单位确认", "确认认领", "登记纪实"):
        assert words in text


def test_the_lamps_count_for_the_pairing_of_village_and_company_by_themselves(town):
    village, company = (Unit.objects.get(name=name) for name in ("五龙村", "中石化上海工程公司"))
    begins = {"from_on": f"{YEAR}-01-01"}
    asked = {"region": town.street.pk, "name": f"{YEAR}年双百结对", "modes": ["voluntary"], **begins}
    promised = [
        {"by_side": "partner", "what": "拨付亮灯专款", "measure": "funds", "quantity": "86000"},
        {"by_side": "partner", "what": "安装路灯", "measure": "pieces", "quantity": "40"},
    ]
    number = post(town.office, "programmes", asked)["id"]
    paired = pair_up(town, village, company, programme=number, commitments=promised, **begins)
    _, liaison, claim = lamps(town)
    post(liaison, f"claims/{claim}/endorse")
    post(town.office, f"claims/{claim}/confirm")
    done = {"summary": "32 盏路灯亮灯", "figures": {"pieces": 32, "funds": "86000"}}
    post(liaison, f"claims/{claim}/records", {"occurred_on": f"{YEAR}-10-21", **done})
    shown = client_of(liaison).get(f"/api/v1/pairings/{paired['id']}/").json()["commitments"]
    assert [(row["done"], row["is_met"]) for row in shown] == [("86000", True), ("32", False)]
