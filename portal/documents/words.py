"""Days and amounts as a paper writes them."""

import datetime as dt
from decimal import Decimal


def day_words(day: dt.date | None) -> str:
    """2026年1月5日, without leading zeros, as GB/T 9704 writes days. Empty where there is none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def money_words(amount: Decimal | None) -> str:
    """12,000元; the decimals only where there are any. Empty where there is none."""
    if amount is None:
        return ""
    return f"{amount:,.2f}".removesuffix(".00") + "元"


def number_words(number: Decimal | int | None) -> str:
    """1,200 or 0.5. Empty where there is none."""
    return "" if number is None else f"{Decimal(number).normalize():,f}"
