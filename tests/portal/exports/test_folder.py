"""迎检台账: every file has its line and its digest, totals sum, nobody's phone is in it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alliances.papers.actions import enter_document
from alliances.records.evidence import evidence_of
from members.models import Enrolment
from tests import factories as make
from tests.access.world import picture
from tests.portal.exports.folders import digests, made, manifest, opened, tables, with_photos, work

pytestmark = pytest.mark.django_db
INDEX = "00 卷内目录.xlsx"
MONEY = "06 资金物资台账/资金物资台账.xlsx"


def test_every_part_is_there(clerk, claim):
    with_photos(work(clerk, claim), clerk)
    export = made(clerk)
    assert (export.state, export.trouble, export.title) == ("ready", "", "迎检台账 2026 年第二季度")
    assert opened(export).namelist() == [
        "01 成员单位名册/成员单位名册.xlsx",
        "02 资源清单/资源清单.xlsx",
        "03 需求清单/需求清单.xlsx",
        "04 项目清单/项目清单.xlsx",
        "05 认领台账/认领台账.xlsx",
        "06 资金物资台账/资金物资台账.xlsx",
        "07 共建纪实/共建纪实.xlsx",
        "08 佐证材料/08-001 2026-05-12 五龙村亮灯2026-05-12 照片1.png",
        "08 佐证材料/08-002 2026-05-12 五龙村亮灯2026-05-12 照片2.png",
        f"10 认领书/{claim.number} 区财政局.docx",
        "00 卷内目录.docx",
        "00 卷内目录.xlsx",
        "校验清单.csv",
    ]


def test_each_line_of_the_index_has_its_file_and_each_file_its_line(clerk, claim):
    with_photos(work(clerk, claim), clerk)
    folder = opened(made(clerk))
    paths = [row[-1] for row in tables(folder, INDEX)["卷内目录"][2:]]
    assert paths == [name for name in folder.namelist() if "/" in name]


def test_the_manifest_says_what_every_file_is(clerk, claim):
    with_photos(work(clerk, claim), clerk)
    folder = opened(made(clerk))
    assert manifest(folder) == digests(folder)


def test_the_same_data_gives_the_same_bytes(clerk, claim):
    with_photos(work(clerk, claim), clerk)
    assert made(clerk).sha256 == made(clerk).sha256


def test_contacts_are_left_out_unless_they_were_asked_for(clerk, claim):
    Enrolment.objects.filter(unit=claim.unit).update(liaison_name="金丝雀", liaison_phone="13900130001")
    bare, full = made(clerk), made(clerk, personal=True, reason="上级检查组要求")
    found = [
        "金丝雀" in str(tables(opened(each), "01 成员单位名册/成员单位名册.xlsx")) for each in (bare, full)
    ]
    assert found == [False, True]


def test_money_counts_a_record_once_though_it_served_two_claims(clerk, claim):
    other = make.ProjectFactory(region=make.street(), unit=claim.project.unit, title="修路")
    second = make.ClaimFactory(project=other, unit=claim.unit, state="confirmed")
    work(clerk, claim, second, funds=100)
    sheets = tables(opened(made(clerk)), MONEY)
    delivered = [row[4] for row in sheets["按认领"][3:]]
    assert delivered == [100, 100]
    assert [sheets[tab][-1][at] for tab, at in (("按认领", 4), ("按单位", 2), ("按项目", 2))] == [
        100,
        100,
        100,
    ]


def test_money_without_a_claim_is_counted_too(clerk, claim):
    make.RecordShareFactory(
        record=make.RecordFactory(
            region=make.street(), recorded_by=clerk, occurred_on="2026-05-01", funds=30
        ),
        unit=claim.unit,
        figures={"funds": "30"},
    )
    rows = tables(opened(made(clerk)), MONEY)["按项目"]
    assert [(row[0], row[1], row[2]) for row in rows[3:]] == [
        ("亮灯", 500, 0),
        ("未关联认领的纪实", 0, 30),
        ("合计", 500, 30),
    ]


def test_what_happened_outside_the_period_stays_out(clerk, claim):
    work(clerk, claim, day="2026-03-31")
    work(clerk, claim, day="2026-06-30")
    work(clerk, claim, day="2026-07-01")
    rows = tables(opened(made(clerk)), "07 共建纪实/共建纪实.xlsx")["共建纪实"]
    assert [row[2] for row in rows[2:]] == ["五龙村亮灯2026-06-30", "合计"]


def test_only_what_concerns_the_chosen_units(clerk, claim):
    work(clerk, claim)
    stranger = make.member("区税务局")
    export = made(clerk, units=[stranger.pk])
    rows = tables(opened(export), "07 共建纪实/共建纪实.xlsx")["共建纪实"]
    assert [row[2] for row in rows[2:]] == ["合计"]
    assert [row[0] for row in tables(opened(export), MONEY)["按认领"][3:]] == ["合计"]


def test_papers_of_the_office_lie_in_it_with_their_numbers(clerk, claim):
    paper = make.DocumentFactory.build(
        region=make.street(), title='计划:"上半年"', number="朱党办〔2026〕12号", issued_on="2026-04-02"
    )
    enter_document(paper, by=clerk, upload=SimpleUploadedFile("计划.png", picture()))
    folder = opened(made(clerk, parts=["documents"]))
    assert tables(folder, INDEX)["卷内目录"][2][1:] == (
        "朱党办〔2026〕12号",
        '计划:"上半年"',
        "2026-04-02",
        "1 件",
        "计划",
        "09 文件/09-001 2026-04-02 计划__上半年_.png",
    )


def test_a_photo_that_is_gone_is_said_and_stops_nothing(clerk, claim):
    record = with_photos(work(clerk, claim), clerk, count=1)
    evidence_of(record).get().on_disk.unlink()
    export = made(clerk, parts=["evidence"])
    assert export.state == "ready"
    assert tables(opened(export), INDEX)["应有而未能收入的材料"][2][2] == "五龙村亮灯2026-05-12 照片1"
