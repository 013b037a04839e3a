from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.runtime import archives
from portal.runtime.environment import database_url


class Command(BaseCommand):
    help = "从备份文件恢复:先核对校验清单,再以一个事务替换数据库,最后放回上传的文件。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)

    def handle(self, *args: Any, archive: Path, **options: Any) -> None:
        try:
            count = archives.restore(archive, database=database_url(), media=Path(settings.MEDIA_ROOT))
        except archives.DamagedArchiveError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已从 {archive} 恢复 {count} 个文件。")
