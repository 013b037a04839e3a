from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.workflow.diagram import page


class Command(BaseCommand):
    help = "根据各状态机的表重画 docs/states.md。"

    def handle(self, *args: Any, **options: Any) -> None:
        (Path(settings.BASE_DIR) / "docs" / "states.md").write_text(page(), encoding="utf-8")
