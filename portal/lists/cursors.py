"""The cursor in a page's URL: opaque to people, all key values of the row where the page ended.

It is not signed: it can only say where to read on in rows that the reader may see anyway. So it is
checked for form instead, value by value, and anything odd is refused as a whole.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.utils.timezone import is_naive

from portal.lists.ordering import Key
from portal.refusals import Refusal


class BadListParameter(Refusal):
    """A list was asked for with a parameter it does not understand."""

    status = 400


@dataclass(frozen=True)
class Cursor:
    """Where to read on: the name of the order, the values of its keys, and whether to read backward."""

    ordering: str
    backward: bool
    position: Sequence[Any]

    def encode(self) -> str:
        text = json.dumps(
            [self.ordering, int(self.backward), list(self.position)], default=str, ensure_ascii=False
        )
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(text: str, ordering: str, keys: Sequence[Key]) -> Cursor:
    """Raises BadListParameter when it is not a cursor of this order."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        name, backward, values = json.loads(
            base64.b64decode(padded, b"-_", validate=True), parse_constant=not_json
        )
        if name != ordering or backward not in (0, 1):
            raise ValueError(name)
        position = [key_value(key, value) for key, value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError, binascii.Error) as error:
        raise BadListParameter("bad_cursor", "翻页位置无法识别,请从第一页重新打开列表。") from error
    return Cursor(ordering, bool(backward), position)


def key_value(key: Key, value: Any) -> Any:
    if value is None and key.nullable:
        return None
    if value is None or not isinstance(value, str | int | float):
        raise ValueError(value)
    value = key.field.to_python(value)
    key.field.run_validators(value)
    if (isinstance(value, datetime) and is_naive(value)) or (isinstance(value, str) and not storable(value)):
        raise ValueError(value)
    return value


def storable(value: str) -> bool:
    """PostgreSQL takes neither NUL nor half a surrogate pair."""
    return not any(character == "\0" or "\ud800" <= character <= "\udfff" for character in value)


def not_json(constant: str) -> NoReturn:
    raise ValueError(constant)
