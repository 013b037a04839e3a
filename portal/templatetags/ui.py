"""Tags that put a component on a page, built in for every template.

    {% ui "badge" kind="done" text="办结" %}

    {% wrap "panel" title="下一步" %}
      …what the panel holds…
      {% slot "actions" %}<a href="…">全部</a>{% endslot %}
    {% endwrap %}

A component sees only what it is given, never the page's variables. A name, attribute or slot that
`portal.components` does not declare is a TemplateSyntaxError when the template is read; a value outside
the declared choices is one when it is rendered.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from itertools import zip_longest
from typing import Any
from uuid import uuid4

from django import template
from django.template import Context, Engine, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.components import COMPONENTS, Component
from portal.once import FIELD

register = template.Library()


class ComponentNode(Node):
    """Renders one component in a context of its own."""

    def __init__(
        self, name: str, attributes: dict[str, FilterExpression], body: NodeList, slots: dict[str, NodeList]
    ) -> None:
        self.name, self.attributes, self.body, self.slots = name, attributes, body, slots

    def render(self, context: Context) -> SafeString:
        values = {key: expression.resolve(context) for key, expression in self.attributes.items()}
        refuse_unknown_choices(self.name, values)
        values["body"] = self.body.render(context)
        # A slot whose conditions left nothing counts as not given.
        values |= {key: SafeString(nodes.render(context).strip()) for key, nodes in self.slots.items()}
        values["csrf_token"] = context.get("csrf_token")
        found = Engine.get_default().get_template(f"ui/{self.name}.html")
        return found.render(Context(values, autoescape=context.autoescape))


class SlotNode(Node):
    """A named part of a `wrap`; `wrap` takes it out of its body while reading the template."""

    def __init__(self, name: str, nodes: NodeList) -> None:
        self.name, self.nodes = name, nodes

    def render(self, context: Context) -> SafeString:
        raise TemplateSyntaxError(f"slot {self.name!r} must stand directly inside a wrap")


@register.tag
def ui(parser: Parser, token: Token) -> ComponentNode:
    """`{% ui "name" attribute=value … %}`: a component without a body."""
    name, attributes = read_call(parser, token, wraps=False)
    return ComponentNode(name, attributes, NodeList(), {})


@register.tag
def wrap(parser: Parser, token: Token) -> ComponentNode:
    """`{% wrap "name" … %}…{% endwrap %}`: a component around what stands inside."""
    name, attributes = read_call(parser, token, wraps=True)
    nodes = parser.parse(("endwrap",))
    parser.delete_first_token()
    slots = {node.name: node.nodes for node in nodes if isinstance(node, SlotNode)}
    unknown = set(slots) - set(COMPONENTS[name].slots)
    if unknown:
        raise TemplateSyntaxError(f"component {name!r} has no slot {sorted(unknown)}")
    return ComponentNode(name, attributes, NodeList(n for n in nodes if not isinstance(n, SlotNode)), slots)


@register.tag
def slot(parser: Parser, token: Token) -> SlotNode:
    """`{% slot "name" %}…{% endslot %}`, directly inside a `wrap`."""
    nodes = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(literal(token.split_contents()[1:2]), nodes)


def read_call(parser: Parser, token: Token, *, wraps: bool) -> tuple[str, dict[str, FilterExpression]]:
    """The component's name and its attributes as written, checked against what is declared."""
    bits = token.split_contents()[1:]
    name = literal(bits[:1])
    component = COMPONENTS.get(name)
    if component is None or component.wraps != wraps:
        raise TemplateSyntaxError(f"no component {name!r} for this tag; see portal/components.py")
    rest = bits[1:]
    attributes = token_kwargs(rest, parser)
    if rest:
        raise TemplateSyntaxError(f"component {name!r} takes only attribute=value, not {rest[0]!r}")
    refuse_unknown_attributes(name, component, set(attributes))
    return name, attributes


def refuse_unknown_attributes(name: str, component: Component, given: set[str]) -> None:
    if unknown := given - component.attributes:
        raise TemplateSyntaxError(f"component {name!r} has no attribute {sorted(unknown)}")
    if missing := set(component.required) - given:
        raise TemplateSyntaxError(f"component {name!r} needs {sorted(missing)}")


def refuse_unknown_choices(name: str, values: dict[str, object]) -> None:
    for attribute, allowed in COMPONENTS[name].choices.items():
        if attribute in values and values[attribute] not in allowed:
            raise TemplateSyntaxError(f"{name}: {attribute}={values[attribute]!r} is none of {allowed}")


def literal(bits: list[str]) -> str:
    """The quoted word in `bits`; components and slots are named when a template is written."""
    if not bits or bits[0][0] not in "\"'" or bits[0][0] != bits[0][-1]:
        raise TemplateSyntaxError('write the name first and in quotes, as in {% ui "badge" … %}')
    return bits[0][1:-1]


@register.filter
def time_left(due_at: datetime | None) -> str:
    """How long until `due_at`, in calendar days of Asia/Shanghai: 逾期 2 天, 今天到期, 还剩 3 天."""
    if due_at is None:
        return ""
    days = (timezone.localdate(due_at) - timezone.localdate()).days
    if due_at < timezone.now():
        return f"逾期 {-days} 天" if days else "今天已到期"
    return f"还剩 {days} 天" if days else "今天到期"


@register.filter
def span_since(later: datetime, earlier: datetime | None) -> str:
    """The time between two steps as one figure: 4 天, 3 小时, 12 分钟; a dash where there was none before."""
    if earlier is None:
        return "—"
    minutes = max(0, int((later - earlier).total_seconds() // 60))
    if minutes >= 24 * 60:
        return f"{minutes // (24 * 60)} 天"
    if minutes >= 60:
        return f"{minutes // 60} 小时"
    return f"{minutes} 分钟" if minutes else "不到 1 分钟"


@register.filter
def with_earlier(steps: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Steps, newest first, each with the moment of the step before it in time (None for the first)."""
    rows = list(steps)
    before: list[Any] = [step.occurred_at for step in rows[1:]]
    return list(zip_longest(rows, before))


@register.filter
def grouped(number: Decimal | None) -> str:
    """90,000 and 1.5, without noughts that say nothing; a dash for nothing at all."""
    return "—" if number is None else f"{number.normalize():,f}"


@register.filter
def places_left(capacity: int, taken: int) -> int:
    return max(0, capacity - taken)


@register.filter
def up_to(count: int) -> range:
    """`count` turns of a loop, as in {% for _ in remaining|up_to %}."""
    return range(count)


@register.simple_tag
def once() -> SafeString:
    """The key that tells a form sent twice from a second form: see `portal.once`."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid4())
