"""成员单位: after notes A6, 1), the drafted rules of a community's 大党委 with sixteen member units.

There: forty for events, less five for each absence without excuse; forty for joint activities, two a
quarter, less five for a quarter without; ten for study, ten for volunteers; on top two for each proposal that
was taken, three for full attendance. 平时 50 % + 年度 50 %. Its grades are left out: units get feedback.
What one activity in a quarter gives (38) and the cap of ten on proposals are ours.
"""

from alliances.assessment.models import Cadence, Purpose, Rule, Source
from alliances.assessment.patterns.pattern import Group, Leaf, Pattern, counted, judged, lost

PATTERN = Pattern(
    name="成员单位参与情况反馈",
    about="成员单位每季度参加会议和共建的情况，只反馈给本单位，不评等次、不公示。",
    source="参照某社区大党委成员单位考核办法（征求意见稿）",
    purpose=Purpose.FEEDBACK,
    cadence=Cadence.QUARTER,
    ordinary_percent=50,
    groups=(
        Group("参加会议和活动", (lost("联席会议和集中活动", 40, 5, "无故缺席一次扣 5 分"),)),
        Group(
            "开展共建",
            (
                Leaf(
                    name="共建活动",
                    full=40,
                    source=Source.METRIC,
                    metric="records",
                    rule=Rule.STEPS,
                    steps=((1, 38), (2, 40)),
                    floor=35,
                    requirement="每季度不少于 2 次；一次没有的扣 5 分",
                ),
            ),
        ),
        Group("学习交流", (judged("参加学习交流", 10),)),
        Group("支持志愿服务和自治", (judged("组建队伍、支持自治", 10),)),
        Group(
            "加分",
            (counted("议题被采纳", 10, "topics_taken", 2), judged("全勤", 3, "全年会议无缺席")),
            is_bonus=True,
        ),
    ),
)
