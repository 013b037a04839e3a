"""What the operating system says when there is no room left."""

import errno

FULL = (errno.ENOSPC, errno.EDQUOT)


def is_full(trouble: OSError) -> bool:
    return trouble.errno in FULL
