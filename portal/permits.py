"""Asking who may do what. The rules themselves stand in each capability's `rules.py`."""

import rules

from portal.refusals import Forbidden


def may(user: object, rule: str, subject: object) -> bool:
    """Whether the named rule lets this user act on the subject. LookupError for a rule nobody wrote."""
    if not rules.rule_exists(rule):
        raise LookupError(f"no rule {rule!r}")
    return rules.test_rule(rule, user, subject)


def demand(user: object, rule: str, subject: object, *, code: str = "forbidden", sentence: str = "") -> None:
    """Raise `Forbidden` unless the named rule lets this user act. No user: a job of the portal, which may."""
    if user is None or may(user, rule, subject):
        return
    raise Forbidden(code, sentence or "您没有办理这件事的权限。如需办理，请联系所在街道（镇）党建办。")
