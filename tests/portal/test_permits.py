"""Asking who may do what."""

from collections.abc import Iterator

import pytest
import rules

from portal.permits import demand, may
from portal.refusals import Forbidden


@pytest.fixture(autouse=True)
def _rule() -> Iterator[None]:
    rules.add_rule("tests.same", rules.predicate(lambda user, subject: user == subject))
    yield
    rules.remove_rule("tests.same")


def test_a_rule_answers_for_user_and_subject() -> None:
    assert (may("a", "tests.same", "a"), may("a", "tests.same", "b")) == (True, False)


def test_a_rule_that_nobody_wrote_is_an_error() -> None:
    with pytest.raises(LookupError, match=r"no rule 'tests\.none'"):
        may("a", "tests.none", "a")


@pytest.mark.parametrize("user", ["a", None])
def test_who_may_and_jobs_of_the_portal_go_on(user: str | None) -> None:
    demand(user, "tests.same", "a")


def test_who_may_not_is_told_whom_to_ask() -> None:
    with pytest.raises(Forbidden, match="请联系所在街道（镇）党建办。") as refused:
        demand("a", "tests.same", "b")
    assert refused.value.code == "forbidden"


def test_a_rule_may_have_its_own_words() -> None:
    with pytest.raises(Forbidden, match="只有审核可以发布。") as refused:
        demand("a", "tests.same", "b", code="not_reviewer", sentence="只有审核可以发布。")
    assert refused.value.code == "not_reviewer"
