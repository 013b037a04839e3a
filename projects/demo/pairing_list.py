"""Who is paired with whom in the demo, and what they undertook.

The first four pairs are the article's (people.com.cn, 2018); quantities and all other pairs are made up.
"""

from dataclasses import dataclass

Undertaking = tuple[str, str, str, int]
"""Side, what, measure, quantity."""

Deed = tuple[str, dict[str, int]]
"""What a record says, and its figures."""

CARE: list[Undertaking] = [
    ("partner", "走访慰问困难党员和群众", "person_times", 40),
    ("both", "联合主题党日", "events", 3),
]
ROAD_FUND: list[Undertaking] = [
    ("partner", "资助修筑村道", "funds", 50000),
    ("partner", "走访慰问困难党员和群众", "person_times", 30),
]
LAW: list[Undertaking] = [
    ("partner", "法治大讲堂", "events", 3),
    ("partner", "社区法律诊所接待", "person_times", 120),
]
STONES: list[Undertaking] = [
    ("partner", "老式小区铺路修石", "square_metres", 600),
    ("both", "志愿服务", "hours", 60),
]
LAMPS: list[Undertaking] = [
    ("partner", "拨付爱五路亮灯专款", "funds", 86000),
    ("partner", "安装路灯", "pieces", 12),
]
TWO_ALIKE: list[Undertaking] = [
    ("both", "联合主题党日", "events", 2),
    ("partner", "义诊进村居", "events", 2),
]
"""Both are counted in events: somebody has to say which of them a record serves."""

VISITS: list[Deed] = [
    ("走访困难党员和群众，送去慰问品", {"person_times": 16, "goods_value": 2400}),
    ("联合主题党日，清理河道护栏", {"person_times": 20, "hours": 40}),
    ("座谈下半年安排，看望独居老人", {"person_times": 12}),
]
FUNDED: list[Deed] = [
    ("村道修筑资助款到账", {"funds": 30000}),
    ("走访慰问，察看路基", {"person_times": 18}),
    ("村道二期资助款到账", {"funds": 20000}),
]
LECTURES: list[Deed] = [
    ("法治大讲堂：民间借贷与婚姻家庭", {"person_times": 55}),
    ("法治大讲堂：物业纠纷怎么办", {"person_times": 48}),
    ("法治大讲堂：防范养老诈骗", {"person_times": 60}),
]
PAVED: list[Deed] = [
    ("二号弄铺路修石", {"square_metres": 280, "hours": 24}),
    ("停车场边道修补", {"square_metres": 150, "hours": 16}),
]


@dataclass(frozen=True)
class Pair:
    """Two names; `goes_on`: renewed into this year's round."""

    host: str
    partner: str
    undertakings: list[Undertaking]
    deeds: list[Deed]
    goes_on: bool = True


RENEWED_ROUND = [
    Pair("万联村", "区财政局", ROAD_FUND, FUNDED),
    Pair("南圩居民区", "朱泾法庭", LAW, LECTURES),
    Pair("钟楼居民区", "金山公路建设有限公司", STONES, PAVED),
    Pair("五龙村", "中石化上海工程公司", LAMPS, []),
    Pair("新泾村", "区水务局", CARE, VISITS),
    Pair("凤翔居民区", "工商银行朱泾支行", CARE, VISITS[:1]),
    Pair("广福居民区", "区统计局", CARE, VISITS[:1], goes_on=False),
    Pair("大茫村", "区种子站", CARE, [], goes_on=False),
]
"""双百结对 of last year."""

NEW_ROUND = [
    Pair("东林居民区", "区民政局", CARE, VISITS),
    Pair("罗星居民区", "罗星中学", CARE, VISITS[1:]),
    Pair("新汇居民区", "区市场监管局", CARE, VISITS),
    Pair("临东居民区", "区卫生健康委", TWO_ALIKE, [("主题党日与义诊", {"person_times": 40}), VISITS[0]]),
    Pair("塘园居民区", "区体育局", CARE, VISITS[:2]),
    Pair("秀州村", "区农业农村委", CARE, VISITS[:1]),
    Pair("长浜村", "农业银行朱泾支行", ROAD_FUND, FUNDED[:1]),
    Pair("慧农村", "区人民检察院", LAW, LECTURES[:2]),
]
"""双百结对 of this year, besides those renewed."""

TOWN_AND_COUNTRY = [
    Pair("民主村", "朱泾示例农产品有限公司20", CARE, VISITS[:2]),
    Pair("待泾村", "区绿化市容局", STONES, PAVED),
    Pair("牡丹村", "区科委", CARE, VISITS[:1]),
    Pair("温河村", "朱泾示例食品有限公司23", CARE, VISITS),
    Pair("秀州村", "朱泾小学", CARE, VISITS[1:]),
    Pair("慧农村", "建设银行朱泾支行", ROAD_FUND, FUNDED[:2]),
    Pair("大茫村", "区动物疫控中心", CARE, VISITS[:1]),
]
"""城乡结对, for two years. The last two end soon."""

VILLAGES = [
    Pair("五龙村", "东林居民区", CARE, VISITS[:2]),
    Pair("万联村", "南圩居民区", CARE, VISITS[:1]),
    Pair("民主村", "罗星居民区", CARE, VISITS),
    Pair("长浜村", "金龙居民区", CARE, []),
]
"""村居共建: a 村 with a 居民区."""

MONTHLY = [
    Pair("东林居民区", "朱泾第二小学", CARE, []),
    Pair("钟楼居民区", "区税务局", CARE, []),
    Pair("西林居民区", "区图书馆", CARE, []),
    Pair("北圩居民区", "移动朱泾营业厅", CARE, []),
    Pair("浦银居民区", "区红十字会", CARE, []),
    Pair("金汇居民区", "邮政朱泾支局", CARE, []),
]
"""周四行动: something together on a Thursday of every month."""

LEADERS = [
    ("党委副书记", "五龙村"),
    ("党委组织委员", "南圩居民区"),
    ("副镇长（城建）", "钟楼居民区"),
    ("人大副主席", "温河村"),
]
"""双结对: which post keeps in touch with which neighbourhood."""

INSTRUCTOR, COMPANY = "第三服务组企业指导员", "朱泾示例机械有限公司21"
NAMES = ["金先生", "蔡女士", "俞先生", "范女士", "邵先生"]
"""Of those who hold the posts, the instructor last."""

SUCCESSOR = "蒋先生"
"""Holds the first post from July on."""
