"""The parts of the unit file (一单位一档). Apps above add theirs; each shows what this person may see."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from members.people.masking import mask_name, mask_phone
from members.people.models import Appointment
from members.people.panels import sees
from members.units.models import Unit
from members.units.states import TAKING_PART
from portal.documents.kinds import Word
from portal.documents.words import day_words
from portal.permits import may
from portal.registry import Registry
from portal.workbooks.text import written_text

MOST_ROWS = 300
"""Of each part, the newest. Who needs all of them exports the list."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FilePart:
    """A table of the file: `rows` gives the cells by the keys of `columns`, newest first."""

    title: str
    columns: Mapping[str, Word]
    rows: Callable[[Any, Unit], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Filled:
    """A part with its rows as text."""

    name: str
    part: FilePart
    rows: list[dict[str, str]]

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """Header and cell side by side, as a table on a page takes them."""
        return [[(word.meaning, row[key]) for key, word in self.part.columns.items()] for row in self.rows]


UNIT_FILE_PARTS: Registry[FilePart] = Registry("part of the unit file")


def filled_parts(user: Any, unit: Unit) -> list[Filled]:
    """Every part in order, those without rows too."""
    named = {id(UNIT_FILE_PARTS[name]): name for name in UNIT_FILE_PARTS.names()}
    return [
        Filled(named[id(part)], part, [as_text(row) for row in part.rows(user, unit)])
        for part in UNIT_FILE_PARTS
    ]


def as_text(row: Row) -> dict[str, str]:
    return {key: written_text(value) for key, value in row.items()}


def enrolments(user: Any, unit: Unit) -> list[Row]:
    """入册 in the streets this person sees; contacts masked, and only for who may see them."""
    rows = unit.enrolments.visible_to(user).select_related("region", "unit").order_by("region__code", "-pk")
    return [
        {
            "street": row.region.name,
            "number": row.number,
            "state": row.get_state_display(),
            "since": day_words(row.from_on),
            "until": day_words(row.until_on),
            "liaison": mask_name(row.liaison_name) if may(user, "contacts.see", row) else "",
            "phone": mask_phone(row.liaison_phone) if may(user, "contacts.see", row) else "",
        }
        for row in rows
    ]


def appointments(user: Any, unit: Unit) -> list[Row]:
    """Who acts for the unit today: names masked, for the unit itself and whoever oversees the street."""
    places = unit.enrolments.filter(state__in=TAKING_PART).select_related("region")
    street: dict[int | None, str] = {row.pk: row.region.name for row in places if sees(user, row)}
    standing = Appointment.objects.in_force().filter(enrolment__in=street)
    return [
        {
            "street": street[each.enrolment_id],
            "role": each.get_role_display(),
            "name": mask_name(each.user.name),
            "since": day_words(each.from_on),
        }
        for each in standing.select_related("user").order_by("role", "pk")
    ]


ENROLMENTS = FilePart(
    "入册情况",
    {
        "street": Word("街道（镇）", "朱泾镇"),
        "number": Word("序号", "12"),
        "state": Word("状态", "在册"),
        "since": Word("入册日期", "2024年1月1日"),
        "until": Word("退出日期", ""),
        "liaison": Word("联络员", "张*"),
        "phone": Word("电话", "138****1234"),
    },
    enrolments,
)
APPOINTMENTS = FilePart(
    "授权人员",
    {
        "street": Word("街道（镇）", "朱泾镇"),
        "role": Word("职责", "联络员"),
        "name": Word("姓名", "张*"),
        "since": Word("起始日期", "2024年1月1日"),
    },
    appointments,
)
