from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import TextChoices

from portal.workflow.diagram import DIAGRAMS, Diagram, page, section
from portal.workflow.machine import Machine, move


class Light(TextChoices):
    OFF = "off", "关"
    ON = "on", "开"
    BROKEN = "broken", "坏"


LAMP = Machine(
    move("switch", "打开", [Light.OFF], Light.ON), move("break", "弄坏", [Light.ON, Light.OFF], Light.BROKEN)
)


def test_a_machine_is_drawn_from_its_table() -> None:
    assert section(Diagram("灯", LAMP, Light, (Light.OFF,))).splitlines() == [
        "## 灯",
        "",
        "```mermaid",
        "stateDiagram-v2",
        '  state "关" as off',
        '  state "开" as on',
        '  state "坏" as broken',
        "  [*] --> off",
        "  off --> on: 打开",
        "  off --> broken: 弄坏",
        "  on --> broken: 弄坏",
        "```",
    ]


def test_the_page_in_docs_is_what_the_tables_say() -> None:
    drawn = Path(settings.BASE_DIR, "docs", "states.md").read_text(encoding="utf-8")
    assert drawn == page(), "run manage.py draw_states"


def test_the_command_draws_the_page(tmp_path: Path, settings) -> None:
    (tmp_path / "docs").mkdir()
    settings.BASE_DIR = tmp_path
    call_command("draw_states")
    assert (tmp_path / "docs" / "states.md").read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("name", ["unit", "enrolment", "listing", "claim"])
def test_every_move_leads_to_a_state_there_is(name: str) -> None:
    drawn = DIAGRAMS[name]
    moves = drawn.machine.moves.values()
    assert {each.target for each in moves} | {s for m in moves for s in m.sources} <= set(drawn.states.values)
