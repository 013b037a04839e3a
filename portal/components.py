"""The components of the portal's pages: which there are, and which attributes each one takes.

A component is a template `templates/ui/<name>.html`. Templates call it with the tags of
`portal.templatetags.ui`; an attribute that is not declared here is an error when the template is read.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Component:
    """What may be handed to one component. `choices` lists the allowed values of an attribute."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    wraps: bool = False
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def attributes(self) -> set[str]:
        return {*self.required, *self.optional}


STATUS_KINDS = ("open", "running", "done", "soon", "late", "planned", "returned", "plain")
NOTE_KINDS = ("info", "done", "soon", "late")
BUTTON_KINDS = ("plain", "primary", "danger")

COMPONENTS = {
    "icon": Component(required=("name",), optional=("label",)),
    "badge": Component(required=("text",), optional=("kind",), choices={"kind": STATUS_KINDS}),
    "button": Component(
        required=("text",),
        optional=("kind", "href", "type", "icon", "name", "value", "form", "small", "about", "confirm"),
        choices={"kind": BUTTON_KINDS, "type": ("submit", "button")},
    ),
    "page_header": Component(
        required=("title",), optional=("subtitle", "over"), slots=("crumbs", "actions", "status"), wraps=True
    ),
    "panel": Component(optional=("title", "note", "id", "next"), slots=("actions", "footer"), wraps=True),
    "alert": Component(
        optional=("title", "kind"), slots=("actions",), wraps=True, choices={"kind": NOTE_KINDS}
    ),
    "undo": Component(required=("text", "url", "until"), optional=("detail",)),
    "empty": Component(required=("title",), optional=("text", "icon"), slots=("actions",), wraps=True),
    "field": Component(required=("field",)),
    "progress": Component(required=("value", "max", "label"), optional=("done",)),
    "places": Component(required=("taken",), optional=("capacity",)),
    "tabs": Component(required=("items", "label")),
    "chips": Component(required=("items", "label")),
    "pager": Component(optional=("previous_url", "next_url", "summary", "exports")),
    "chain": Component(required=("steps", "label")),
    "trail": Component(required=("steps",)),
    "facts": Component(required=("items",)),
    "figures": Component(required=("items",)),
    "phone": Component(required=("masked",), optional=("reveal_url",)),
}
