"""朱泾 三种模式、双百结对、城乡结对: the pairings of 143 units and 30 neighbourhoods.

A road that is paid for as a pairing's project is in `test_zhujing.py`. 四指同评, which the article names too,
is a survey: it is in `test_zhujing_four_sides.py`.
"""

import datetime as dt
from collections import Counter

import pytest

from alliances.models import Pairing, Programme
from alliances.pairing.actions import record_visit
from alliances.pairing.reading import months_of
from alliances.records.actions import Account
from members.models import Unit
from tests.portal.documents.papers import text_of
from tests.scenarios.town import client_of, pair_up, post, take_in

pytestmark = pytest.mark.django_db

YEAR = 2026
BEGINS = {"from_on": f"{YEAR}-01-01"}
LECTURES = {"by_side": "partner", "what": "法治大讲堂", "measure": "events", "quantity": "2"}
CARE = {"by_side": "partner", "what": "走访慰问", "measure": "person_times", "quantity": "30"}
ROAD = {"by_side": "partner", "what": "资助修筑道路", "measure": "funds", "quantity": "50000"}


@pytest.fixture
def town():
    return take_in(YEAR)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_round(town, name, *modes, **rules):
    asked = {"region": town.street.pk, "name": name, "modes": modes, **BEGINS, **rules}
    return post(town.office, "programmes", asked)["id"]


def pair(town, programme, host, partner, *commitments):
    sides = [Unit.objects.get(name=name) for name in (host, partner)]
    return pair_up(town, *sides, programme=programme, commitments=list(commitments), **BEGINS)


def visit(town, pairing, day, summary, **figures):
    found = Pairing.objects.get(pk=pairing["id"])
    account = Account(dt.date(YEAR, *day), summary, figures=figures)
    return record_visit([found], account, by=town.liaison(found.partner))


def standing(user, pairing):
    """What was done of each commitment, and whether that is all of it."""
    shown = client_of(user).get(f"/api/v1/pairings/{pairing['id']}/").json()["commitments"]
    return [(row["done"], row["is_met"]) for row in shown]


def test_three_modes_pair_143_units_and_the_neighbourhoods_among_themselves(town):
    number = a_round(town, "三种模式", "villages", "stationed", "voluntary")
    found = client_of(town.office).get(f"/api/v1/pairings/suggestions/?programme={number}").json()
    assert found["partners_without"] == []
    sent = [{"host": each["host"], "partner": each["partner"]} for each in found["pairs"]]
    post(town.office, "pairings/suggestions", {"programme": number, "pairs": sent})
    modes = Counter(Pairing.objects.filter(programme=number).values_list("mode", flat=True))
    assert modes == {"villages": 19, "stationed": 80, "voluntary": 63}
    assert Pairing.objects.filter(programme=number).values("host").distinct().count() == 30


def test_suggestions_leave_alone_whom_the_round_has_paired(town):
    number = a_round(town, f"{YEAR}年双百结对", "stationed", "voluntary", most_per_host=5, most_per_partner=1)
    pair(town, number, "万联村", "区财政局", CARE)
    found = client_of(town.office).get(f"/api/v1/pairings/suggestions/?programme={number}").json()
    finance, village = (Unit.objects.get(name=name).pk for name in ("区财政局", "万联村"))
    assert finance not in {each["partner"] for each in found["pairs"]}
    assert Counter(each["host"] for each in found["pairs"])[village] <= 4
    assert len(found["pairs"]) == 142
    assert [each["unit"] for each in found["partners_without"]] == [finance]


def test_the_finance_bureau_visits_and_pays_for_the_villages_road(town):
    paired = pair(town, a_round(town, f"{YEAR}年双百结对", "stationed"), "万联村", "区财政局", CARE, ROAD)
    liaison = town.liaison(Unit.objects.get(name="区财政局"))
    visit(town, paired, (3, 5), "走访困难党员", person_times=18)
    visit(town, paired, (6, 5), "修路资金到账", funds=50000)
    assert standing(liaison, paired) == [("18", False), ("50000", True)]
    visit(town, paired, (9, 5), "走访困难群众", person_times=12)
    assert standing(liaison, paired) == [("30", True), ("50000", True)]


def test_the_court_lectures_in_its_neighbourhood_month_by_month(town):
    paired = pair(town, a_round(town, f"{YEAR}年双百结对", "stationed"), "南圩居民区", "朱泾法庭", LECTURES)
    for month in (2, 5):
        visit(town, paired, (month, 12), f"法治大讲堂第 {month} 讲")
    found = Pairing.objects.get(pk=paired["id"])
    assert months_of([found], YEAR) == {found.pk: {2: 1, 5: 1}}
    assert standing(town.liaison(found.partner), paired) == [("2", True)]


def test_the_agreement_says_who_and_how_much(town):
    paired = pair(town, a_round(town, f"{YEAR}年双百结对", "stationed"), "万联村", "区财政局", CARE, ROAD)
    got = client_of(town.office).get(f"/api/v1/pairings/{paired['id']}/agreement/")
    said = text_of(b"".join(got) if got.streaming else got.content)
    assert paired["number"] == f"朱泾-结-{YEAR}-0001"
    for words in (paired["number"], "万联村", "区财政局", "资助修筑道路", "50,000 元", "30 人次"):
        assert words in said


def test_a_unit_may_have_one_village_in_one_round_and_another_in_the_next(town):
    hundreds = a_round(town, f"{YEAR}年双百结对", "stationed", most_per_partner=1)
    country = a_round(town, f"{YEAR}年城乡结对", "stationed", term_months=24)
    pair(town, hundreds, "万联村", "区财政局", CARE)
    partner, host = (Unit.objects.get(name=name) for name in ("区财政局", "待泾村"))
    asks = {"programme": hundreds, "host": host.pk, "partner": partner.pk}
    drafted = post(town.liaison(partner), "pairings", asks)
    refused = client_of(town.liaison(partner)).post(f"/api/v1/pairings/{drafted['id']}/propose/")
    assert (refused.status_code, refused.json()["code"]) == (409, "partner_full")
    paired = pair(town, country, "待泾村", "区财政局", CARE)
    assert (paired["state"], paired["until_on"]) == ("filed", f"{YEAR + 1}-12-31")
    assert Programme.objects.get(pk=country).pairings.count() == 1
