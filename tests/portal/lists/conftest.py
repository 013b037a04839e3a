import pytest

from tests.portal.lists.cards import create_tables


@pytest.fixture
def cards(db: None) -> None:
    create_tables()
