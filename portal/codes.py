"""QR codes as pictures: for a page, and for a Word file."""

import io

import segno

PIXELS = 6
"""Of one module of the code on paper."""


def code_as_svg(text: str, *, mask: int | None = None) -> str:
    """To stand in a page as it is: no style attributes, sized by the page's own rules.

    Trying all eight masks takes half of the time; for sheets of thousands one can be named.
    """
    code = segno.make(text, error="m", mask=mask)
    return code.svg_inline(omitsize=True, svgclass="lx-code", lineclass=None)


def code_as_png(text: str) -> io.BytesIO:
    target = io.BytesIO()
    segno.make(text, error="m").save(target, kind="png", scale=PIXELS)
    target.seek(0)
    return target
