"""The components refuse what they do not know, and pages hold to the rules of the strict CSP."""

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError
from django.utils import timezone

from portal.components import COMPONENTS
from portal.templatetags.ui import span_since, time_left, with_earlier

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=timezone.get_fixed_timezone(8 * 60))


def rendered(source: str, **context: object) -> str:
    return re.sub(r"\s+", " ", Template(source).render(Context(context))).strip()


def test_a_badge_is_a_shape_and_a_word() -> None:
    assert (
        rendered('{% ui "badge" kind="done" text="办结" %}') == '<span class="lx-tag lx-tag-done">办结</span>'
    )


@pytest.mark.parametrize(
    "source",
    [
        '{% ui "badge" text="办结" colour="red" %}',
        '{% ui "badge" kind="done" %}',
        '{% ui "bagde" text="办结" %}',
        '{% ui "badge" "办结" %}',
        "{% ui badge text='办结' %}",
        "{% ui %}",
        '{% ui "panel" title="下一步" %}',
        '{% wrap "badge" text="办结" %}{% endwrap %}',
        '{% wrap "panel" %}{% slot "aside" %}{% endslot %}{% endwrap %}',
    ],
)
def test_what_is_not_declared_is_refused_when_the_template_is_read(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template(source)


@pytest.mark.parametrize(
    "source",
    [
        '{% ui "badge" text="办结" kind="green" %}',
        '{% wrap "panel" %}{% if True %}{% slot "actions" %}{% endslot %}{% endif %}{% endwrap %}',
    ],
)
def test_what_only_shows_in_use_is_refused_when_rendered(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        rendered(source)


def test_a_component_sees_only_what_it_is_given() -> None:
    assert "泄漏" not in rendered('{% ui "badge" text="办结" %}', kind="泄漏")


def test_text_is_escaped_once() -> None:
    shown = rendered('{% wrap "alert" title=name %}{{ name }}{% endwrap %}', name="<A&B>")
    assert shown.count("&lt;A&amp;B&gt;") == 2


def test_a_slot_that_came_out_empty_counts_as_not_given() -> None:
    source = (
        '{% wrap "panel" title="甲" %}{% slot "footer" %} {% if no %}乙{% endif %} {% endslot %}{% endwrap %}'
    )
    assert "<footer>" not in rendered(source)


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_every_declared_component_has_its_template(name: str) -> None:
    assert (settings.BASE_DIR / "templates" / "ui" / f"{name}.html").is_file()


@pytest.mark.parametrize(
    ("taken", "capacity", "words"),
    [(1, 2, "还差 1 家 共 2 家"), (2, 2, "已满 共 2 家"), (3, None, "不限家数 已认领 3 家")],
)
def test_places_say_how_many_units_are_still_wanted(taken: int, capacity: int | None, words: str) -> None:
    shown = rendered('{% ui "places" taken=taken capacity=capacity %}', taken=taken, capacity=capacity)
    assert " ".join(re.sub(r"<[^>]*>", " ", shown).split()) == words


@pytest.mark.parametrize(
    ("hours", "words"),
    [(-49, "逾期 2 天"), (-1, "今天已到期"), (3, "今天到期"), (24, "还剩 1 天"), (72, "还剩 3 天")],
)
def test_time_left_counts_calendar_days(hours: int, words: str) -> None:
    with time_machine.travel(NOON, tick=False):
        assert time_left(NOON + dt.timedelta(hours=hours)) == words


def test_without_a_date_no_time_is_left_to_say() -> None:
    assert time_left(None) == ""


SPANS = [(0, "不到 1 分钟"), (5, "5 分钟"), (119, "1 小时"), (3000, "2 天")]


@pytest.mark.parametrize(("minutes", "words"), SPANS)
def test_the_span_between_steps_is_one_figure(minutes: int, words: str) -> None:
    assert span_since(NOON, NOON - dt.timedelta(minutes=minutes)) == words


def test_the_first_step_has_no_span() -> None:
    assert span_since(NOON, None) == "—"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_an_exception_from_the_content_security_policy(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert re.findall(r"""\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:""", source) == []


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    known = (settings.BASE_DIR / "static/img/icons.txt").read_text(encoding="utf-8").split()
    used = {
        name
        for path in TEMPLATES
        for name in re.findall(
            r"""icon" name="([\w-]+)"|icon="([\w-]+)\"""", path.read_text(encoding="utf-8")
        )
    }
    assert {one or other for one, other in used} - set(known) == set()


def test_a_trail_of_nothing_has_no_rows() -> None:
    assert "<td" not in rendered('{% ui "trail" steps=steps %}', steps=[])


def test_the_first_step_of_a_trail_has_none_before_it() -> None:
    moments = [dt.datetime(2026, 6, day, 9, 0, tzinfo=dt.UTC) for day in (5, 1)]
    steps = [SimpleNamespace(occurred_at=moment) for moment in moments]
    assert with_earlier(steps) == [(steps[0], moments[1]), (steps[1], None)]
