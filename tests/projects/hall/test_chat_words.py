"""What the text for a chat group says of a project's places and of how a claim stands."""

import pytest

from projects.hall.chat import open_words, text_of_claim
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("capacity", "claimed", "words"),
    [(3, 1, "还差 2 家"), (2, 2, "名额已满"), (None, 4, "已认领 4 家，不限家数")],
)
def test_what_is_left_of_a_project_is_said(capacity, claimed, words) -> None:
    project = make.ProjectFactory(capacity=capacity, claimed=claimed, claim_closes_at=None)
    assert open_words(project) == words


def test_a_claim_that_asks_nothing_says_how_it_stands() -> None:
    claim = make.ClaimFactory(unit=make.member("区财政局"), state="confirmed")
    said = text_of_claim(claim, lambda path: f"https://lianxi.test{path}", "/claims/1/")
    assert said.split("\n")[1:] == [f"区财政局：{claim.get_state_display()}", "https://lianxi.test/claims/1/"]
