"""December to January: carried over, checked, published, offered to last year's unit, taken up."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.outbox.actions import run_due
from portal.outbox.models import Outbox
from projects.claims.actions import accept_renewal, confirm_claim
from projects.listings.actions import publish, submit
from projects.models import Claim, Project
from tests import factories as make

pytestmark = pytest.mark.django_db
NEXT = make.YEAR + 1


def test_last_years_project_is_taken_up_again_by_the_unit_that_had_it() -> None:
    village, unit, office = make.neighbourhood(), make.member(), make.staff_of()
    liaison, villager = make.liaison_of(unit), make.liaison_of(village)
    before = make.ProjectFactory(unit=village, title="亮灯工程")
    make.ClaimFactory(project=before, unit=unit, part="lead", state="closed")

    browser = Client()
    browser.force_login(office)
    year = f"?region={make.street().pk}&year={NEXT}"
    browser.post(reverse("year_carry") + year, {"lists": ["project"]})
    run_due()
    browser.post(reverse("year_ask") + year)
    assert Outbox.objects.filter(key__startswith="year:").count() == 1

    draft = Project.objects.get(year=NEXT)
    publish(submit(draft, by=villager), by=office)
    offer = Claim.objects.get(project=draft)
    assert (offer.unit, offer.part, offer.state) == (unit, "lead", "offered")

    confirm_claim(accept_renewal(offer, by=liaison), by=office)
    row = browser.get(reverse("year") + year).context["rows"][0]["row"]
    counted = [row.counts[name] for name in ("last", "published", "accepted", "offered")]
    assert counted == [1, 1, 1, 0]
