"""Taking in the public tree."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from members.places.models import Region

DIVISIONS = "members/data/divisions.csv"
HEADING = "code,name,level,parent_code\n"

ZHUJING = [
    "东林居民区",
    "罗星居民区",
    "新汇居民区",
    "广福居民区",
    "西林居民区",
    "南圩居民区",
    "临源居民区",
    "临东居民区",
    "北圩居民区",
    "钟楼居民区",
    "凤翔居民区",
    "金龙居民区",
    "浦银居民区",
    "塘园居民区",
    "金汇居民区",
    "金来居民区",
    "红菱居民区",
    "众安居民区",
    "新天鸿居民区",
    "民主村",
    "大茫村",
    "待泾村",
    "秀州村",
    "新泾村",
    "万联村",
    "长浜村",
    "五龙村",
    "慧农村",
    "牡丹村",
    "温河村",
]
"""The 30 村居 as the town's own ledger writes them."""


def import_file(path: str | Path) -> str:
    out = StringIO()
    call_command("import_divisions", str(path), stdout=out)
    return out.getvalue().strip()


def csv_of(tmp_path: Path, rows: str) -> Path:
    path = tmp_path / "divisions.csv"
    path.write_text(HEADING + rows, encoding="utf-8")
    return path


@pytest.mark.django_db
def test_the_tree_is_taken_in_and_a_second_time_changes_nothing() -> None:
    assert import_file(DIVISIONS) == "新增 306，更新 0，未变 0。"
    assert import_file(DIVISIONS) == "新增 0，更新 0，未变 306。"
    assert Region.objects.get(code="310116101218").parent.parent.name == "金山区"


@pytest.mark.django_db
def test_every_neighbourhood_of_the_ledger_is_found_in_the_town() -> None:
    import_file(DIVISIONS)
    town = Region.objects.below("310116101")
    assert [town.called(name).count() for name in ZHUJING] == [1] * 30


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["东林居民区", "东林居委会", "东林社区"])
def test_a_neighbourhood_is_found_by_all_its_names(name: str) -> None:
    import_file(DIVISIONS)
    assert Region.objects.below("310116101").called(name).get().code == "310116101001"


@pytest.mark.django_db
def test_aliases_and_coordinates_stay_and_a_former_name_becomes_an_alias(tmp_path: Path) -> None:
    place = {"latitude": "31.230000", "longitude": "121.470000"}
    Region.objects.create(code="31", name="沪", level="province", aliases=["申"], **place)
    assert import_file(csv_of(tmp_path, "31,上海市,province,\n")) == "新增 0，更新 1，未变 0。"
    region = Region.objects.get(code="31")
    assert (region.name, region.aliases, str(region.latitude)) == ("上海市", ["申", "沪"], "31.230000")


@pytest.mark.django_db
def test_the_import_asks_as_many_queries_for_one_row_as_for_all(
    tmp_path: Path, django_assert_num_queries
) -> None:
    with django_assert_num_queries(4):
        import_file(DIVISIONS)
    with django_assert_num_queries(4):
        import_file(csv_of(tmp_path, "32,江苏省,province,\n"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("31,上海市,province,\n31,上海市,province,\n", "第 3 行：区划代码 31 与第 2 行重复。"),
        ("3x,上海市,province,\n", "第 2 行：区划代码“3x”应为 2 位数字。"),
        ("31,上海市,state,\n", "第 2 行：层级“state”不认识"),
        ("31,,province,\n", "第 2 行：名称须为 1 到 60 个字。"),
        ("3101,市辖区,city,32\n", "第 2 行：区划代码 3101 应以上级代码 32 开头。"),
        ("3101,市辖区,city,31\n", "第 2 行：上级代码 31 既不在文件中，也没有导入过。"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_taken_in(tmp_path: Path, rows: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence.replace("（", r"\（")):
        import_file(csv_of(tmp_path, rows))
    assert Region.objects.count() == 0


@pytest.mark.django_db
def test_a_file_without_the_columns_or_none_at_all_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("代码,名称\n", encoding="utf-8")
    with pytest.raises(CommandError, match="第 1 行：缺少列"):
        import_file(path)
    with pytest.raises(CommandError, match="不能读取"):
        import_file(tmp_path / "none.csv")


@pytest.mark.django_db
def test_many_problems_are_counted_and_the_first_twenty_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="另有 5 处"):
        import_file(csv_of(tmp_path, "x,甲,province,\n".replace("x", "a") * 13))
