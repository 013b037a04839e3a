"""A photo of more pixels than are drawn anew, though the library would still open it."""

from io import BytesIO

import pytest

from portal.files import images
from portal.files.refusals import FileRefused
from tests.access.world import picture


def test_more_pixels_than_allowed_are_refused_though_they_could_be_opened(monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 15)
    with pytest.raises(FileRefused) as refused:
        images.redrawn(BytesIO(picture()), "image/png")
    assert refused.value.code == images.refusals.too_many_pixels().code


def test_as_many_pixels_as_allowed_are_drawn(monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 16)
    assert images.redrawn(BytesIO(picture()), "image/png")[:4] == b"\x89PNG"
