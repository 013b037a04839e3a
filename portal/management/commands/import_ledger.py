"""`manage.py import_ledger FILE.xlsx --region CODE --year Y`: what a workbook brings; --commit writes it."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.audit.context import working_as
from portal.ledgers.reports import report_lines
from portal.ledgers.taking import FIRST_YEAR, LAST_YEAR, LEDGER_PLACES, Intake, take_ledger
from portal.refusals import Refusal


class Command(BaseCommand):
    help = "导入台账。不加 --commit 只报告能导入什么，不写入；重复导入同一份不会产生重复。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Excel 工作簿（.xlsx）")
        parser.add_argument("--region", required=True, help="街道（镇）的区划代码，如 310116101")
        parser.add_argument("--year", required=True, type=int, help="台账的年度")
        parser.add_argument("--commit", action="store_true", help="写入；不加则什么也不改")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(
        self, *args: Any, file: Path, region: str, year: int, commit: bool, json: bool, **options: Any
    ) -> None:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise CommandError(f"年度应在 {FIRST_YEAR} 至 {LAST_YEAR} 之间。")
        intake = Intake(self.place(region), year)
        try:
            with working_as("import_ledger"):
                taken = take_ledger(file, intake, commit=commit)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        except OSError as error:
            raise CommandError(f"不能读取 {file}：请确认文件存在，并且可以打开。") from error
        self.stdout.write(as_text(taken.as_json()) if json else "\n".join(report_lines(taken, commit=commit)))

    def place(self, code: str) -> Any:
        found = next(iter(LEDGER_PLACES))(None).filter(code=code).first()
        if found is None:
            raise CommandError(
                f"没有代码为 {code} 的街道（镇）。请核对代码，或先用 import_divisions 导入区划。"
            )
        return found


def as_text(report: dict[str, Any]) -> str:
    return json.dumps(report, ensure_ascii=False, indent=2)
