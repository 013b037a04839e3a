"""Who may see a file: whoever may see the thing it is about. Apps register how in `AppConfig.ready()`."""

from collections.abc import Callable
from typing import Any

import structlog

from portal.files.models import StoredFile
from portal.registry import Registry

AccessRule = Callable[[Any, Any], bool]
"""(user, object) → whether this user may see this object."""

FILE_ACCESS: Registry[AccessRule] = Registry("file access rule")
"""By model label in lower case, such as "projects.claim"."""

log = structlog.get_logger(__name__)


def may_see(user: Any, file: StoredFile) -> bool:
    """Never for a thing that is gone or whose model has no rule."""
    label = f"{file.about_type.app_label}.{file.about_type.model}"
    if label not in FILE_ACCESS:
        log.error("no file access rule", model=label)
        return False
    return file.about is not None and FILE_ACCESS[label](user, file.about)
