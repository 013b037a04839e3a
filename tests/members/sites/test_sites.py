"""Sites: entered, moved, closed and opened again; found, counted, handed out; over HTTP."""

import datetime as dt

import pytest
from rest_framework.test import APIClient

from members.models import Site
from members.sites.actions import change_site, close_site, enter_site, reopen_site
from portal.audit.models import PersonalDataView
from portal.refusals import Forbidden, Refusal
from portal.workflow.models import Step
from tests import factories as make

pytestmark = pytest.mark.django_db

CENTRE = {
    "name": "工业区党群服务中心",
    "level": "centre",
    "contact_name": "沈某",
    "contact_phone": "13900001111",
}


def code_of(act) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def text(response) -> str:
    return response.content.decode()


def api(user) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def zone_1_17_49() -> None:
    """金山工业区: one centre, 17 stations, 49 points."""
    centre = make.SiteFactory(level="centre")
    stations = make.SiteFactory.create_batch(17, parent=centre)
    for number in range(49):
        make.SiteFactory(level="point", parent=stations[number % 17])


def test_a_site_is_entered_with_its_step_and_its_contact_masked(signed_in) -> None:
    page = signed_in(make.staff_of()).post("/sites/new/", CENTRE | {"region": make.street().pk}, follow=True)
    site = Site.objects.get()
    assert (site.path, [step.label for step in Step.objects.about(site)]) == ([site.pk], ["登记"])
    assert "沈*" in text(page)
    assert "139****1111" in text(page)
    assert "13900001111" not in text(page)


def test_a_look_at_the_number_is_written_down(signed_in) -> None:
    site = make.SiteFactory(contact_phone="13900001111")
    staff = make.staff_of()
    assert "13900001111" in text(signed_in(staff).post(f"/sites/{site.pk}/contact/"))
    assert PersonalDataView.objects.get().viewer == staff


def test_only_the_streets_staff_enters_sites() -> None:
    site = make.SiteFactory.build(region=make.street())
    with pytest.raises(Forbidden):
        enter_site(site, by=make.liaison_of(make.member()))


@pytest.mark.parametrize(
    ("code", "odd"),
    [
        ("name_taken", lambda: {"name": make.SiteFactory(name="中心").name}),
        ("level_order", lambda: {"parent": make.SiteFactory(level="point")}),
        ("parent_ended", lambda: {"parent": make.SiteFactory(level="centre", state="closed")}),
        ("not_seen", lambda: {"parent": make.SiteFactory(level="centre", region=make.RegionFactory())}),
        ("not_seen", lambda: {"unit": make.UnitFactory()}),
        ("unit_gone", lambda: {"unit": gone(make.member())}),
        ("place_elsewhere", lambda: {"place": make.RegionFactory()}),
    ],
)
def test_what_fits_nowhere_is_refused_in_words(code: str, odd) -> None:
    site = make.SiteFactory.build(**{"region": make.street(), "level": "station", "name": "中心"} | odd())
    assert code_of(lambda: enter_site(site, by=make.staff_of())) == code


def gone(unit):
    unit.state = "closed"
    unit.save()
    return unit


def test_what_comes_from_another_district_is_refused() -> None:
    district = make.RegionFactory(code="310117", level="district", parent=None)
    away = make.RegionFactory(code="310117101", parent=district)
    centre = make.SiteFactory(level="centre", region=away)
    unit = make.UnitFactory(district=district)
    site = make.SiteFactory.build(region=make.street(), level="station")
    site.parent = centre
    assert code_of(lambda: enter_site(site, by=None)) == "other_district"
    site.parent, site.unit = None, unit
    assert code_of(lambda: enter_site(site, by=None)) == "unit_elsewhere"


def test_a_site_does_not_stand_under_itself() -> None:
    centre = make.SiteFactory(level="centre")
    lower = make.SiteFactory(level="centre", parent=centre)
    assert code_of(lambda: change_site(centre, by=None, parent=lower)) == "circle"


