"""`manage.py publish_duties [--today D]`: what the daily job does, without Celery and without Redis."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alliances.rotation.tasks import day_by_database, run_for

FARTHEST = dt.timedelta(days=366)
"""Beyond the database's day: further than that is a slip of the hand, and what is published stands."""


class Command(BaseCommand):
    help = "公布轮值到应公布的一期，并发出到期的提醒。可重复运行，不需要 Redis 和 Celery。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--today", type=dt.date.fromisoformat, metavar="日期", help="如 2026-11-15，默认今天"
        )

    def handle(self, *args: Any, today: dt.date | None, **options: Any) -> None:
        now = day_by_database()
        day = today or now
        if day > now + FARTHEST:
            raise CommandError(f"{day} 比今天（{now}）晚一年以上。轮值公布后不能撤回，请核对日期。")
        duties, reminders = run_for(day)
        self.stdout.write(f"公布轮值 {duties} 期，提醒 {reminders} 条。")
