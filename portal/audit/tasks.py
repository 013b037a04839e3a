from celery import shared_task
from django.db import connection


@shared_task
def chain() -> int:
    """Link the entries whose transactions are over. Returns how many were linked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT portal_audit_chain()")
        (added,) = cursor.fetchone()
    return int(added)
