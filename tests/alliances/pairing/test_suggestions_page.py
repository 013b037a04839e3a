"""The page of suggestions, its weights, and taking over as drafts; and the same by the API."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alliances.models import Pairing, Programme
from alliances.pairing.suggesting.actions import NotAll, draft_suggested
from members.models import Region
from portal.refusals import Forbidden, Refusal
from tests import factories as make
from tests.factories.pairing import PairingFactory, ProgrammeFactory, filed_pairing

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    return make.neighbourhood()


@pytest.fixture
def unit():
    return make.member()


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def office(client: Client):
    user = make.staff_of()
    client.force_login(user)
    return user


def page(programme, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('programme_suggestions', args=[programme.pk])}?{query}"


def test_each_suggestion_is_shown_with_its_reasons(client, office, programme, village, unit):
    shown = client.get(page(programme)).content.decode()
    assert "没有坐标，距离不计分" in shown
    assert "村居没有发布需求" in shown
    assert "双方当前没有结对" in shown
    assert f'value="{village.pk}-{unit.pk}"' in shown


def test_other_weights_are_tried_without_being_saved(client, office, programme, village, unit):
    proposal = client.get(page(programme, weight_load=50)).context["proposal"]
    assert (proposal.weights.load, proposal.differs) == (50, True)
    assert [pair.score for pair in proposal.pairs] == ["50.00"]
    assert Programme.objects.get(pk=programme.pk).weight_load == 20


def test_what_other_weights_change_is_marked(client, office, programme, village):
    near, new = make.member(), make.member("区税务局")
    here = Region.objects.get(pk=village.neighbourhood_id)
    for thing, latitude in ((here, 30), (near, 30), (new, 30.1)):
        type(thing).objects.filter(pk=thing.pk).update(latitude=latitude, longitude=121)
    filed_pairing(partner=near, programme=ProgrammeFactory())
    Programme.objects.filter(pk=programme.pk).update(most_per_host=1)
    saved = client.get(page(programme)).context["proposal"]
    tried = client.get(page(programme, weight_distance=0)).context["proposal"]
    assert [(pair.partner, pair.is_new) for pair in saved.pairs if pair.host == village.pk] == [
        (near.pk, False)
    ]
    assert [(pair.partner, pair.is_new) for pair in tried.pairs if pair.host == village.pk] == [
        (new.pk, True)
    ]


def test_a_weight_out_of_range_says_so_and_the_saved_ones_count(client, office, programme, village, unit):
    answer = client.get(page(programme, weight_load=500))
    assert answer.context["proposal"].differs is False
    assert "小于或等于100" in answer.content.decode()


def test_weights_are_saved(client, office, programme):
    url = reverse("programme_weights", args=[programme.pk])
    assert client.post(url, {"weight_needs": 0, "weight_load": 70}).status_code == 302
    found = Programme.objects.get(pk=programme.pk)
    assert (found.weight_distance, found.weight_needs, found.weight_load) == (40, 0, 70)


def test_an_odd_weight_is_not_saved(client, office, programme):
    answer = client.post(
        reverse("programme_weights", args=[programme.pk]), {"weight_load": "很多"}, follow=True
    )
    assert "权重没有保存" in answer.content.decode()


def test_those_ticked_become_drafts(client, office, programme, village, unit):
    other = make.member("区税务局")
    answer = client.post(page(programme), {"pairs": [f"{village.pk}-{unit.pk}"], "shown": ""})
    assert answer.status_code == 302
    [made] = Pairing.objects.all()
    assert (made.state, made.host, made.partner, made.drafted_by) == ("drafted", village, unit, office)
    assert other.pairings.count() == 0


def test_all_that_were_shown_become_drafts(client, office, programme, village, unit):
    other = make.member("区税务局")
    shown = client.get(page(programme)).context["keys"]
    client.post(page(programme), {"shown": shown, "all": "1"})
    assert set(Pairing.objects.values_list("partner", flat=True)) == {unit.pk, other.pk}


def test_where_one_cannot_be_drafted_none_is_and_each_is_told(client, office, programme, village, unit):
    other = make.member("区税务局")
    PairingFactory(programme=programme, host=village, partner=unit)
    keys = [f"{village.pk}-{unit.pk}", f"{village.pk}-{other.pk}", f"{village.pk}-{village.pk}"]
    answer = client.post(page(programme), {"pairs": keys}).content.decode()
    assert "<li>五龙村 ⇄ 区财政局：" in answer
    assert "时间重叠" in answer
    assert "五龙村 ⇄ 五龙村：不能和自己结对" in answer
    assert "checked" in answer
    assert Pairing.objects.count() == 1


def test_choosing_nothing_is_refused(programme):
    with pytest.raises(Refusal, match="没有选择") as refused:
        draft_suggested(programme, [], by=make.staff_of())
    assert refused.value.code == "nothing_chosen"


def test_a_closed_round_takes_none(programme, village, unit):
    Programme.objects.filter(pk=programme.pk).update(closed_at="2026-01-01T00:00Z")
    with pytest.raises(NotAll) as refused:
        draft_suggested(programme, [(village, unit)], by=make.staff_of())
    assert len(refused.value.refused) == 1


def test_only_the_office_of_the_place_takes_over(programme, village, unit):
    with pytest.raises(Forbidden):
        draft_suggested(programme, [(village, unit)], by=make.liaison_of(village))


def test_a_unit_nobody_knows_is_refused(client, office, programme, village):
    answer = client.post(page(programme), {"pairs": [f"{village.pk}-9999", "x"]}, follow=True)
    assert "查不到" in answer.content.decode()
    assert Pairing.objects.count() == 0


def test_kept_pairings_stand_first_where_they_end_soon(client, office, programme, village, unit):
    today = timezone.localdate()
    later = filed_pairing(programme=programme, until_on=today + dt.timedelta(days=300))
    soon = filed_pairing(programme=programme, until_on=today + dt.timedelta(days=20))
    renewed = filed_pairing(programme=programme, until_on=today + dt.timedelta(days=30))
    PairingFactory(
        programme=programme,
        renews=renewed,
        host=renewed.host,
        partner=renewed.partner,
        from_on=today + dt.timedelta(days=31),
        until_on=today + dt.timedelta(days=400),
    )
    kept = client.get(page(programme)).context["proposal"].kept
    assert [(row.pairing.pk, row.to_renew) for row in kept[:2]] == [(soon.pk, True), (renewed.pk, False)]
    assert later.pk in [row.pairing.pk for row in kept]


def ask(client, programme, **asked):
    return client.get(reverse("api_pairing_suggestions"), {"programme": programme.pk, **asked})


def test_the_api_says_the_same(client, office, programme, village, unit):
    found = ask(client, programme, weight_load=30).json()
    [pair] = found["pairs"]
    assert found["weights"] == {"distance": 40, "needs": 30, "load": 30, "history": 10}
    assert (pair["host"], pair["partner"], pair["mode"]) == (village.pk, unit.pk, "stationed")
    assert (pair["score"], [reason["points"] for reason in pair["reasons"]]) == (
        "30.00",
        ["0.00", "0.00", "30.00", "0.00"],
    )


def test_the_api_takes_over_as_drafts(client, office, programme, village, unit):
    body = {"programme": programme.pk, "pairs": [{"host": village.pk, "partner": unit.pk}]}
    url = reverse("api_pairing_suggestions")
    answer = client.post(url, body, content_type="application/json")
    assert answer.status_code == 201
    [made] = Pairing.objects.all()
    assert answer.json() == {"drafted": [{"id": made.pk, "host": village.pk, "partner": unit.pk}]}
    again = client.post(url, body, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (409, "not_all")
