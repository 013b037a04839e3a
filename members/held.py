"""What a person holds: the appointments in force today with their places, read once per request."""

from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone


class Held(NamedTuple):
    """An appointment in force: for a unit's enrolment in a street, for a region, or for a line of units.

    `is_enrolled`: the enrolment is in force today, so that the unit can claim. `within` are the streets
    and districts in an office's region (listings hang on those), `line` the units of a 条线 appointment.
    """

    id: int
    role: str
    enrolment_id: int | None
    state: str | None
    is_enrolled: bool
    unit_id: int | None
    unit_name: str | None
    region_id: int | None
    region_name: str | None
    within: list[int] | None
    line: list[int] | None


# Written out because every request of somebody signed in asks it: the ORM takes 3 ms to build the same
# statement anew each time. What `in_force` and `active` say of appointments and enrolments, this says too.
HELD = """
    SELECT held.id, held.role, held.enrolment_id, enrolment.state,
           coalesce(enrolment.state = 'active' AND coalesce(enrolment.until_on >= %(today)s, true), false),
           unit.id, unit.name, region.id, region.name,
           CASE WHEN held.region_id IS NOT NULL THEN ARRAY(
             SELECT id FROM members_region
             WHERE level IN ('district', 'street') AND starts_with(code, region.code))
           END,
           CASE WHEN held.role = 'line_supervisor' THEN ARRAY(
             SELECT unit_id FROM members_appointment_units WHERE appointment_id = held.id)
           END
    FROM members_appointment AS held
    LEFT JOIN members_enrolment AS enrolment ON enrolment.id = held.enrolment_id
    LEFT JOIN members_unit AS unit ON unit.id = enrolment.unit_id
    LEFT JOIN members_region AS region ON region.id = coalesce(enrolment.region_id, held.region_id)
    WHERE held.user_id = %(user)s AND held.from_on <= %(today)s
      AND (held.until_on IS NULL OR held.until_on >= %(today)s)
    ORDER BY held.id
"""


def held_by(user: Any) -> list[Held]:
    """The user's appointments in force, kept on the user object: one query a request."""
    if not hasattr(user, "_held"):
        with connection.cursor() as cursor:
            cursor.execute(HELD, {"user": user.pk, "today": timezone.localdate()})
            user._held = [Held(*row) for row in cursor.fetchall()]
    return user._held
