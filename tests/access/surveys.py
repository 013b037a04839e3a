"""Surveys: pages and operations.

anonymous claimant publisher other office clerk stranger supervisor

The closed survey is about the claimant's unit. What stands behind a link is open to everybody.
"""

from tests.access.rows import Row, api, get, post

ALL = "in 200 200 200 200 200 200 200"
DRAFTING = "in 403 403 403 200 200 200 403"
DRAFTED = "in 403 403 403 302 302 200 403"
OF_THE_OFFICE = "in 404 404 404 200 200 404 200"
CLOSED = "in 200 404 404 200 200 404 200"
CHANGING = "in 404 404 404 200 200 404 403"
CHANGED = "in 404 404 404 302 302 404 403"
NOBODY = "404 404 404 404 404 404 404 404"
EVERYBODY = "200 200 200 200 200 200 200 200"

LISTED = "401 200 200 200 200 200 200 200"
READ = "401 404 404 404 200 200 404 200"
MADE = "401 403 403 403 201 201 403 403"
DONE = "401 404 404 404 200 200 404 403"
RESULTS = "401 200 404 404 200 200 404 200"

SURVEY = {
    "kind": "public",
    "title": "年中满意度",
    "from_on": "2026-01-01",
    "until_on": "2099-01-01",
    "questions": "总体评价",
}
DRAFT, OPEN, OVER = {"pk": "drafted_survey"}, {"pk": "open_survey"}, {"pk": "closed_survey"}

PAGES: list[Row] = [
    get("surveys", ALL),
    get("survey_new", DRAFTING),
    post("survey_new", DRAFTED, SURVEY | {"region": "@street"}),
    get("survey", OF_THE_OFFICE, **DRAFT),
    get("survey", CLOSED, **OVER),
    get("survey_change", CHANGING, **DRAFT),
    post("survey_change", CHANGED, SURVEY, **DRAFT),
    post("survey_verb", CHANGED, verb="open", **DRAFT),
    get("survey_links", CHANGING, **OPEN),
    post(
        "survey_links",
        CHANGING,
        {"side": "@survey_side", "subjects": ["@survey_subject"], "size": 1},
        **OPEN,
    ),
    post("survey_links_revoke", CHANGED, batch_id="survey_batch", **OPEN),
    get("answer", NOBODY, token="unknown"),
    post("answer", NOBODY, {"s1_q0": "0"}, token="unknown"),
    get("answer_thanks", EVERYBODY),
]

OPERATIONS: list[Row] = [
    api("GET", "survey-list", LISTED),
    api("POST", "survey-list", MADE, SURVEY | {"region": "@street", "questions": ["总体评价"]}),
    api("GET", "survey-detail", READ, **DRAFT),
    api("POST", "survey-open", DONE, **DRAFT),
    api("POST", "survey-close", DONE, **OPEN),
    api("GET", "survey-results", RESULTS, **OVER),
]
