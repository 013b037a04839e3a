from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    help = "核对审计记录：逐条核对摘要与链条，有改动即列出并以错误结束。"

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT kind, id FROM portal_audit_faults() ORDER BY kind, id")
            faults = cursor.fetchall()
            cursor.execute("SELECT count(*) FROM portal_auditentry")
            (entries,) = cursor.fetchone()
        for kind, number in faults[:100]:
            self.stderr.write(f"{kind} {number}")
        if faults:
            raise CommandError(f"{len(faults)} 处与写入时不一致。")
        self.stdout.write(f"{entries} 条审计记录核对一致。")
