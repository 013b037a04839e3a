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
    get("records", "in 200 200 200 200 200 200 200"),
    get("record", "in 200 200 404 200 200 404 200", pk="record"),
    get("record_change", "in 200 403 404 200 200 404 403", pk="record"),
    post(
        "record_change",
        "in 302 403 404 302 302 404 403",
        DAY | {"took_@unit": "on", "version": 1},
        pk="record",
    ),
    get("record_strike", "in 200 403 404 200 200 404 403", pk="record"),
    post("record_strike", "in 302 403 404 302 302 404 403", {"reason": "重复登记"}, pk="record"),
    post("record_evidence", "in 302 302 404 302 302 404 302", {"files": "@photo"}, pk="record"),
]


def listing(kind: str) -> list[Row]:
    """Alike for the three lists."""
    content = {"title": "新的一项", "category": f"@{kind}_category", **NO_TARGETS}
    entry = content | {"unit": "@hood", "basis": "电话"}
    draft, submitted = f"draft_{kind}", f"submitted_{kind}"
    published, suspended = f"published_{kind}", f"suspended_{kind}"
    do = f"{kind}_verb"
    return [
        get(f"{kind}s", "in 200 200 200 200 200 200 200"),
        get(f"{kind}_new", "in 200 200 200 200 200 200 403"),
        post(f"{kind}_new", "in 200 302 200 302 302 200 403", entry),
        get(kind, "in 200 200 200 200 200 404 200", pk=published),
        get(kind, "in 404 200 404 200 200 404 200", pk=draft),
        get(f"{kind}_edit", "in 404 200 404 200 200 404 403", pk=draft),
        post(f"{kind}_edit", "in 404 302 404 302 302 404 403", content | {"version": 1}, pk=draft),
        post(f"{kind}_contact", "in 200 200 403 200 200 404 403", pk=published),
        post(f"{kind}_verify", "in 403 302 403 302 302 404 403", pk=published),
        post(f"{kind}_undo", "in 403 403 403 403 403 404 403", pk=published),
        get(do, "in 404 200 404 200 200 404 403", pk=draft, verb="submit"),
        post(do, "in 404 302 404 302 302 404 403", REASON, pk=draft, verb="submit"),
        get(do, "in 404 403 404 200 403 404 403", pk=submitted, verb="publish"),
        post(do, "in 404 403 404 302 403 404 403", {"paired_days": 0}, pk=submitted, verb="publish"),
        post(do, "in 404 403 404 302 403 404 403", REASON, pk=submitted, verb="return"),
        post(do, "in 404 403 404 302 403 404 403", REASON, pk=submitted, verb="not-adopt"),
        get(do, "in 403 200 403 200 200 404 403", pk=published, verb="suspend"),
        post(do, "in 403 403 403 302 302 404 403", pk=suspended, verb="resume"),
        post(do, "in 403 302 403 302 302 404 403", REASON, pk=published, verb="close"),
    ]


PAPER = {"kind": "plan", "title": "计划", "issued_on": "2026-01-10"}

PAPERS: list[Row] = [
    get("documents", "in 200 200 200 200 200 200 200"),
    get("document_new", "in 403 403 403 200 200 200 403"),
    post("document_new", "in 403 403 403 302 302 200 403", PAPER | {"region": "@street"}),
    get("document", "in 200 200 200 200 200 404 200", pk="shared_document"),
    get("document", "in 404 404 404 200 200 404 200", pk="document"),
    get("document_edit", "in 404 404 404 200 200 404 403", pk="document"),
    post("document_edit", "in 404 404 404 302 302 404 403", PAPER | {"version": 1}, pk="document"),
    post("document_remove", "in 404 404 404 302 302 404 403", pk="document"),
    post("document_restore", "in 403 403 403 302 302 404 403", pk="shared_document"),
]

NEXT = {"query": "?year=2027"}

YEAR: list[Row] = [
    get("year", "in 403 403 403 200 200 200 200", **NEXT),
    post("year_carry", "in 403 403 403 302 302 302 403", {"lists": "project"}, **NEXT),
    get("year_carrying", "in 404 404 404 200 200 404 200", pk="failed_carry_over"),
    post("year_carrying", "in 404 404 404 302 302 404 403", pk="failed_carry_over"),
    post("year_take_back", "in 403 403 403 409 409 409 403", **NEXT),
    post("year_ask", "in 403 403 403 302 302 302 403", **NEXT),
    get("year_renewals", "in 403 403 403 200 200 200 200", **NEXT),
    post("year_remind", "in 403 403 403 409 409 409 403", **NEXT),
]

HANDED_ON: list[Row] = [
    get("posting", "in 403 403 403 200 200 200 403"),
    get("posting_word", "in 403 403 403 200 200 200 403"),
    get("hall_text", "in 403 403 403 200 200 200 403"),
    *(get(f"{kind}s_text", "in 403 403 403 200 200 200 403") for kind in ("resource", "need", "project")),
    get("project_text", "in 200 200 200 200 200 404 200", pk="published_project"),
    get("claim_text", "in 403 403 403 200 200 404 403", pk="offered_claim"),
    get("claim_letter", "in 200 403 403 200 200 404 200", pk="submitted_claim"),
    post(
        "claim_letter",
        "in 302 403 403 302 302 404 403",
        {"scan": "@photo", "basis": "纸质"},
        pk="submitted_claim",
    ),
    get("claim_letter_file", "in 200 403 403 200 200 404 200", pk="submitted_claim"),
]

