"""Runs what is due in the outbox without Celery and without Redis."""

import signal
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from portal.outbox.actions import revive_dead, run_due

BLINK = 0.5
"""Seconds after which a sleeping loop notices that it is to end."""


class Command(BaseCommand):
    help = "运行到期的待办作业(通知等)。不需要 Redis 和 Celery。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--loop",
            type=float,
            metavar="秒",
            help="每隔若干秒运行一次,直到按 Ctrl-C 或收到 SIGTERM;正在运行的作业会先完成",
        )
        parser.add_argument("--revive", action="store_true", help="先让已停止重试的作业重新排队")

    def handle(self, *args: Any, loop: float | None, revive: bool, **options: Any) -> None:
        if revive:
            self.stdout.write(f"重新排队 {revive_dead()} 项。")
        if loop is None:
            self.stdout.write(f"已运行 {run_due()} 项。")
        else:
            run_again_and_again(loop)


def run_again_and_again(pause: float) -> None:
    """Run what is due, sleep for `pause` seconds and so on, until SIGTERM or Ctrl-C; no job is cut short."""
    ending = Ending()
    while ending.is_far:
        close_old_connections()
        run_due(goes_on=lambda: ending.is_far)
        wake_at = time.monotonic() + pause
        while ending.is_far and time.monotonic() < wake_at:
            time.sleep(min(pause, BLINK))


class Ending:
    """Far until somebody asks this process to end."""

    def __init__(self) -> None:
        self.is_far = True
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._come)

    def _come(self, *about_the_signal: Any) -> None:
        self.is_far = False
