"""Columns that the sheets of the three lists share."""

from members.people.masking import mask_contact, mask_name, mask_phone
from portal.ledgers.cells import parse_contact, parse_name, parse_phone
from portal.ledgers.specs import Column

CONTACT_NAME = Column(
    key="contact_name",
    header="联系人",
    parse=parse_name,
    mask=mask_name,
    synonyms=(
        "联系人姓名",
        "联络员",
        "联络员姓名",
        "经办人",
        "对接人",
        "负责人",
        "项目负责人",
        "责任人",
        "具体联系人",
    ),
    max_length=40,
)
CONTACT_PHONE = Column(
    key="contact_phone",
    header="电话",
    parse=parse_phone,
    mask=mask_phone,
    synonyms=(
        *(
            "联系电话",
            "联系方式",
            "联系人电话",
            "联系人联系电话",
            "联系人联系方式",
            "联系人手机",
            "联络员电话",
            "联络员联系方式",
        ),
        *(
            "手机",
            "手机号",
            "手机号码",
            "移动电话",
            "电话号码",
            "预约电话",
            "咨询电话",
            "负责人电话",
            "负责人联系电话",
        ),
    ),
    max_length=30,
)
CONTACT = Column(
    key="contact",
    header="联系人及电话",
    parse=parse_contact,
    mask=mask_contact,
    synonyms=(
        "联系人及联系方式",
        "联系人及联系电话",
        "联系人和电话",
        "联系人/电话",
        "联系人、电话",
        "联系人、联系方式",
        "联系人电话及姓名",
    ),
    handed_out=False,
)
REMARK = Column(
    key="remark", header="备注", synonyms=("备注说明", "说明", "其他说明", "附注"), max_length=500
)
PLACE_NAMES = ("活动地点", "实施地点", "服务地点", "所在地", "详细地址", "场地地址")


def category(*synonyms: str) -> Column:
    return Column(
        key="category",
        header=synonyms[0],
        parse=parse_name,
        synonyms=synonyms[1:],
        loose=("类别", "类型", "分类", "大类", "所属类别", "清单类别", "板块"),
        fills_down=True,
        max_length=40,
    )
