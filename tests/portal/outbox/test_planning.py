from datetime import timedelta

from portal.outbox.planning import MAX_ATTEMPTS, wait_after


def test_waits_double_and_end_at_an_hour() -> None:
    waits = [wait_after(attempt).total_seconds() for attempt in range(1, MAX_ATTEMPTS + 1)]
    assert waits == [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]


def test_a_job_is_tried_for_about_three_and_a_half_hours() -> None:
    tried_for = sum((wait_after(attempt) for attempt in range(1, MAX_ATTEMPTS)), timedelta())
    assert timedelta(hours=3) < tried_for < timedelta(hours=4)
