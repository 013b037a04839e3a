"""Rounds, pairings and posts: pages.

anonymous claimant publisher other office clerk stranger supervisor

The pairings are between the publisher's 村居 and the claimant's unit.
"""

from tests.access.rows import Row, get, post

ALL = "in 200 200 200 200 200 200 200"
OF_THE_STREET = "in 200 200 200 200 200 404 200"
OPENING = "in 403 403 403 200 200 200 403"
OPENED = "in 403 403 403 302 302 200 403"
CHANGING = "in 403 403 403 200 200 404 403"
CHANGED = "in 403 403 403 302 302 404 403"

BEFORE_FILING = "in 200 200 404 200 200 404 403"
"""Pages of both sides and the office about what others of the street do not see yet."""
MOVED = "in 302 302 404 302 302 404 403"
BY_OFFICE = "in 403 403 404 302 302 404 403"
RECORDING = "in 200 200 403 200 200 404 403"
RECORDED = "in 302 302 403 302 302 404 403"

PROGRAMME = {
    "name": "城乡结对",
    "modes": ["stationed"],
    "from_on": "2026-01-01",
    "term_months": 12,
    "answer_days": 14,
}
NO_ROWS = {"commitment-TOTAL_FORMS": 0, "commitment-INITIAL_FORMS": 0}
TEXT = {"mode": "stationed", "from_on": "2026-01-01", "until_on": "2026-12-31", "version": 1}
VISIT = {
    "occurred_on": "@today",
    "summary": "走访",
    "events": 1,
    "took_@unit": "on",
    "weight_@unit": 1,
    "basis": "电话",
}

PAGES: list[Row] = [
    get("programmes", ALL),
    get("programme_new", OPENING),
    post("programme_new", OPENED, PROGRAMME | {"region": "@street"}),
    get("programme", OF_THE_STREET, pk="round"),
    get("programme_change", CHANGING, pk="round"),
    post("programme_change", CHANGED, PROGRAMME, pk="round"),
    post("programme_verb", CHANGED, pk="round", verb="close"),
    get("programme_network", OF_THE_STREET, pk="round"),
    get("programme_distances", OF_THE_STREET, pk="round"),
    get("programme_activities", OF_THE_STREET, pk="round"),
    get("pairing_new", "in 200 200 200 200 200 404 403", pk="round"),
    post(
        "pairing_new",
        "in 200 302 302 302 302 404 403",
        {"host": "@hood", "partner": "@other", **NO_ROWS},
        pk="round",
    ),
    get("pairings", ALL),
    get("pairing_expiries", ALL),
    get("pairing", OF_THE_STREET, pk="pair_filed"),
    get("pairing", "in 200 200 404 200 200 404 200", pk="pair_drafted"),
    get("pairing_change", BEFORE_FILING, pk="pair_drafted"),
    post("pairing_change", MOVED, TEXT | NO_ROWS, pk="pair_drafted"),
    post("pairing_verb", MOVED, pk="pair_drafted", verb="propose"),
    get("pairing_verb", "in 403 403 404 200 200 404 403", pk="pair_proposed", verb="agree"),
    post("pairing_verb", BY_OFFICE, {"side": "host", "basis": "电话"}, pk="pair_proposed", verb="agree"),
    get("pairing_verb", BEFORE_FILING, pk="pair_proposed", verb="decline"),
    post("pairing_verb", MOVED, {"reason": "改日期"}, pk="pair_proposed", verb="send-back"),
    post("pairing_verb", BY_OFFICE, pk="pair_proposed", verb="withdraw"),
    post("pairing_verb", RECORDED, pk="pair_filed", verb="renew"),
    post("pairing_verb", CHANGED, {"reason": "撤并"}, pk="pair_filed", verb="terminate"),
    post("pairing_undo", "in 403 403 403 403 403 404 403", pk="pair_filed"),
    get("pairing_record", RECORDING, pk="pair_filed"),
    post("pairing_record", RECORDED, VISIT, pk="pair_filed"),
    get("pairing_link", RECORDING, pk="pair_filed"),
    post("pairing_link", RECORDED, {"record": "@pair_record"}, pk="pair_filed"),
    post("pairing_unlink", RECORDED, pk="pair_filed", record_id="pair_record"),
    get("posts", ALL),
    get("post_new", OPENING),
    post("post_new", OPENED, {"region": "@street", "title": "党委副书记"}),
    get("post", OF_THE_STREET, pk="free_post"),
    get("post_appoint", CHANGING, pk="free_post"),
    post("post_appoint", CHANGED, {"name": "王云", "from_on": "2026-01-01"}, pk="free_post"),
    get("post_vacate", CHANGING, pk="post"),
    post("post_vacate", CHANGED, {"until_on": "2026-12-31"}, pk="post"),
]
