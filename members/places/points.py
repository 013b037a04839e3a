"""Where something lies: latitude and longitude in degrees, as people write and read them."""

import re
from decimal import Decimal

from portal.refusals import Refusal

Point = tuple[Decimal, Decimal]
"""Latitude, longitude."""

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SIXTH = Decimal("0.000001")
"""A tenth of a metre: what the database keeps."""

NORTH, EAST = 90, 180


def parse_point(text: str) -> Point | None:
    """The point in “30.8912, 121.1634”; None where nothing is written.

    Map services copy the longitude first: a first number that can be no latitude is taken for it.
    Raises ValueError with a sentence for people.
    """
    found = [Decimal(number) for number in NUMBER.findall(text)]
    if not text.strip():
        return None
    if len(found) != 2:
        raise ValueError("请写成“纬度, 经度”两个数，例如 30.8912, 121.1634；不知道就留空。")
    latitude, longitude = found if abs(found[0]) <= NORTH else found[::-1]
    if abs(latitude) > NORTH or abs(longitude) > EAST:
        raise ValueError("纬度须在 -90 到 90 之间，经度须在 -180 到 180 之间，请核对。")
    return latitude.quantize(SIXTH), longitude.quantize(SIXTH)


def point_words(latitude: Decimal | None, longitude: Decimal | None) -> str:
    """30.8912, 121.1634; empty where it is not known."""
    if latitude is None or longitude is None:
        return ""
    return f"{Decimal(latitude).normalize():f}, {Decimal(longitude).normalize():f}"


def refuse_half_a_point(latitude: Decimal | None, longitude: Decimal | None) -> None:
    """Raises Refusal half_a_point."""
    if (latitude is None) != (longitude is None):
        raise Refusal("half_a_point", "纬度和经度要么都填，要么都留空。")
