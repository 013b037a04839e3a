"""Figures beside the categories of a list."""

import pytest

from projects.listings import counting
from projects.listings.counting import category_counts, total_in_words
from projects.listings.editions import Edition
from projects.listings.models import Category, ListKind, Project
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    street = make.street()
    return Edition(ListKind.PROJECT, street.pk, street.name, make.YEAR)


def said(edition):
    return {each.name: each.count for each in category_counts(edition, Project.objects.all())}


def test_a_category_counts_what_hangs_below_it(edition):
    top, other = make.category(name="建设管理"), make.category(name="爱心帮扶")
    below = Category.objects.create(
        region=make.street(), list="project", year=make.YEAR, name="道路", parent=top
    )
    make.ProjectFactory(category=top)
    make.ProjectFactory(category=below)
    assert said(edition) == {"建设管理": "2", "爱心帮扶": "0"}
    assert total_in_words(category_counts(edition, Project.objects.filter(category=other))) == "0"


def test_a_category_that_counting_did_not_reach_has_no_figure(edition, monkeypatch):
    monkeypatch.setattr(counting, "COUNT_CAP", 1)
    other = make.category(name="爱心帮扶")
    make.ProjectFactory.create_batch(2)
    assert said(edition) == {"建设管理": "1+", "爱心帮扶": None}
    beyond = [each for each in category_counts(edition, Project.objects.all()) if each.top == other.pk]
    assert total_in_words(beyond) == ""


def test_beyond_the_cap_figures_say_that_there_may_be_more(edition, monkeypatch):
    monkeypatch.setattr(counting, "COUNT_CAP", 2)
    make.ProjectFactory.create_batch(2)
    assert said(edition) == {"建设管理": "2"}
    make.ProjectFactory()
    assert said(edition) == {"建设管理": "2+"}
