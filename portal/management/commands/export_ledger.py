"""`manage.py export_ledger FILE.xlsx --region CODE --year Y`: an office's ledgers as a workbook."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from portal.audit.context import working_as
from portal.ledgers.handing_out.edition import LedgerEdition
from portal.ledgers.handing_out.giving import give_ledgers
from portal.ledgers.taking import FIRST_YEAR, LAST_YEAR, LEDGERS_SEEN
from portal.refusals import Refusal


class Command(BaseCommand):
    help = "导出台账（.xlsx），改好后可再用 import_ledger 导入。默认不含联系人和电话。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="写到哪里（.xlsx）")
        parser.add_argument("--region", required=True, help="街道（镇）的区划代码，如 310116101")
        parser.add_argument("--year", required=True, type=int, help="台账的年度")
        parser.add_argument("--empty", action="store_true", help="只要空表")
        parser.add_argument("--personal", action="store_true", help="含联系人和电话；须写 --by 和 --reason")
        parser.add_argument("--by", default="", help="谁要（用户名，须是该街道的审核）")
        parser.add_argument("--reason", default="", help="用途，记录在案")

    def handle(
        self, *args: Any, file: Path, region: str, year: int, empty: bool, personal: bool, **options: Any
    ) -> None:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise CommandError(f"年度应在 {FIRST_YEAR} 至 {LAST_YEAR} 之间。")
        edition = LedgerEdition(self.place(region), year)
        by = self.person(options["by"]) if personal else None
        part = file.with_name(f"{file.name}.part")
        try:
            with working_as("export_ledger"), part.open("wb") as target:
                give_ledgers(target, edition, by=by, empty=empty, personal=personal, reason=options["reason"])
            part.replace(file)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        except OSError as error:
            raise CommandError(f"不能写入 {file}：请确认目录存在、可写，磁盘未满。") from error
        finally:
            part.unlink(missing_ok=True)
        self.stdout.write(f"已导出到 {file}。")

    def place(self, code: str) -> Any:
        found = next(iter(LEDGERS_SEEN))(None).filter(code=code).first()
        if found is None:
            raise CommandError(
                f"没有代码为 {code} 的街道（镇）。请核对代码，或先用 import_divisions 导入区划。"
            )
        return found

    def person(self, username: str) -> Any:
        found = get_user_model().objects.filter(username=username, is_active=True).first()
        if found is None:
            raise CommandError(
                "导出联系人和电话要用 --by 写明是谁要（在用的用户名），并用 --reason 写明用途。"
            )
        return found
