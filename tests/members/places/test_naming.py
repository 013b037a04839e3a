"""What places are called."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from members.places.naming import names_of, with_aliases

DIVISIONS = Path("members/data/divisions.csv")


@pytest.mark.parametrize(
    ("public_name", "name", "also"),
    [
        ("五龙村村委会", "五龙村", "五龙村村民委员会"),
        ("靠边屯村委会", "靠边屯村", "靠边屯村委会"),
        ("东林居委会", "东林居民区", "东林社区"),
        ("东林居民区居委会", "东林居民区", "东林居委会"),
        ("金安社区居委会", "金安社区", "金安居民区"),
        ("滨海一村居委会", "滨海一村居民区", "滨海一村居委会"),
    ],
)
def test_committees_become_places(public_name: str, name: str, also: str) -> None:
    names = names_of(public_name)
    assert names.name == name
    assert also in names.aliases
    assert {public_name} - {name} <= set(names.aliases)


def test_what_is_no_committee_keeps_its_name() -> None:
    assert names_of("朱泾镇") == names_of("朱泾镇").__class__("朱泾镇", ())


def test_no_two_places_of_a_street_share_a_name() -> None:
    called = defaultdict(list)
    with DIVISIONS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            names = names_of(row["name"])
            for name in (names.name, *names.aliases):
                called[row["parent_code"], name].append(row["code"])
    assert {key: codes for key, codes in called.items() if len(codes) > 1} == {}


def test_aliases_are_kept_and_the_name_is_never_one() -> None:
    assert with_aliases(["老东林", "东林社区"], "东林居民区", ["东林居民区", "东林社区", "东林居委会"]) == [
        "老东林",
        "东林社区",
        "东林居委会",
    ]
