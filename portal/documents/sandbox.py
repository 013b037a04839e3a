"""Templates come from people: they may fill in words and repeat rows, and nothing else."""

from collections.abc import Iterator
from typing import Any

from jinja2 import StrictUndefined, Template, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = ("default", "first", "join", "last", "length")
REPEATED = (nodes.Name, nodes.Getattr)
WORDS = (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Filter, nodes.Keyword)
TESTS = (nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or)
TAKEN = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, *WORDS, *TESTS)
DEEPEST = 2
"""Loops within loops: the rows of a table within a list of things."""


class TemplateSandbox(ImmutableSandboxedEnvironment):
    """Names, their parts, conditions and loops over rows. No functions, no arithmetic, no joining of text:
    nothing that could run away.
    """

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        """Raises TemplateSyntaxError and, for what is not for templates, SecurityError."""
        tree = super().parse(source, name, filename)
        for node, depth in _within(tree, 0):
            if not isinstance(node, TAKEN):
                raise SecurityError(f"模板里不能用“{type(node).__name__}”这类写法")
            if isinstance(node, nodes.For) and (depth > DEEPEST or not isinstance(node.iter, REPEATED)):
                raise SecurityError("循环只能用于列表，且不超过两层")
        return tree

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        """Compiling does not come by `parse`, so what is compiled is looked at first."""
        if not isinstance(source, str):
            raise TemplateSyntaxError("a template is text", 1)
        self.parse(source)
        return super().from_string(source, *args, **kwargs)


def _within(node: nodes.Node, depth: int) -> Iterator[tuple[nodes.Node, int]]:
    here = depth + isinstance(node, nodes.For)
    yield node, here
    for child in node.iter_child_nodes():
        yield from _within(child, here)
