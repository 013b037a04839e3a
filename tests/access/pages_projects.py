"""Pages of records, the three lists, the hall, claims and the queue.

                        anonymous claimant publisher other office clerk stranger supervisor
"""

from tests.access.rows import Row, get, post

DAY = {"occurred_on": "2026-06-01", "summary": "亮灯"}
WORK = DAY | {"took_@unit": "on", "basis": "电话"}
NO_TARGETS = {"targets-TOTAL_FORMS": 0, "targets-INITIAL_FORMS": 0}
CLAIM = {"part": "lead", "unit": "@other", "basis": "电话"}
REASON = {"opinion": "与村居商定", "basis": "电话"}

RECORDS: list[Row] = [
    get("records", "-"),
    get("record", "-", pk="record"),
    get("record_change", "-", pk="record"),
    post("record_change", "-", DAY | {"took_@unit": "on", "version": 1}, pk="record"),
    get("record_strike", "-", pk="record"),
    post("record_strike", "-", {"reason": "重复登记"}, pk="record"),
    post("record_evidence", "-", {"files": "@photo"}, pk="record"),
]


def listing(kind: str) -> list[Row]:
    """Alike for the three lists."""
    content = {"title": "新的一项", "category": f"@{kind}_category", **NO_TARGETS}
    entry = content | {"unit": "@hood", "basis": "电话"}
    draft, submitted = f"draft_{kind}", f"submitted_{kind}"
    published, suspended = f"published_{kind}", f"suspended_{kind}"
    do = f"{kind}_verb"
    return [
        get(f"{kind}s", "-"),
        get(f"{kind}_new", "-"),
        post(f"{kind}_new", "-", entry),
        get(kind, "-", pk=published),
        get(kind, "-", pk=draft),
        get(f"{kind}_edit", "-", pk=draft),
        post(f"{kind}_edit", "-", content | {"version": 1}, pk=draft),
        post(f"{kind}_contact", "-", pk=published),
        post(f"{kind}_verify", "-", pk=published),
        post(f"{kind}_undo", "-", pk=published),
        get(do, "-", pk=draft, verb="submit"),
        post(do, "-", REASON, pk=draft, verb="submit"),
        get(do, "-", pk=submitted, verb="publish"),
        post(do, "-", pk=submitted, verb="publish"),
        post(do, "-", REASON, pk=submitted, verb="return"),
        post(do, "-", REASON, pk=submitted, verb="not-adopt"),
        get(do, "-", pk=published, verb="suspend"),
        post(do, "-", pk=suspended, verb="resume"),
        post(do, "-", REASON, pk=published, verb="close"),
    ]


LISTINGS: list[Row] = [
    *listing("resource"),
    *listing("need"),
    *listing("project"),
    post("resource_verb", "-", REASON, pk="published_resource", verb="suspend"),
    post("need_verb", "-", REASON, pk="published_need", verb="suspend"),
    post("project_verb", "-", REASON, pk="published_project", verb="suspend"),
    post("need_project", "-", pk="published_need"),
    get("public_listings", "-"),
    get("categories", "-"),
    post("categories", "-", {"name": "新类别", "sort": 1}),
    post("categories_copy", "-"),
    get("category", "-", pk="project_category"),
    post("category", "-", {"name": "改名", "sort": 1}, pk="project_category"),
    post("category_delete", "-", pk="project_category"),
]

CLAIMING: list[Row] = [
    get("hall", "-"),
    post("hall", "-", CLAIM, query="?claim=@published_project"),
    get("hall_live", "-", query="?ids=@published_project"),
    post("project_claim", "-", CLAIM, pk="published_project"),
    get("project_note", "-", pk="published_project"),
    get("project_offer", "-", pk="published_project"),
    post("project_offer", "-", {"unit": "@other", "part": "lead"}, pk="published_project"),
    get("project_reserve", "-", pk="draft_project"),
    post("project_reserve", "-", {"units": ["@other"], "until": "2099-01-01T08:00"}, pk="draft_project"),
    get("queue", "-"),
    post("queue", "-", {"verb": "approve", "one": "listings:project-@submitted_project"}),
]


def verb(name: str, claim: str, ask: str, act: str) -> list[Row]:
    return [
        get("claim_verb", ask, pk=claim, verb=name),
        post("claim_verb", act, REASON, pk=claim, verb=name),
    ]


CLAIMS: list[Row] = [
    get("claims", "-"),
    get("claim", "-", pk="submitted_claim"),
    *verb("endorse", "pending_unit_claim", "-", "-"),
    *verb("confirm", "submitted_claim", "-", "-"),
    *verb("not-adopt", "submitted_claim", "-", "-"),
    *verb("withdraw", "submitted_claim", "-", "-"),
    *verb("release", "confirmed_claim", "-", "-"),
    *verb("complete", "confirmed_claim", "-", "-"),
    *verb("send-back", "completed_claim", "-", "-"),
    *verb("close", "completed_claim", "-", "-"),
    post("claim_renew", "-", pk="offered_claim"),
    post("claim_contact", "-", pk="submitted_claim"),
    post("claim_undo", "-", pk="submitted_claim"),
    get("claim_record", "-", pk="confirmed_claim"),
    post("claim_record", "-", WORK, pk="confirmed_claim"),
    post("claim_record_link", "-", {"link-record": "@record"}, pk="confirmed_claim"),
    get("claim_contributions", "-", pk="confirmed_claim"),
    post("claim_contributions", "-", {"kind": "money", "amount": "100"}, pk="confirmed_claim"),
    get("claim_feedback", "-", pk="confirmed_claim"),
    post("claim_feedback", "-", {"neighbourhood": "@hood", "done": "yes", "basis": "电话"}, pk="confirmed_claim"),
]
