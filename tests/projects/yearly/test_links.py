"""Every number of 年度沿用 leads to a list that shows exactly what was counted; and the page as a file."""

import csv
from io import BytesIO, StringIO
from itertools import count

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from projects.listings.models import Category, ListKind
from tests import factories as make
from tests.projects.yearly.conftest import LAST, NEXT

pytestmark = pytest.mark.django_db
STATES = ("draft", "returned", "submitted", "not_adopted", "published", "suspended", "closed")
SHOWN = STATES[4:]
NUMBERS = count(1)
ANSWERS = ("offered", "submitted", "confirmed", "closed", "lapsed", "withdrawn", "released", "not_adopted")
FACTORIES = {
    ListKind.RESOURCE: make.DraftResourceFactory,
    ListKind.NEED: make.DraftNeedFactory,
    ListKind.PROJECT: make.DraftProjectFactory,
}


@pytest.fixture
def publishers(village):
    return [
        village,
        make.neighbourhood("待泾村", "310116101202"),
        make.member("区财政局"),
        make.member("区税务局"),
    ]


@pytest.fixture
def filled(publishers) -> None:
    """Of each list and publisher entries in each state, of each publisher another number; and all answers."""
    for kind, factory in FACTORIES.items():
        for many, unit in enumerate(publishers, 1):
            for year in (LAST, NEXT):
                for state in STATES * many:
                    entry(factory, kind, unit, year, state)
    for unit in publishers:
        project = make.ProjectFactory(unit=unit, year=NEXT, capacity=None)
        for state in ANSWERS:
            answer_until = timezone.now() if state == "offered" else None
            make.ClaimFactory(project=project, kind="renewal", state=state, answer_until=answer_until)


def entry(factory, kind: ListKind, unit, year: int, state: str) -> None:
    shown = {"published_at": timezone.now(), "number": f"{kind}{next(NUMBERS)}"} if state in SHOWN else {}
    path = {"region": make.street(), "list": kind.value, "year": year, "parent": None, "name": "建设"}
    category, _ = Category.objects.get_or_create(**path)
    factory(unit=unit, year=year, state=state, category=category, **shown)


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown(client: Client, url: str) -> int:
    """How many rows the list behind a number has."""
    return client.get(url).context["page"].queryset.count()


def page(kind: ListKind) -> str:
    return f"{reverse('year')}?region={make.street().pk}&year={NEXT}&list={kind}"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("kind", list(ListKind))
@pytest.mark.parametrize("who", ["office", "supervisor"])
def test_each_link_shows_the_number_it_promised(kind: ListKind, who: str) -> None:
    user = (
        make.staff_of()
        if who == "office"
        else make.appoint(make.UserFactory(), "supervisor", region=make.district())
    )
    client = browser(user)
    rows = client.get(page(kind)).context["rows"]
    cells = [(each["row"].name, cell) for each in rows for cell in each["cells"]]
    assert len(rows) == 4
    assert {cell.label for _, cell in cells if not cell.value} == set()
    for name, cell in cells:
        assert (name, cell.label, shown(client, cell.url)) == (name, cell.label, cell.value)


@pytest.mark.usefixtures("filled")
def test_member_units_and_all_together_are_told_apart() -> None:
    rows = browser(make.staff_of()).get(page(ListKind.NEED)).context["rows"]
    assert [(each["row"].name, each["cells"][1].value) for each in rows] == [
        ("五龙村", 2),
        ("待泾村", 4),
        ("成员单位", 14),
        ("合计", 20),
    ]


def test_where_there_is_nothing_the_number_is_no_link(office, project) -> None:
    (row, _) = browser(office).get(page(ListKind.PROJECT)).context["rows"]
    assert [bool(cell.url) for cell in row["cells"]] == [True, *[False] * 6]


@pytest.mark.usefixtures("filled")
def test_the_page_goes_out_as_a_workbook_and_as_csv(office) -> None:
    client = browser(office)
    there = client.get(page(ListKind.PROJECT))
    links = [each["url"] for each in there.context["exports"]]
    expected = [[each["row"].name, *(cell.value for cell in each["cells"])] for each in there.context["rows"]]
    xlsx, text = (b"".join(client.get(link).streaming_content) for link in links)
    (sheet,) = load_workbook(BytesIO(xlsx))
    assert [list(row) for row in sheet.iter_rows(values_only=True)][-4:] == expected
    assert [
        [name, *map(int, more)] for name, *more in list(csv.reader(StringIO(text.decode("utf-8-sig"))))[-4:]
    ] == expected


def test_units_get_no_file(liaison) -> None:
    assert browser(liaison).get(f"{page(ListKind.PROJECT)}&export=csv").status_code == 403
