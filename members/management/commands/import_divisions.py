"""`manage.py import_divisions FILE.csv`: the public tree of places, as often as one likes."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members.places.actions import import_divisions
from members.places.divisions import BadDivisionsError, read_divisions
from portal.audit.context import working_as

SHOWN = 20


class Command(BaseCommand):
    help = "导入区划：CSV 文件，列为 code,name,level,parent_code。重复导入不会产生重复。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines, working_as("import_divisions"):
                taken = import_divisions(read_divisions(lines))
        except BadDivisionsError as bad:
            raise CommandError(self.in_words(bad.problems)) from bad
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"不能读取 {file}：请确认文件存在，并另存为 UTF-8 编码的 CSV。") from error
        self.stdout.write(f"新增 {taken.created}，更新 {taken.updated}，未变 {taken.unchanged}。")

    def in_words(self, problems: list[str]) -> str:
        more = [f"另有 {len(problems) - SHOWN} 处。"] if len(problems) > SHOWN else []
        return "\n".join([f"没有导入，文件有 {len(problems)} 处需要修改：", *problems[:SHOWN], *more])
