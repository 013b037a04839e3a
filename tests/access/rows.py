"""How a line of the access table is written: a route, a method, and what each position is answered."""

from dataclasses import dataclass, field
from typing import Any

from tests.access.world import ROLES


@dataclass(frozen=True)
class Row:
    """One route by one method.

    `at`: the address's parts, each a word of the world (`own` or `foreign`) or the value itself.
    `send`: the least body that is valid; "@word" is replaced by what the world has under the word.
    `answers`: a status for each of ROLES; "in" is being sent to the sign-in page.
    `is_api`: signs in by token, sends JSON. `open`: what lies elsewhere is no secret (the tree of places).
    """

    route: str
    method: str
    answers: dict[str, str]
    at: dict[str, Any] = field(default_factory=dict)
    send: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    is_api: bool = False
    open: bool = False

    def __str__(self) -> str:
        words = [str(value) for value in self.at.values()]
        return " ".join([self.method, self.route, *words])

    @property
    def names_an_object(self) -> bool:
        return any(name in ("pk", "claim", "code") or name.endswith("_id") for name in self.at)


def row(method: str, route: str, answers: str, send: dict[str, Any] | None = None, **at: Any) -> Row:
    """A page. `query` and `open` are the row's own, every other name is part of the address."""
    own = {name: at.pop(name) for name in ("query", "open", "is_api") if name in at}
    return Row(route, method, dict(zip(ROLES, answers.split(), strict=True)), at, send or {}, **own)


def get(route: str, answers: str, **at: Any) -> Row:
    return row("GET", route, answers, **at)


def post(route: str, answers: str, send: dict[str, Any] | None = None, **at: Any) -> Row:
    return row("POST", route, answers, send, **at)


def api(method: str, route: str, answers: str, send: dict[str, Any] | None = None, **at: Any) -> Row:
    return row(method, f"api_{route}", answers, send, is_api=True, **at)
