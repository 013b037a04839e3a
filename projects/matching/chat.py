"""Text to paste to a unit's liaison: what is needed, and what of theirs might meet it."""

from collections.abc import Callable, Sequence

from projects.listings.addresses import listing_url
from projects.listings.models import Need
from projects.matching.planning import Source
from projects.matching.showing import Shown

PHRASES = {Source.RESOURCE.value: "贵单位提供的", Source.WORK.value: "贵单位参与过的"}


def text_of(need: Need, rows: Sequence[Shown], address: Callable[[str], str]) -> str:
    """Asks, does not tell: whether anything comes of it the unit decides."""
    heading = f"{rows[0].unit_name}：{need.unit}有一项需求“{need.title}”（{need.number}）"
    wanted = f"，希望的方式是{need.wanted}" if need.wanted else ""
    entries = [f"· {PHRASES[row.source]}“{row.entry}”：{'、'.join(_why(row))}" for row in rows]
    return "\n".join(
        [
            f"{heading}{wanted}。以下内容可能合适，请看是否方便对接：",
            *entries,
            address(listing_url(need)),
        ]
    )


def _why(row: Shown) -> list[str]:
    return [reason.words for reason in row.reasons]
