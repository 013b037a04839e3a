import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import (
    DraftNeedFactory,
    DraftProjectFactory,
    DraftResourceFactory,
    liaison_of,
    member,
    neighbourhood,
    staff_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["resource", "need", "project"])
def test_every_page_of_a_list_opens(client: Client, kind: str) -> None:
    factory = {"resource": DraftResourceFactory, "need": DraftNeedFactory, "project": DraftProjectFactory}[kind]
    listing = factory(unit=neighbourhood(), state="submitted")
    client.force_login(staff_of())
    pages = [reverse(f"{kind}s"), reverse(f"{kind}_new"), reverse(f"{kind}_edit", args=[listing.pk])]
    pages += [reverse(f"{kind}_verb", args=[listing.pk, "return"]), reverse("queue"), reverse("home")]
    pages += [f"{reverse('queue')}?open=listings:{kind}-{listing.pk}", f"{reverse('public_listings')}?list={kind}"]
    pages += [reverse("categories")] + ([reverse(kind, args=[listing.pk])] if kind != "project" else [])
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200, page
        open(f"/tmp/spine-{kind}-{page.strip('/').replace('/', '_').replace('?', '_')}.html", "wb").write(response.content)
