from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.runtime import archives
from portal.runtime.environment import database_url


class Command(BaseCommand):
    help = "把数据库与上传的文件备份为一个 tar 文件,内含 SHA-256 校验清单。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)

    def handle(self, *args: Any, archive: Path, **options: Any) -> None:
        count = archives.save(archive, database=database_url(), media=Path(settings.MEDIA_ROOT))
        self.stdout.write(f"已备份 {count} 个文件到 {archive}。")
