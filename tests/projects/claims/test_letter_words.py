"""What a letter and its page say, by how the claim stands and who looks at it."""

import pytest

from projects.claims.letters.kind import write_letter
from tests import factories as make
from tests.portal.documents.papers import text_of

pytestmark = pytest.mark.django_db
SOON = "2099-01-01T00:00Z"


@pytest.mark.parametrize(
    ("state", "heading"), [("offered", "认领意向书"), ("pending_unit", "认领书"), ("confirmed", "认领书")]
)
def test_what_nobody_has_promised_yet_is_an_intention(state, heading) -> None:
    claim = make.ClaimFactory(state=state, answer_until=SOON)
    assert text_of(write_letter(claim, by=None)).split("\n")[0] == heading


def test_villages_come_in_the_order_they_were_entered() -> None:
    claim = make.ClaimFactory(state="confirmed")
    first, second = make.neighbourhood("五龙村"), make.neighbourhood("待泾村", "310116101202")
    claim.project.neighbourhoods.add(second, first)
    assert "五龙村、待泾村；地点另定。" in text_of(write_letter(claim, by=None))


def test_once_it_is_endorsed_nothing_leads_to_the_confirmation(client, unit, office) -> None:
    client.force_login(office)
    for state, leads in (("pending_unit", True), ("confirmed", False)):
        claim = make.ClaimFactory(unit=unit, state=state, answer_until=SOON)
        page = client.get(f"/claims/{claim.pk}/letter/")
        assert bool(page.context["endorse_url"]) == leads


def test_who_only_looks_on_reads_it_and_is_asked_for_no_scan(client, unit, office) -> None:
    claim = make.ClaimFactory(unit=unit, state="confirmed")
    supervisor = make.appoint(make.UserFactory(), "supervisor", region=make.district())
    for user, asked in ((office, True), (supervisor, False)):
        client.force_login(user)
        page = client.get(f"/claims/{claim.pk}/letter/")
        assert (page.status_code, page.context["form"] is not None) == (200, asked)
    assert client.post(f"/claims/{claim.pk}/letter/", {}).status_code == 403
