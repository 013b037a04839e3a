"""`manage.py run_assessment CYCLE`: compute a cycle now, without Celery and without Redis."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alliances.assessment.actions.cycles import compute
from alliances.assessment.models import Cycle
from portal.audit.context import working_as
from portal.refusals import Refusal


class Command(BaseCommand):
    help = "按现有记录计算一个考核周期。可重复运行：记录没有变动，结果一字不差。不需要 Redis 和 Celery。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("cycle", type=int, metavar="周期", help="周期的编号，即周期页面地址里的数字")

    def handle(self, *args: Any, cycle: int, **options: Any) -> None:
        found = Cycle.objects.select_related("scheme").filter(pk=cycle).first()
        if found is None:
            raise CommandError(f"没有编号为 {cycle} 的周期，请核对。编号在“考核管理 - 周期”页面的地址里。")
        try:
            with working_as("run_assessment"):
                computed = compute(found, by=None)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        count = computed.results.count()
        self.stdout.write(f"{computed}：已计算 {count} 家，校验值 {computed.digest[:12]}。")
