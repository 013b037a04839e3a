"""Collecting rests while a ledger is taken in, and goes on however that ends."""

import gc

import pytest

from portal.collecting import without_collecting


def test_collecting_rests_and_goes_on_afterwards() -> None:
    with without_collecting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collecting_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), without_collecting():
        raise ValueError("broken")
    assert gc.isenabled()


def test_who_had_turned_it_off_finds_it_off() -> None:
    with without_collecting():
        with without_collecting():
            pass
        assert not gc.isenabled()
