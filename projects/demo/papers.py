"""Papers of the office's own: the plan of the year, schemes, last year's summary."""

import datetime as dt

from alliances.papers.actions import enter_document
from alliances.papers.models import Document, DocumentKind
from members.models import Region, User
from projects.demo.scans import scan_of
from projects.demo.scheme_list import DUTY_PAPER, STARS_PAPER


def enter_papers(street: Region, year: int, office: User) -> None:
    for kind, title, number, day, shared in (
        (DocumentKind.SUMMARY, f"{year - 1} 年区域化党建工作总结", "", dt.date(year, 1, 8), False),
        (
            DocumentKind.PLAN,
            f"{year} 年区域化党建工作计划",
            f"朱党办〔{year}〕3号",
            dt.date(year, 1, 12),
            True,
        ),
        (DocumentKind.SCHEME, "三张清单管理办法", f"朱党办〔{year}〕5号", dt.date(year, 1, 15), True),
        (DocumentKind.SCHEME, STARS_PAPER, f"朱委〔{year}〕6号", dt.date(year, 1, 15), True),
        (DocumentKind.SCHEME, DUTY_PAPER, f"朱委〔{year}〕7号", dt.date(year, 1, 15), True),
    ):
        paper = Document(region=street, kind=kind, title=title, number=number, issued_on=day, shared=shared)
        scan = scan_of(title, [number, f"{street.name}党建办", f"{day.year}年{day.month}月{day.day}日"])
        enter_document(paper, by=office, upload=scan)
