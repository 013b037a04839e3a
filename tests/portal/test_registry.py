import pytest

from portal.registry import Registry


@pytest.fixture
def panels() -> Registry[str]:
    registry: Registry[str] = Registry("panel")
    registry.register("late", "c", weight=200)
    registry.register("first", "a", weight=10)
    registry.register("second", "b", weight=10)
    return registry


def test_entries_come_by_weight_and_then_in_the_order_of_registration(panels: Registry[str]) -> None:
    assert list(panels) == ["a", "b", "c"]


def test_entries_are_found_by_name(panels: Registry[str]) -> None:
    assert (panels["late"], "late" in panels, "none" in panels) == ("c", True, False)
    assert panels.names() == ["first", "late", "second"]


def test_a_name_registered_twice_is_an_error(panels: Registry[str]) -> None:
    with pytest.raises(ValueError, match="panel 'late' is registered already"):
        panels.register("late", "d")


def test_an_unknown_name_is_an_error(panels: Registry[str]) -> None:
    with pytest.raises(KeyError):
        panels["none"]
