"""结对共建 comes in: each row a pairing filed on the basis of the ledger."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.models import Pairing, PairingRecord, Programme
from alliances.pairing.ledgers.held import take_over_held
from portal.ledgers.imports.actions import take_back
from portal.models import HeldRow
from portal.refusals import Refusal
from portal.workflow.models import Step
from tests import factories as make
from tests.factories import YEAR, street
from tests.portal.ledgers.importing import sheet_of, take
from tests.portal.ledgers.imports.wizard import brought_in, looked_at, sheet

pytestmark = pytest.mark.django_db
HEADER = ["村居", "结对单位", "结对类型", "签约日期", "期限", "楼栋"]
PAIRS = ["系统编号", "村居", "结对单位", "结对类型", "结对批次", "期限", "共建内容"]
TERM = "2026.1-2028.12"


@pytest.fixture(autouse=True)
def _sides(kinds):
    make.neighbourhood("五龙村"), make.member(), make.member("区税务局")


def rows(*cells) -> dict:
    return {"结对共建": [HEADER, *cells]}


def pairs(*cells) -> dict:
    return {"结对共建": [PAIRS, *cells]}


def came(book) -> dict:
    return sheet_of(take(book), "结对共建")


def reasons(found) -> list[str]:
    return [problem["reason"] for problem in found["warnings"]]


def agreed_in_portal(**terms) -> Pairing:
    """A pairing of the village and the finance bureau that both sides agreed to here."""
    units = {unit.name: unit for unit in (row.unit for row in make.street().enrolments.all())}
    programme = make.ProgrammeFactory(name="双百结对")
    sides = {"host": units["五龙村"], "partner": units["区财政局"]}
    return make.filed_pairing(programme=programme, **sides, **terms)


def test_a_row_is_filed_at_once():
    found = came(rows(["五龙村", "区财政局", "共驻共建", "2026/1/22", "三年", "3号"]))
    assert (found["read"], found["created"], found["warnings"]) == (1, 1, [])
    made = Pairing.objects.get()
    assert (str(made.host), str(made.partner), made.mode, made.state) == (
        "五龙村",
        "区财政局",
        "stationed",
        "filed",
    )
    assert (made.from_on, made.until_on) == (dt.date(2026, 1, 22), dt.date(2029, 1, 21))
    assert (made.number, made.custom) == ("朱泾-结-2026-0001", {"楼栋": "3号"})
    assert (made.programme.name, made.programme.modes) == (f"{YEAR}年结对共建", ["stationed"])
    step = Step.objects.about(made).get()
    assert (step.verb, step.basis) == ("create", "台账")


def test_one_that_is_over_comes_in_as_expired():
    came(rows(["五龙村", "区财政局", "共驻共建", "2023/9/22", "1年"]))
    made = Pairing.objects.get()
    assert (made.state, [step.verb for step in Step.objects.about(made).order_by("id")]) == (
        "expired",
        ["create", "expire"],
    )


def test_the_same_again_changes_nothing():
    book = rows(["五龙村", "区财政局", "共驻共建", "2026/1/22", "三年"], ["五龙村", "区税务局"])
    came(book)
    again = came(book)
    assert (again["unchanged"], again["created"], again["updated"], Pairing.objects.count()) == (2, 0, 0, 2)


def test_the_same_two_twice_overlap():
    found = came(rows(["五龙村", "区财政局", "共驻共建"], ["五龙村", "区财政局", "共驻共建"]))
    assert (found["created"], len(found["rejected"])) == (1, 1)
    assert "时间重叠" in found["rejected"][0]["reason"]


def test_the_next_term_of_the_same_two_is_another():
    first = ["五龙村", "区财政局", "共驻共建", None, "2024.1-2025.12"]
    came(rows(first))
    found = came(rows(first, ["五龙村", "区财政局", "共驻共建", None, "2026.1-2027.12"]))
    assert (found["unchanged"], found["created"], Pairing.objects.count()) == (1, 1, 2)


def test_without_a_mode_the_one_that_fits():
    came(rows(["五龙村", "区财政局"]))
    assert Pairing.objects.get().mode == "stationed"


def test_a_mode_that_does_not_fit_is_a_warning():
    found = came(rows(["五龙村", "区财政局", "村居共建"]))
    assert (found["created"], Pairing.objects.get().mode) == (1, "villages")
    assert reasons(found)[0].startswith("村居共建在村与居民区之间")


def test_a_mode_nobody_knows_is_a_warning():
    found = came(rows(["五龙村", "区财政局", "随便"]))
    assert [reason[:6] for reason in reasons(found)] == ["结对类型应是"]


def test_a_term_nobody_can_read_is_the_rounds():
    found = came(rows(["五龙村", "区财政局", "共驻共建", "2026/1/1", "随时"]))
    assert reasons(found) == ["看不出从何时到何时，按批次的 12 个月登记"]
    assert Pairing.objects.get().until_on == dt.date(2026, 12, 31)


def test_a_round_of_that_name_is_used():
    programme = make.ProgrammeFactory(name="双百结对")
    came(pairs([None, "五龙村", "区财政局", "共驻共建", "双百结对"]))
    assert (Pairing.objects.get().programme, Programme.objects.count()) == (programme, 1)


def test_a_change_is_told_and_a_blank_changes_nothing(clerk):
    take(rows(["五龙村", "区财政局", "共驻共建", "2026/1/22", "三年", "3号"]))
    imp = brought_in(rows(["五龙村", "区财政局", "共驻共建", None, "2年", "4号"]), clerk)
    (told,) = sheet(imp, "结对共建")["changed"]
    assert sorted(told["fields"]) == sorted(
        [["期限", "2026-01-22至2029-01-21", "2026-01-22至2028-01-21"], ["楼栋", "3号", "4号"]]
    )
    made = Pairing.objects.get()
    assert (made.signed_on, made.version, made.edition) == (dt.date(2026, 1, 22), 2, 2)


def test_a_text_agreed_in_the_portal_is_not_the_ledgers_to_change():
    pairing = agreed_in_portal(terms="法治讲堂")
    found = came(pairs([pairing.number, "五龙村", "区财政局", "共驻共建", "双百结对", None, "送课下乡"]))
    pairing.refresh_from_db()
    assert (pairing.terms, found["unchanged"]) == ("法治讲堂", 1)
    assert reasons(found) == ["协议已备案，内容不由台账更改；如需变更请办理续签或终止"]


def test_one_that_is_drafted_in_the_portal_stands_in_the_way():
    programme = make.ProgrammeFactory(name="双百结对")
    units = {row.unit.name: row.unit for row in street().enrolments.all()}
    make.PairingFactory(programme=programme, host=units["五龙村"], partner=units["区财政局"])
    found = came(pairs([None, "五龙村", "区财政局", "共驻共建", "双百结对", TERM]))
    assert found["rejected"][0]["reason"].startswith("五龙村与区财政局在“双百结对”里已有草拟的结对")


def test_nobody_is_paired_with_itself():
    found = came(rows(["五龙村", "五龙村", "共驻共建"]))
    assert found["rejected"][0]["reason"] == "不能和自己结对，没有导入"


def test_a_side_that_has_as_many_as_its_round_allows():
    make.ProgrammeFactory(name="双百结对", most_per_host=1)
    names = ("区财政局", "区税务局")
    found = came(pairs(*([None, "五龙村", name, "共驻共建", "双百结对"] for name in names)))
    assert (found["created"], found["rejected"][0]["reason"]) == (
        1,
        "五龙村在“双百结对”里已结对 1 家，到了上限",
    )


def test_a_side_that_is_not_enrolled_rejects_the_row():
    found = came(rows(["五龙村", "区税务所", "共驻共建"]))
    assert found["rejected"][0]["reason"] == "“区税务所”没有在朱泾镇入册。您是不是要填：区税务局"


def test_a_post_is_paired_by_its_title():
    post = make.PostFactory(title="党委副书记")
    found = came(rows(["五龙村", "党委副书记", "双结对"], ["五龙村", "党委书记", "双结对"]))
    assert (Pairing.objects.get().post, found["created"]) == (post, 1)
    assert found["rejected"][0]["reason"].startswith("没有名为“党委书记”的岗位")


def test_what_is_left_out_is_told(clerk):
    take(rows(["五龙村", "区税务局", "共驻共建"]))
    told = sheet(looked_at(rows(["五龙村", "区财政局", "共驻共建"]), clerk), "结对共建")
    assert told["gone"] == [{"title": "区税务局", "unit": "五龙村", "state": "履行中"}]


def test_a_whole_import_is_taken_back_with_its_round(clerk):
    imp = brought_in(
        rows(["五龙村", "区财政局", "共驻共建"], ["五龙村", "区税务局", None, "2023/1/1", "1年"]), clerk
    )
    assert Pairing.objects.count() == 2
    take_back(imp, by=clerk)
    assert (Pairing.objects.count(), Programme.objects.count()) == (0, 0)


def test_a_correction_is_taken_back(clerk):
    take(rows(["五龙村", "区财政局", "共驻共建", "2026/1/22", "三年"]))
    imp = brought_in(rows(["五龙村", "区财政局", "自主共建", None, "2年"]), clerk)
    take_back(imp, by=clerk)
    made = Pairing.objects.get()
    assert (made.mode, made.until_on, made.edition) == ("stationed", dt.date(2029, 1, 21), 1)


def test_an_import_on_which_somebody_built_stays(clerk):
    imp = brought_in(rows(["五龙村", "区财政局", "共驻共建"]), clerk)
    PairingRecord.objects.create(pairing=Pairing.objects.get(), record=make.RecordFactory())
    with pytest.raises(Refusal, match="已用于结对的纪实"):
        take_back(imp, by=clerk)


def held(**values) -> HeldRow:
    units = {row.unit.name: row.unit for row in street().enrolments.all()}
    said = {"neighbourhood": "五龙村", "partner": "区财政局", "mode": "共驻共建", **values}
    said |= {f"{key}_id": units[said[key]].pk for key in ("neighbourhood", "partner") if said[key] in units}
    return HeldRow.objects.create(region=street(), year=YEAR, sheet="pairings", key=str(said), values=said)


def test_rows_kept_before_there_were_pairings_become_pairings_once():
    kept = held(signed_on="2026-01-22", term="三年", content="送课下乡", custom={"楼栋": "3号"})
    assert (take_over_held(), take_over_held()) == (1, 0)
    made = Pairing.objects.get()
    assert (made.terms, made.until_on, made.custom) == ("送课下乡", dt.date(2029, 1, 21), {"楼栋": "3号"})
    found = came(pairs([f"结对{kept.pk}", "五龙村", "区税务局", "共驻共建"]))
    made.refresh_from_db()
    assert (found["updated"], str(made.partner)) == (1, "区税务局")


def test_a_kept_row_whose_unit_has_left_stays_kept():
    held(partner="区税务所")
    assert (take_over_held(), Pairing.objects.count(), HeldRow.objects.count()) == (0, 0, 1)


def test_the_term_is_over_by_the_calendar_of_today():
    came(rows(["五龙村", "区财政局", "共驻共建", None, f"{timezone.localdate().year}年"]))
    assert Pairing.objects.get().state == "filed"


def test_a_post_without_a_mode_is_paired_as_fits_the_other_side():
    post = make.PostFactory(title="党委副书记")
    came(rows(["五龙村", "党委副书记"], ["区财政局", "党委副书记"]))
    found = Pairing.objects.filter(post=post).order_by("mode").values_list("mode", "host__name")
    assert list(found) == [("instructors", "区财政局"), ("leaders", "五龙村")]


def test_a_mode_of_posts_with_a_unit_is_not_taken():
    make.PostFactory(title="区财政局")
    found = came(rows(["五龙村", "区税务局", "双结对"], ["五龙村", "区财政局"]))
    assert (found["created"], found["rejected"][0]["reason"][:10]) == (1, "没有名为“区税务局”")


def test_a_mode_of_a_round_that_does_not_have_it_is_a_warning():
    make.ProgrammeFactory(name="双百结对", modes=["villages"])
    found = came(pairs([None, "五龙村", "区财政局", "共驻共建", "双百结对", TERM]))
    assert reasons(found) == ["“双百结对”的结对类型是村居共建，请核对"]


def test_what_is_over_is_not_the_ledgers_to_change():
    came(rows(["五龙村", "区财政局", "共驻共建", "2023/9/22", "1年"]))
    made = Pairing.objects.get()
    found = came(pairs([made.number, "五龙村", "区财政局", "自主共建"]))
    assert (found["unchanged"], Pairing.objects.get().mode) == (1, "stationed")
    assert reasons(found) == ["这个结对已到期，内容没有改"]


def test_by_its_number_a_row_moves_to_another_village_and_round():
    came(rows(["五龙村", "区财政局", "共驻共建"]))
    make.neighbourhood("新农村", "310116101202"), make.ProgrammeFactory(name="双百结对")
    number = Pairing.objects.get().number
    came(pairs([number, "新农村", "区财政局", "共驻共建", "双百结对"]))
    made = Pairing.objects.get()
    assert (str(made.host), made.programme.name) == ("新农村", "双百结对")


def test_a_correction_nobody_can_read_changes_no_days():
    came(rows(["五龙村", "区财政局", "共驻共建", "2026/1/22", "三年"]))
    found = came(rows(["五龙村", "区财政局", "共驻共建", "2026/1/22", "随时"]))
    assert (reasons(found), Pairing.objects.get().until_on) == (
        ["看不出从何时到何时，期限没有改"],
        dt.date(2029, 1, 21),
    )
