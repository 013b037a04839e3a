"""Ids as they come from outside: out of addresses, forms and the bodies of requests."""

LARGEST_ID = 2**63 - 1
"""What PostgreSQL's bigint holds; a larger number is no row's."""


def id_in(text: str) -> int:
    """The id that the text is; 0, which no row has, for anything else."""
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_ID))):
        return 0
    return found if (found := int(text)) <= LARGEST_ID else 0