def test_a_level_is_not_lowered_to_that_of_what_stands_under_it() -> None:
    centre = make.SiteFactory(level="centre")
    make.SiteFactory(parent=centre)
    assert change_site(centre, by=None, address="金石北路").version == 2
    assert code_of(lambda: change_site(centre, by=None, level="station")) == "level_order"


def test_closing_waits_for_what_stands_under_it_and_opening_for_what_stands_over() -> None:
    staff, centre = make.staff_of(), make.SiteFactory(level="centre")
    parts = make.SiteFactory.create_batch(4, parent=centre)
    assert code_of(lambda: close_site(centre, by=staff)) == "has_parts"
    for part in parts:
        close_site(part, by=staff, on=dt.date(2026, 1, 31))
    close_site(centre, by=staff, opinion="搬迁")
    assert code_of(lambda: reopen_site(parts[0], by=staff)) == "parent_ended"
    reopen_site(centre, by=staff)
    opened = reopen_site(parts[0], by=staff)
    assert (opened.state, opened.closed_on) == ("open", None)


def test_closing_twice_in_advance_or_changing_what_is_closed_is_refused() -> None:
    site = make.SiteFactory()
    assert code_of(lambda: close_site(site, by=None, on=dt.date(2999, 1, 1))) == "too_early"
    close_site(site, by=None)
    assert code_of(lambda: close_site(site, by=None)) == "wrong_state"
    assert code_of(lambda: change_site(site, by=None, name="新站")) == "closed"


def test_the_unit_that_has_ended_since_does_not_hinder_a_change() -> None:
    site = make.SiteFactory(unit=make.member())
    gone(site.unit)
    changed = change_site(site, by=make.staff_of(), unit=site.unit, address="金石北路")
    assert (changed.address, changed.version) == ("金石北路", 2)


def test_1_17_49_is_counted_on_the_tree_and_on_the_list(signed_in) -> None:
    zone_1_17_49()
    client = signed_in(make.staff_of())
    assert client.get("/sites/tree/").context["figures"]["structure"] == "1+17+49"
    levels = client.get("/sites/").context["figures"]["levels"]
    assert levels == [("中心", 1, "个"), ("站", 17, "个"), ("点", 49, "个")]


@pytest.mark.parametrize("count", [3, 30])
def test_a_larger_tree_and_a_longer_list_take_no_more_queries(
    signed_in, django_assert_num_queries, count: int
) -> None:
    centre = make.SiteFactory(level="centre")
    make.SiteFactory.create_batch(
        count, parent=centre, unit=make.member(), place=make.neighbourhood().neighbourhood
    )
    client = signed_in(make.staff_of())
    for address, queries in (("/sites/tree/", 6), ("/sites/?page_size=3", 9)):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)


def test_the_tree_is_chosen_by_region_and_a_district_shows_all_of_it(signed_in) -> None:
    centre = make.SiteFactory(level="centre", region=make.district(), name="区中心")
    make.SiteFactory(level="centre", parent=centre, name="镇中心")
    supervisor = signed_in(make.staff_of(make.district(), roles=("supervisor",)))
    shown = supervisor.get("/sites/tree/").context
    assert [tab["label"] for tab in shown["tabs"]] == ["金山区", "朱泾镇"]
    assert [part.node.name for part in shown["branches"][0].parts] == ["镇中心"]
    own = signed_in(make.staff_of()).get("/sites/tree/?region=310116101").context
    assert [branch.node.name for branch in own["branches"]] == ["镇中心"]
    assert signed_in(make.staff_of()).get("/sites/tree/?region=310116").status_code == 404
    assert "还没有登记阵地" in text(supervisor.get(f"/sites/tree/?region={make.RegionFactory().code}"))


def test_sites_are_found_filtered_and_handed_out(signed_in) -> None:
    make.SiteFactory(name="五龙村党群服务站", shared=True, kind="红色驿站", unit=make.member())
    make.SiteFactory(name="白牛村党群服务点", level="point", state="closed")
    client = signed_in(make.staff_of())
    rows = api(make.staff_of())
    for query in ("search=五龙", "shared=true", "level=station", "state=open"):
        found = rows.get(f"/api/v1/sites/?{query}").json()["results"]
        assert [row["name"] for row in found] == ["五龙村党群服务站"], query
    assert len(rows.get(f"/api/v1/sites/?region={make.street().pk}").json()["results"]) == 2
    assert "红色驿站" in text(client.get("/search/?q=五龙"))
    assert client.get("/sites/?export=xlsx").getvalue()[:2] == b"PK"


