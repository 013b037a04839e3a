"""A Word document as a page shows it: its text and tables, not its fonts."""

from html.parser import HTMLParser
from io import BytesIO

import mammoth
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

TEXT = ("p", "h1", "h2", "h3", "h4", "strong", "em", "u", "br", "sup", "sub", "ul", "ol", "li")
TABLE = ("table", "thead", "tbody", "tr", "th", "td")
KEPT = frozenset([*TEXT, *TABLE])
EMPTY = frozenset(["br"])


def preview_of(document: bytes) -> SafeString:
    """HTML with a few tags and no attributes, whatever the document holds."""
    result = mammoth.convert_to_html(BytesIO(document), convert_image=mammoth.images.img_element(_no_image))
    cleaner = _Cleaner()
    cleaner.feed(result.value)
    cleaner.close()
    return mark_safe("".join(cleaner.parts))  # noqa: S308 every part was escaped or is one of KEPT


def _no_image(image: object) -> dict[str, str]:
    return {}


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in KEPT:
            self.parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in KEPT - EMPTY:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data))
