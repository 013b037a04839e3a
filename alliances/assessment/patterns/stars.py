"""星级: after notes A6, 2) and 8).

2) Five stars: eight indicators, 110 in all; from 90 and with an innovation project five stars (about one in
ten), from 80 four (three in ten), from 70 three (four in ten), from 60 two, below one; publicised for five
days. The parts of the eight are ours, the source names none.
8) The responsibility book: month, quarter, half-year and year-end; items with quantity, requirement and
standard; one community, one strategy. Its marks are ours.
"""

from alliances.assessment.models import Cadence, Purpose
from alliances.assessment.patterns.pattern import (
    Group,
    Limit,
    Mark,
    Pattern,
    counted,
    judged,
    reached,
    surveyed,
)

STARS = (
    Mark("五星", 90, 10),
    Mark("四星", 80, 30),
    Mark("三星", 70, 40),
    Mark("二星", 60),
    Mark("一星", 0),
)

FIVE_STARS = Pattern(
    name="党组织五星创评",
    about="年终为党组织评星：分数线、名额和创新项目三样都够才是五星。公示 5 天。",
    source="参照五星级党组织创评办法（八项指标，满分 110 分）",
    purpose=Purpose.APPRAISAL,
    cadence=Cadence.YEAR,
    publicise_days=5,
    groups=(
        Group("领导班子", (judged("班子建设", 15),)),
        Group("骨干队伍", (judged("党员骨干队伍", 15),)),
        Group("活动阵地", (judged("阵地建设和使用", 10),)),
        Group("工作制度", (judged("制度建立和执行", 15),)),
        Group("保障机制", (judged("人员、经费保障", 10),)),
        Group(
            "工作业绩",
            (
                reached("共建活动", 10, "records", 12, "全年不少于 12 次"),
                reached("完成认领项目", 10, "claims_completed", 2, "全年不少于 2 项"),
            ),
        ),
        Group("群众评价", (surveyed("群众满意度", 15, "public"),)),
        Group("加分", (judged("创新项目", 10, "有创新项目的，按成效评分"),), is_bonus=True),
    ),
    grades=STARS,
    limits=(Limit("创新项目", 1, "四星"),),
)

DUTY_BOOK = Pattern(
    name="责任书考核（一家一策）",
    about="责任书分解成有数量、要求、标准的指标，各家目标由书记承诺；季度检查，年终合计评星。",
    source="参照“月例会、季检查、半年汇报、年末述职”的责任书考核",
    purpose=Purpose.APPRAISAL,
    cadence=Cadence.QUARTER,
    ordinary_percent=50,
    publicise_days=5,
    groups=(
        Group(
            "承诺事项",
            (
                reached("共建活动", 20, "records", 3, "按承诺的次数"),
                reached("认领项目完成", 20, "claims_completed", 1, "按承诺的项数"),
                reached("志愿服务时长", 10, "record_hours", 30, "按承诺的小时数"),
            ),
        ),
        Group(
            "会议和议定事项",
            (
                reached("参加会议", 10, "meetings_attended", 1),
                reached("议定事项按时办结", 10, "resolutions_in_time", 1),
            ),
        ),
        Group(
            "述职评议", (judged("述职", 15, "承诺、述职、评议、问责"), surveyed("民主测评", 15, "democratic"))
        ),
        Group("加分", (counted("议题被采纳", 4, "topics_taken", 2),), is_bonus=True),
    ),
    grades=STARS,
)