LISTINGS: list[Row] = [
    *listing("resource"),
    *listing("need"),
    *listing("project"),
    post("resource_verb", "in 403 302 403 302 302 404 403", REASON, pk="published_resource", verb="suspend"),
    post("need_verb", "in 403 200 403 200 200 404 403", REASON, pk="published_need", verb="suspend"),
    post("project_verb", "in 403 302 403 302 302 404 403", REASON, pk="published_project", verb="suspend"),
    post("need_project", "in 403 302 403 302 302 404 403", pk="published_need"),
    get("public_listings", "200 200 200 200 200 200 200 200"),
    get("categories", "in 404 404 404 200 200 200 404"),
    post("categories", "in 404 404 404 302 302 302 404", {"name": "新类别", "sort": 1}),
    post("categories_copy", "in 404 404 404 409 409 409 404"),
    get("category", "in 404 404 404 200 200 404 404", pk="project_category"),
    post("category", "in 404 404 404 302 302 404 404", {"name": "改名", "sort": 1}, pk="project_category"),
    post("category_delete", "in 404 404 404 302 302 404 404", pk="project_category"),
]

CLAIMING: list[Row] = [
    get("screen", "in 403 403 403 200 200 200 200"),
    get("screen_live", "in 403 403 403 200 200 200 200"),
    get("hall", "in 200 200 200 200 200 200 200"),
    post("hall", "in 302 403 302 302 302 200 403", CLAIM, query="?claim=@published_project"),
    get("hall_live", "in 200 200 200 200 200 200 200", query="?ids=@published_project"),
    post("project_claim", "in 302 403 302 302 302 404 403", CLAIM, pk="published_project"),
    get("project_note", "in 200 200 200 200 200 404 200", pk="published_project"),
    get("project_offer", "in 403 403 403 200 200 404 403", pk="published_project"),
    post(
        "project_offer",
        "in 403 403 403 302 302 404 403",
        {"unit": "@other", "part": "lead"},
        pk="published_project",
    ),
    get("project_reserve", "in 404 403 404 200 200 404 403", pk="draft_project"),
    post(
        "project_reserve",
        "in 404 403 404 302 302 404 403",
        {"units": ["@other"], "until": "2099-01-01T08:00"},
        pk="draft_project",
    ),
    get("queue", "in 403 403 403 200 403 200 403"),
    post(
        "queue",
        "in 403 403 403 302 403 302 403",
        {"verb": "approve", "one": "listings:project-@submitted_project"},
    ),
]


def verb(name: str, claim: str, ask: str, act: str) -> list[Row]:
    return [
        get("claim_verb", ask, pk=claim, verb=name),
        post("claim_verb", act, REASON, pk=claim, verb=name),
    ]


CLAIMS: list[Row] = [
    get("claims", "in 200 200 200 200 200 200 200"),
    get("claim", "in 302 302 302 302 302 404 302", pk="submitted_claim"),
    *verb(
        "endorse", "pending_unit_claim", "in 403 403 403 200 200 404 403", "in 403 403 403 302 302 404 403"
    ),
    *verb("confirm", "submitted_claim", "in 403 403 403 200 403 404 403", "in 403 403 403 302 403 404 403"),
    *verb("not-adopt", "submitted_claim", "in 403 403 403 200 403 404 403", "in 403 403 403 302 403 404 403"),
    *verb("withdraw", "submitted_claim", "in 200 403 403 200 200 404 403", "in 302 403 403 302 302 404 403"),
    *verb("release", "confirmed_claim", "in 200 403 403 200 200 404 403", "in 302 403 403 302 302 404 403"),
    *verb("complete", "confirmed_claim", "in 200 403 403 200 200 404 403", "in 302 403 403 302 302 404 403"),
    *verb("send-back", "completed_claim", "in 403 403 403 200 403 404 403", "in 403 403 403 302 403 404 403"),
    *verb("close", "completed_claim", "in 403 403 403 200 403 404 403", "in 403 403 403 302 403 404 403"),
    get("claim_renew", "in 200 403 403 200 200 404 403", pk="offered_claim"),
    post("claim_renew", "in 302 403 403 302 302 404 403", {"basis": "电话"}, pk="offered_claim"),
    post("claim_contact", "in 200 200 403 200 200 404 403", pk="submitted_claim"),
    post("claim_undo", "in 403 403 403 403 403 404 403", pk="submitted_claim"),
    get("claim_record", "in 200 200 403 200 200 404 403", pk="confirmed_claim"),
    post("claim_record", "in 302 302 403 302 302 404 403", WORK, pk="confirmed_claim"),
    post(
        "claim_record_link",
        "in 302 302 403 302 302 404 403",
        {"link-record": "@record"},
        pk="confirmed_claim",
    ),
    get("claim_contributions", "in 200 200 403 200 200 404 403", pk="confirmed_claim"),
    post(
        "claim_contributions",
        "in 302 302 403 302 302 404 403",
        {"kind": "money", "amount": "100"},
        pk="confirmed_claim",
    ),
    get("claim_feedback", "in 403 200 403 200 200 404 403", pk="confirmed_claim"),
    post(
        "claim_feedback",
        "in 403 302 403 302 302 404 403",
        {"neighbourhood": "@hood", "done": "yes", "basis": "电话"},
        pk="confirmed_claim",
    ),
]
