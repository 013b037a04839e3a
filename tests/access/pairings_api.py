"""Rounds, posts and pairings over HTTP.

anonymous claimant publisher other office clerk stranger supervisor

The claimant is paired with the publisher. They are liaisons: agreeing and terminating is for secretaries.
"""

from tests.access.operations import listed, verb
from tests.access.rows import Row, api

LISTED = "401 200 200 200 200 200 200 200"
OFFICE_CREATES = "401 403 403 403 201 201 403 403"
OF_THE_STREET = "401 200 200 200 200 200 404 200"
OFFICE = "401 403 403 403 200 200 404 403"
BOTH_SIDES = "401 200 200 404 200 200 404 403"
SIGNERS = "401 403 403 404 200 200 404 403"
KEPT_SIDES = "401 200 200 403 200 200 404 403"
KEPT_SIGNERS = "401 403 403 403 200 200 404 403"
REASON = {"reason": "请补充", "basis": "电话"}
ROUND = {"region": "@street", "name": "城乡结对", "modes": ["villages"], "from_on": "2026-01-01"}
PAIR = {"programme": "@round", "host": "@hood", "partner": "@unit"}

OPERATIONS: list[Row] = [
    *listed("programme", "round", ROUND, {"purpose": "共建"}, LISTED, OFFICE_CREATES, OF_THE_STREET, OFFICE),
    verb("programme-close", OFFICE, "round"),
    verb("programme-reopen", OFFICE, "round"),
    api("GET", "post-list", LISTED),
    api("POST", "post-list", OFFICE_CREATES, {"region": "@street", "title": "党委委员"}),
    api("GET", "post-detail", OF_THE_STREET, pk="post"),
    verb("post-appoint", OFFICE, "free_post", {"name": "陈立", "from_on": "2026-01-01"}),
    verb("post-vacate", OFFICE, "post", {"until_on": "2026-12-31"}),
    *listed(
        "pairing",
        "pair_drafted",
        PAIR,
        {"aim": "共建"},
        LISTED,
        "401 201 201 403 201 201 400 403",
        "401 200 200 404 200 200 404 200",
        BOTH_SIDES,
    ),
    verb("pairing-propose", BOTH_SIDES, "pair_drafted"),
    verb("pairing-withdraw", "401 403 403 404 200 200 404 403", "pair_drafted"),
    verb("pairing-agree", SIGNERS, "pair_proposed", {"side": "host", "basis": "纸质"}),
    verb("pairing-decline", BOTH_SIDES, "pair_proposed", REASON),
    verb("pairing-send-back", BOTH_SIDES, "pair_agreed", REASON),
    verb("pairing-file", "401 403 403 404 200 200 404 403", "pair_agreed"),
    verb("pairing-renew", "401 201 201 403 201 201 404 403", "pair_filed"),
    verb("pairing-terminate", KEPT_SIGNERS, "pair_filed", REASON),
    verb("pairing-link", "401 200 200 400 200 200 404 403", "pair_filed", {"record": "@pair_record"}),
    verb("pairing-undo", "401 403 403 403 403 403 404 403", "pair_filed"),
]
