"""What walks through the pages share: jobs that a page waits for, and files that are handed over."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from portal.outbox.actions import run_due

PATIENCE = 15_000
"""Milliseconds: a page that waits asks every second and a half."""


def job_done(page: Page, shown: str) -> None:
    """The job runs; the page that waits for it becomes the next one by itself."""
    page.get_by_text("已排队，马上开始").wait_for()
    run_due()
    expect(page.locator("h2", has_text=shown).first).to_be_visible(timeout=PATIENCE)


def handed_over(page: Page, control: Locator) -> tuple[str, bytes]:
    """The name and the content of the file that a click gives."""
    with page.expect_download() as begun:
        control.click()
    return begun.value.suggested_filename, Path(begun.value.path()).read_bytes()