def test_a_unit_shows_the_sites_it_runs(signed_in) -> None:
    unit = make.member()
    make.SiteFactory(unit=unit, name="财政局服务站")
    client = signed_in(make.staff_of())
    assert "财政局服务站" in text(client.get(f"/units/{unit.pk}/"))
    assert "财政局服务站" in text(client.get(f"/units/{unit.pk}/file/"))


def test_the_form_offers_what_fits_and_keeps_what_was_typed(signed_in) -> None:
    street, staff = make.street(), make.staff_of()
    make.SiteFactory(kind="睦邻点", name="睦邻一号")
    village = make.neighbourhood()
    make.RegionFactory(code="310116101201001", name="网格一", level="grid", parent=village.neighbourhood)
    client = signed_in(staff)
    form = text(client.get("/sites/new/"))
    assert all(word in form for word in ('<option value="睦邻点">', "五龙村 · 网格一", "红色驿站"))
    again = text(client.post("/sites/new/", {"region": street.pk, "name": "睦邻一号", "level": "point"}))
    assert "已有名为“睦邻一号”的阵地" in again
    assert 'value="睦邻一号"' in again


def test_a_change_with_an_old_version_overwrites_nothing(signed_in) -> None:
    site = make.SiteFactory()
    client = signed_in(make.staff_of())
    for name in ("甲站", "乙站"):
        page = client.post(f"/sites/{site.pk}/edit/", {"name": name, "level": "station", "version": 1})
    site.refresh_from_db()
    assert site.name == "甲站"
    assert "已被修改" in text(page)


def test_the_pages_close_and_open_again(signed_in) -> None:
    site, client = make.SiteFactory(), signed_in(make.staff_of())
    closed = client.post(f"/sites/{site.pk}/close/", {"on": "2026-01-31", "opinion": "搬迁"}, follow=True)
    assert ("已停用" in text(closed), "2026-01-31" in text(closed)) == (True, True)
    opened = client.post(f"/sites/{site.pk}/reopen/", follow=True)
    assert "已恢复开放" in text(opened)


def test_only_an_office_opens_the_form(signed_in) -> None:
    assert signed_in(make.liaison_of(make.member())).get("/sites/new/").status_code == 403


def test_staff_of_the_street_keep_a_parent_they_do_not_see(signed_in) -> None:
    centre = make.SiteFactory(level="centre", region=make.district(), name="区中心")
    site = make.SiteFactory(level="centre", parent=centre)
    sent = {"name": "镇中心", "level": "centre", "parent": centre.pk}
    assert signed_in(make.staff_of()).post(f"/sites/{site.pk}/edit/", sent).status_code == 302
    site.refresh_from_db()
    assert (site.name, site.parent) == ("镇中心", centre)


def test_a_site_over_http() -> None:
    client = api(make.staff_of())
    sent = CENTRE | {"region": make.street().pk}
    made = client.post("/api/v1/sites/", sent).json()
    assert made["contact"] == {"name": "沈*", "phone": "139****1111"}
    assert made["path"] == [made["id"]]
    address = f"/api/v1/sites/{made['id']}/"
    assert client.patch(address, {"opening_hours": "每天", "version": 1}).json()["version"] == 2
    assert client.patch(address, {"opening_hours": "周末", "version": 1}).json()["code"] == "stale"
    assert client.post(f"{address}close/", {"on": "2026-01-31"}).json()["closed_on"] == "2026-01-31"
    assert client.post(f"{address}reopen/").json()["state"] == "open"
    assert client.post("/api/v1/sites/", sent).json()["code"] == "name_taken"
    other = api(make.liaison_of(make.member()))
    assert other.get(address).json()["contact"] is None
