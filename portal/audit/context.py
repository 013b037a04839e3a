"""Tells the database who is at work, so that the audit triggers can write it down.

The setting is local to a transaction and travels with each write, so it survives poolers that hand a
connection from one transaction to the next. Statements composed by psycopg2.sql travel without it.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

WRITES = ("INSERT", "UPDATE", "DELETE", "MERGE", "WITH")
CARRY = "SELECT set_config('lianxi.context', %s, true); %s"


def remember_who(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: every write of this request carries user, path and request id."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with connection.execute_wrapper(_Carrier(lambda: _who(request))):
            return get_response(request)

    return middleware


@contextmanager
def working_as(what: str, *, user_id: int | None = None) -> Iterator[None]:
    """For jobs and commands: the writes inside say which job wrote them.

    Where a transaction goes on after the block, its later writes still say so.
    """
    with connection.execute_wrapper(_Carrier(lambda: {"job": what, "user": user_id})):
        yield


def _who(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    return {
        "user": user.pk if user is not None and user.is_authenticated else None,
        "path": request.path,
        "request": getattr(request, "request_id", ""),
    }


class _Carrier:
    """Puts the context in front of every statement that writes."""

    def __init__(self, who: Callable[[], dict[str, Any]]) -> None:
        self.who = who

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not isinstance(sql, str) or not sql.lstrip()[:6].upper().startswith(WRITES):
            return execute(sql, params, many, context)
        who = json.dumps(self.who(), ensure_ascii=False)
        if many:
            return execute(CARRY % ("%s", sql), [(who, *row) for row in params], many, context)
        if isinstance(params, dict):
            return execute(CARRY % ("%(lianxi_who)s", sql), params | {"lianxi_who": who}, many, context)
        if params is None:
            sql = sql.replace("%", "%%")
        return execute(CARRY % ("%s", sql), (who, *(params or ())), many, context)
