"""A round's rules in words."""

from alliances.pairing.models import Mode, Programme


def rules_in_words(programme: Programme) -> list[tuple[str, str]]:
    """Label and value, for its page. Pure."""
    until = f"{programme.until_on:%Y-%m-%d}" if programme.until_on else "长期"
    return [
        ("结对类型", "、".join(Mode(mode).label for mode in programme.modes)),
        ("办理时间", f"{programme.from_on:%Y-%m-%d} 至 {until}"),
        ("协议期限", term_words(programme.term_months)),
        ("每家单位最多结对", limit_words(programme.most_per_partner)),
        ("每个村居最多结对", limit_words(programme.most_per_host)),
        ("双方答复", f"提请后 {programme.answer_days} 天内，逾期失效"),
        ("共同活动", rhythm_words(programme.every_months)),
        ("依据文件", programme.based_on),
    ]


def term_words(months: int) -> str:
    years, rest = divmod(months, 12)
    return f"{years} 年" if not rest else f"{months} 个月"


def limit_words(most: int | None) -> str:
    return "不限" if most is None else f"{most} 家"


def rhythm_words(every: int | None) -> str:
    if every is None:
        return "不作规定"
    return "每月一次" if every == 1 else f"每 {every} 个月一次"
