"""分类定级 and what is like it: after notes A6, 4), 5) and 6).

4) Five classes of indicators: organisation, team, results, service, governance; checked every half-year.
5) Seven indicators; from 90 好, from 80 较好, from 60 一般, below 较差; public satisfaction below 90 % keeps
from 好 and 较好. 6) What is missing is taken off: no coordination body, joint building neglected, ledgers
incomplete. The parts of 4) and 5) and the full marks of 6) are ours.
"""

from alliances.assessment.models import Cadence, Purpose
from alliances.assessment.patterns.pattern import (
    Group,
    Limit,
    Mark,
    Pattern,
    judged,
    lost,
    reached,
    surveyed,
)

LEVELS = (Mark("好", 90), Mark("较好", 80), Mark("一般", 60), Mark("较差", 0))

CLASSED = Pattern(
    name="党组织分类定级",
    about="每年给党组织定级：好、较好、一般、较差。群众满意度低于 90% 的，不能定为好和较好。",
    source="参照基层党组织分类定级办法（七项指标）",
    purpose=Purpose.APPRAISAL,
    cadence=Cadence.YEAR,
    publicise_days=5,
    groups=(
        Group("班子建设", (judged("班子团结有力", 15),)),
        Group("党员队伍", (judged("党员教育和作用发挥", 15),)),
        Group("活动开展", (reached("共建活动", 15, "records", 12),)),
        Group("制度落实", (judged("组织生活制度落实", 15),)),
        Group("工作保障", (judged("场所、经费", 10),)),
        Group("服务成效", (reached("受益人数", 10, "record_people", 200),)),
        Group("群众满意", (surveyed("群众满意度", 20, "public"),)),
    ),
    grades=LEVELS,
    limits=(Limit("群众满意度", 90, "一般"),),
)

FIVE_FIELDS = Pattern(
    name="五类指标半年考核",
    about="组织体系、班子队伍、发展业绩、服务群众、治理机制五类，半年一查，年终合计定级。",
    source="参照济南分类定标、考核评议、综合定级的做法（五类指标）",
    purpose=Purpose.APPRAISAL,
    cadence=Cadence.HALF,
    ordinary_percent=50,
    groups=(
        Group("组织体系", (judged("组织设置和覆盖", 20),), index="组织力指数"),
        Group("班子队伍", (judged("班子运行", 10), judged("队伍建设", 10)), index="组织力指数"),
        Group(
            "发展业绩",
            (
                reached("完成认领项目", 10, "claims_completed", 2),
                reached("履行结对", 10, "pairings_in_force", 1),
            ),
            index="服务力指数",
        ),
        Group(
            "服务群众",
            (reached("共建活动", 10, "records", 6), reached("志愿服务时长", 10, "record_hours", 60)),
            index="服务力指数",
        ),
        Group(
            "治理机制",
            (
                reached("参加会议", 10, "meetings_attended", 2),
                reached("议定事项办结", 10, "resolutions_in_time", 2),
            ),
            index="服务力指数",
        ),
    ),
    grades=LEVELS,
)

TAKEN_OFF = Pattern(
    name="社区党组织扣分制考评",
    about="检查发现问题的逐项扣分：协调议事、共驻共建、台账、应建未建。每半年一次。",
    source="参照社区党组织考评扣分细则",
    purpose=Purpose.APPRAISAL,
    cadence=Cadence.HALF,
    ordinary_percent=50,
    groups=(
        Group(
            "共驻共建",
            (
                lost("协调议事机构", 10, 2, "没有建立协调议事机构的，每处扣 2 分"),
                lost("共驻共建开展", 20, 2, "开展不好的，每项扣 2 分"),
                reached("结对共建活动", 20, "records", 2, "全年不少于 4 次"),
            ),
        ),
        Group("台账资料", (lost("台账", 30, 3, "不完整的，每处扣 3 分"),)),
        Group("组织覆盖", (lost("应建未建", 20, 2, "应建未建党组织的，每个扣 2 分"),)),
    ),
    grades=LEVELS,
)
