import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from members.models import Unit
from portal.audit.context import working_as
from projects.demo.district import build_district


class Command(BaseCommand):
    help = "建立示例区：朱泾镇及其 143 家成员单位、30 个村居和两年的清单与认领。"

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--as-of", type=dt.date.fromisoformat, default=None, help="示例的“今天”，默认今天"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if Unit.objects.exists():
            raise CommandError("数据库里已有单位，示例只能建在空库中。要重来，请用 make demo RESET=1。")
        with transaction.atomic(), working_as("demo"):
            entries = build_district(options["as_of"] or timezone.localdate())
        self.stdout.write(f"示例区已建立：{Unit.objects.count()} 家单位，{entries} 件事。")
