"""A scheme from its draft to its end: drafted, changed, adopted, retired, followed by an edition."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max

from alliances.assessment.actions.copying import copy_parts, copy_targets
from alliances.assessment.locking import lock_scheme
from alliances.assessment.models import Purpose, Scheme
from alliances.assessment.readiness import problems_of
from alliances.assessment.states import SCHEME_MACHINE, SchemeState
from members.places.models import Region, policy_of
from portal.constraints import refused_as
from portal.permits import demand
from portal.refusals import Forbidden, Refusal
from portal.workflow.machine import Acting, wrong_state
from portal.workflow.models import Step

TERMS = (
    *("year", "name", "purpose", "basis", "party_levels", "cadence", "full_marks"),
    *("ordinary_percent", "objection_days", "publicise_days", "is_ranked"),
)
HELD = {
    "scheme_edition_once": Refusal("name_taken", "这一年度已有同名的办法，请换一个名称，或打开已有的办法。"),
    "scheme_full_marks_positive": Refusal("out_of_range", "总分要大于 0。"),
    "scheme_ordinary_percent_in_range": Refusal("out_of_range", "平时成绩占比应在 0 至 100 之间。"),
    "scheme_days_in_range": Refusal("out_of_range", "异议期应在 1 至 60 天之间，公示不超过 60 天。"),
    "scheme_year_in_range": Refusal("out_of_range", "年度应在 2000 至 2100 之间。"),
}
USED = {"scheme_used": Refusal("used", "已按这个办法开启周期，不能撤回施行。如不再使用，请停用。")}


def draft_scheme(region: Region, *, by: Any, unit_kinds: Collection[Any] = (), **terms: Any) -> Scheme:
    """拟订 a scheme that says nothing yet. Refusals: name_taken, feedback_is_private, basis_elsewhere."""
    scheme = Scheme(region=region, **terms)
    demand(by, "schemes.change", scheme)
    _check(scheme)
    with transaction.atomic():
        with refused_as(HELD):
            scheme.save(force_insert=True)
        scheme.unit_kinds.set(unit_kinds)
        SCHEME_MACHINE.begin(scheme, "拟订", Acting(by))
    return scheme


def change_scheme(
    scheme: Scheme, *, by: Any, unit_kinds: Collection[Any] | None = None, **terms: Any
) -> Scheme:
    """Change a draft's own terms. Refusals: wrong_state, and as in drafting."""
    with transaction.atomic():
        locked = lock_draft(scheme, by=by)
        for name, value in terms.items():
            setattr(locked, name, value)
        _check(locked)
        locked.version += 1
        with refused_as(HELD):
            locked.save(update_fields=[*terms, "version"])
        if unit_kinds is not None:
            locked.unit_kinds.set(unit_kinds)
    return locked


def discard(scheme: Scheme, *, by: Any) -> None:
    """删除 a draft with all its parts; the audit trail keeps what it said. Refusal: wrong_state."""
    with transaction.atomic():
        lock_draft(scheme, by=by).delete()


def adopt(scheme: Scheme, *, by: Any, opinion: str = "") -> Scheme:
    """施行: it never says otherwise from here on.

    Forbidden `four_eyes` where the office keeps 经办 and 审核 apart and `by` drafted it. Refusals:
    wrong_state, not_ready (with every reason), edition_before.
    """
    with transaction.atomic():
        before = lock_scheme(scheme.follows_id) if scheme.follows_id else None
        locked = lock_scheme(scheme.pk)
        demand(by, "schemes.adopt", locked)
        if not SCHEME_MACHINE.can(locked, "adopt"):
            raise wrong_state(locked, "施行")
        _refuse_own_draft(locked, by)
        _refuse_both(before, locked, f"“{before}”还在施行。同一年度只能施行一个版次，请先停用它。")
        _refuse(problems_of(locked))
        SCHEME_MACHINE.take(locked, "adopt", Acting(by, opinion=opinion))
    return locked


def retire(scheme: Scheme, *, by: Any, reason: str = "") -> Scheme:
    """停用: no further cycles are opened by it; those that are there go on. Refusal: wrong_state."""
    with transaction.atomic():
        locked = lock_scheme(scheme.pk)
        demand(by, "schemes.adopt", locked)
        SCHEME_MACHINE.take(locked, "retire", Acting(by, opinion=reason))
    return locked


