"""A deployment that is set up wrongly does not start, and says what is missing."""

import os
import subprocess
import sys

import pytest

ASK = "from portal import settings; print(sorted(settings.DATABASES))"


def started(**changes: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", ASK]
    return subprocess.run(command, env=os.environ | changes, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY 未设置或不足 50 个字符"),
        ({"DATABASE_URL": ""}, "DATABASE_URL 未设置"),
        ({"DATABASE_URL": "sqlite:///lianxi.db"}, "DATABASE_URL 必须指向 PostgreSQL"),
    ],
)
def test_what_is_not_set_right_is_named(changes: dict[str, str], words: str) -> None:
    ended = started(**changes)
    assert (ended.returncode, words in ended.stderr) == (1, True)


def test_only_where_the_owner_is_named_does_the_portal_know_a_second_role() -> None:
    said = [started(DATABASE_OWNER_URL=url).stdout for url in ("", os.environ["DATABASE_OWNER_URL"])]
    assert said == ["['default']\n", "['default', 'owner']\n"]
