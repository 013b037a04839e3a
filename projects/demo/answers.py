"""Pairings that wait, were refused or ended early in the demo; and the posts that are paired.

`liaison` (区财政局) and `hood` (五龙村) have something to agree to, the office something to file.
"""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from alliances.pairing import actions
from alliances.pairing.models import Mode, Pairing, Post, Programme
from alliances.pairing.tasks import run_for
from members.models import Region, Unit, User
from projects.demo.diary import Diary, at
from projects.demo.pairing_list import CARE, COMPANY, INSTRUCTOR, LEADERS, NAMES, SUCCESSOR
from projects.demo.pairing_rounds import hundreds_name
from projects.demo.pairings import undertaken
from projects.demo.people import Cast

HANDED_OVER = (7, 1)
"""Month and day on which the first post changes hands."""

ON_PAPER = "纸质"


@dataclass
class Answers:
    """One pairing in each state that the rounds themselves do not leave."""

    cast: Cast
    street: Region
    year: int
    today: dt.date

    def write(self, diary: Diary) -> None:
        """Put it into the diary."""
        diary.on(self._in(3, 4), self._pair_posts)
        diary.on(self._in(*HANDED_OVER), self._change_hands)
        diary.on(self._in(3, 20), partial(self._propose, "众安居民区", "区气象局"))
        diary.on(self._in(3, 23), self._decline)
        diary.on(self._in(3, 25), partial(self._propose, "红菱居民区", "区文联"))
        diary.on(self._in(3, 26), partial(self._propose, "浦银居民区", "区科协"))
        diary.on(self._in(3, 27), self._withdraw)
        diary.on(self._in(4, 9), partial(run_for, dt.date(self.year, 4, 9)))
        diary.on(self._in(4, 1), partial(self._agreed, "金来居民区", "区海事所"))
        diary.on(self._in(4, 2), partial(self._file, "金来居民区"))
        diary.on(self._in(6, 18), self._terminate)
        for ago, act in (
            (9, partial(self._propose, "新天鸿居民区", "区残联")),
            (6, self._send_back),
            (6, partial(self._agreed, "临源居民区", "农商银行朱泾支行")),
            (3, partial(self._propose, "待泾村", "区财政局")),
            (2, partial(self._propose, "五龙村", "区退役军人局")),
            (1, partial(self._draft, "牡丹村", "区交通委", by=self.cast.office)),
        ):
            diary.on(at(self.today - dt.timedelta(days=ago), 11), act)

    def _draft(self, host: str, partner: str, *, by: User | None = None) -> Pairing:
        return actions.draft_pairing(
            Programme.objects.get(region=self.street, name=hundreds_name(self.year)),
            host=self._unit(host),
            partner=self._unit(partner),
            by=by or self._person(partner),
            aim="把需求和资源对上，一年办成几件实事",
            terms="双方定期走访、共过组织生活，村居列出需求，结对单位按能力认领。",
            commitments=undertaken(CARE, dt.date(self.year, 12, 20)),
        )

    def _propose(self, host: str, partner: str) -> Pairing:
        """By the village to 区财政局, otherwise by the partner; whoever proposes has agreed."""
        by, side = self._person(partner), "partner"
        if partner == "区财政局":
            by, side = self._person(host), "host"
        pairing = actions.propose(self._draft(host, partner, by=by), by=by)
        return actions.agree(pairing, by=by, side=side)

    def _agreed(self, host: str, partner: str) -> Pairing:
        return actions.agree(self._propose(host, partner), by=self._person(host), side="host")

    def _file(self, host: str) -> None:
        actions.file_pairing(self._at(host), by=self.cast.office)

    def _decline(self) -> None:
        by = self._person("众安居民区")
        actions.decline(self._at("众安居民区"), by=by, reason="今年已有两家结对单位，明年再议")

    def _withdraw(self) -> None:
        by = self._person("区科协")
        actions.withdraw(self._at("浦银居民区"), by=by, reason="已另在周四行动里结对")

    def _send_back(self) -> None:
        by = self._person("新天鸿居民区")
        actions.send_back(self._at("新天鸿居民区"), by=by, reason="请写明每季度到小区的日子")

    def _terminate(self) -> None:
        reason = "单位迁往石化街道，由当地另行结对"
        actions.terminate(self._at("金来居民区"), by=self._person("区海事所"), reason=reason)

    def _pair_posts(self) -> None:
        """双结对 and 企业指导员: the neighbourhood drafts, the office agrees for the post, on paper."""
        begins = dt.date(self.year, 3, 1)
        leaders = self._open("双结对", Mode.LEADERS, begins)
        companies = self._open("企业指导员", Mode.INSTRUCTORS, begins)
        rows = [(leaders, *row) for row in LEADERS]
        for (programme, title, host), name in zip(
            [*rows, (companies, INSTRUCTOR, COMPANY)], NAMES, strict=True
        ):
            post = actions.set_up_post(self.street, title, by=self.cast.office)
            actions.appoint(post, name, by=self.cast.office, from_on=begins)
            self._pair(programme, post, host)

    def _open(self, name: str, mode: Mode, begins: dt.date) -> Programme:
        programme = Programme(region=self.street, name=f"{self.year}年{name}", modes=[mode], from_on=begins)
        return actions.open_programme(programme, by=self.cast.office)

    def _pair(self, programme: Programme, post: Post, host: str) -> None:
        by = self._person(host)
        pairing = actions.draft_pairing(
            programme, host=self._unit(host), post=post, by=by, terms="每月到点一次，帮助协调解决困难。"
        )
        actions.agree(actions.propose(pairing, by=by), by=by, side="host")
        actions.agree(pairing, by=self.cast.office, side="partner", basis=ON_PAPER)
        actions.file_pairing(pairing, by=self.cast.office)

    def _change_hands(self) -> None:
        post = Post.objects.get(region=self.street, title=LEADERS[0][0])
        actions.appoint(post, SUCCESSOR, by=self.cast.office, from_on=dt.date(self.year, *HANDED_OVER))

    def _at(self, host: str) -> Pairing:
        """The only one of the neighbourhood in this year's round."""
        return Pairing.objects.get(programme__name=hundreds_name(self.year), host__name=host)

    def _unit(self, name: str) -> Unit:
        return Unit.objects.get(name=name)

    def _person(self, name: str) -> User:
        return self.cast.of_unit[self._unit(name).pk]

    def _in(self, month: int, day: int) -> dt.datetime:
        return at(dt.date(self.year, month, day))