def undo_scheme(scheme: Scheme, *, by: Any) -> Scheme:
    """撤回 one's own 施行 or 停用 within ten minutes. Refusals: too_late, used, edition_after."""
    with transaction.atomic():
        locked = lock_scheme(scheme.pk)
        demand(by, "schemes.adopt", locked)
        last = SCHEME_MACHINE.last_undoable(locked, by)
        if last.verb == "retire":
            after = Scheme.objects.filter(follows=locked, state=SchemeState.ADOPTED).first()
            _refuse_both(after, locked, f"“{after}”已经施行。同一年度只能施行一个版次，不能撤回停用。")
        with refused_as(USED):
            SCHEME_MACHINE.undo(locked, Acting(by))
    return locked


def next_edition(scheme: Scheme, *, by: Any, year: int) -> Scheme:
    """新版次: a draft with everything the scheme says, that follows it.

    Within the year yearly targets go along, for they were pledged for it. Refusals: wrong_state, followed,
    year_before.
    """
    with transaction.atomic():
        locked = lock_scheme(scheme.pk)
        demand(by, "schemes.change", locked)
        if locked.state == SchemeState.DRAFTED:
            raise wrong_state(locked, "另立新版次，草稿可以直接修改")
        if (after := Scheme.objects.filter(follows=locked).first()) is not None:
            raise Refusal("followed", f"已有后续版次：{after.year} 年“{after}”。请打开它办理。")
        if year < locked.year:
            raise Refusal("year_before", f"新版次的年度不能早于 {locked.year} 年。")
        fresh = _copy(locked, year, by)
        copied = copy_parts(locked, fresh)
        if year == locked.year:
            copy_targets(copied)
    return fresh


def lock_draft(scheme: Scheme, *, by: Any) -> Scheme:
    """The scheme, held, for a change of what it says. Refusal: wrong_state."""
    locked = lock_scheme(scheme.pk)
    demand(by, "schemes.change", locked)
    if locked.state != SchemeState.DRAFTED:
        raise wrong_state(locked, "修改。施行过的办法不再改动，需要调整请另立新版次")
    return locked


def _copy(scheme: Scheme, year: int, by: Any) -> Scheme:
    same = Scheme.objects.filter(region=scheme.region_id, year=year, name=scheme.name)
    latest = same.aggregate(latest=Max("edition"))["latest"] or 0
    terms = {name: getattr(scheme, name) for name in TERMS} | {"year": year}
    kinds = scheme.unit_kinds.all()
    edition = {"edition": latest + 1, "follows": scheme}
    return draft_scheme(scheme.region, by=by, unit_kinds=kinds, **terms, **edition)


def _check(scheme: Scheme) -> None:
    if scheme.purpose == Purpose.FEEDBACK and (scheme.publicise_days or scheme.is_ranked):
        raise Refusal(
            "feedback_is_private", "参与情况反馈只反馈给本单位，不公示、不排名。请改为 0 天、不列名次。"
        )
    if scheme.basis is not None and scheme.basis.region_id != scheme.region_id:
        raise Refusal("basis_elsewhere", "依据文件不是本街道（镇）登记的文件，请另选。")


def _refuse_own_draft(scheme: Scheme, by: Any) -> None:
    if by is None or not policy_of(scheme.region).four_eyes:
        return
    drafted = Step.objects.about(scheme).filter(verb="create").order_by("id").first()
    if drafted is not None and drafted.by_id == by.pk:
        raise Forbidden("four_eyes", "本街道（镇）规定经办与审核分开：您拟订的办法须由其他人员施行。")


def _refuse_both(other: Scheme | None, scheme: Scheme, sentence: str) -> None:
    if other is not None and other.state == SchemeState.ADOPTED and other.year == scheme.year:
        raise Refusal("edition_in_force", sentence)


def _refuse(problems: Iterable[str]) -> None:
    if found := list(problems):
        raise Refusal("not_ready", "还不能施行：" + "；".join(found) + "。")
