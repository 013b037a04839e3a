"""静安 石门二路: the year's lists, by category: 51 projects in 10, 67 resources in 8, 27 needs in 4."""

import pytest
from django.test import Client
from rest_framework.test import APIClient

from tests import factories as make

pytestmark = pytest.mark.django_db

FIGURES = {"project": (10, 51), "resource": (8, 67), "need": (4, 27)}
FACTORIES = {
    "project": make.DraftProjectFactory,
    "resource": make.DraftResourceFactory,
    "need": make.DraftNeedFactory,
}


@pytest.fixture
def office():
    """Of a street whose lists have been entered by category and published in bulk."""
    street = make.street("石门二路街道", "310116109")
    unit = make.member("石门二路街道社区党建服务中心", street)
    user = make.staff_of(street)
    for kind, (categories, entries) in FIGURES.items():
        found = [make.category(kind, f"第{number}类", street) for number in range(1, categories + 1)]
        rows = [
            FACTORIES[kind](region=street, unit=unit, category=found[number % categories])
            for number in range(entries)
        ]
        sent = {"verb": "publish", "ids": [row.pk for row in rows]}
        api(user).post(f"/api/v1/{kind}s/bulk/", sent)
    return user


def api(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.mark.parametrize("kind", FIGURES)
def test_the_list_says_how_many_entries_in_how_many_categories(office, kind):
    categories, entries = FIGURES[kind]
    client = Client()
    client.force_login(office)
    context = client.get(f"/{kind}s/").context
    assert len(context["chips"]) - 1 == categories
    assert context["total"] == str(entries)


@pytest.mark.parametrize("kind", FIGURES)
def test_the_api_says_the_same(office, kind):
    categories, entries = FIGURES[kind]
    listed = api(office).get(f"/api/v1/{kind}s/?count=true&page_size=1").json()
    named = api(office).get(f"/api/v1/categories/?list={kind}&count=true").json()
    assert (named["count"], listed["count"]) == (categories, entries)
