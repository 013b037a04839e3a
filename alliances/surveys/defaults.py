"""What each kind of survey begins with, where the office says nothing else."""

from dataclasses import dataclass

from alliances.surveys.models import SurveyKind

Choice = tuple[str, int | None]
"""A choice and its points out of a hundred; None where it does not count."""

Side = tuple[str, int]
"""Who judges, and the weight."""


@dataclass(frozen=True)
class Defaults:
    choices: tuple[Choice, ...]
    sides: tuple[Side, ...]
    questions: tuple[str, ...]


DEFAULTS = {
    SurveyKind.PUBLIC: Defaults(
        (("满意", 100), ("基本满意", 80), ("不满意", 0), ("不了解", None)),
        (("群众", 100),),
        ("您对该单位参与社区共建的总体评价",),
    ),
    SurveyKind.FOUR_SIDES: Defaults(
        (("好", 100), ("较好", 80), ("一般", 60), ("差", 0)),
        (("上级党组织", 25), ("驻区单位", 25), ("党员", 25), ("群众", 25)),
        ("党组织作用发挥", "服务群众", "区域共建"),
    ),
    SurveyKind.DEMOCRATIC: Defaults(
        (("优秀", 100), ("称职", 80), ("基本称职", 60), ("不称职", 0)),
        (("参会人员", 100),),
        ("履职总体评价",),
    ),
}
"""Reports name 四指同评 without its terms: its sides weigh the same until the office says otherwise."""
