"""Runs what is due in the outbox without Celery and without Redis."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from portal.outbox.actions import revive_dead, run_due


class Command(BaseCommand):
    help = "运行到期的待办作业(通知等)。不需要 Redis 和 Celery。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", type=float, metavar="秒", help="每隔若干秒运行一次,直到按 Ctrl-C")
        parser.add_argument("--revive", action="store_true", help="先让已停止重试的作业重新排队")

    def handle(self, *args: Any, loop: float | None, revive: bool, **options: Any) -> None:
        if revive:
            self.stdout.write(f"重新排队 {revive_dead()} 项。")
        self.stdout.write(f"已运行 {run_due()} 项。")
        while loop is not None:
            time.sleep(loop)
            close_old_connections()
            run_due()
