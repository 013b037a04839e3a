"""What is there and what is missing before a claim is closed. It informs whoever closes and stops nobody."""

from collections.abc import Iterator
from dataclasses import dataclass

from alliances.records.evidence import evidence_of
from alliances.records.models import Record
from projects.claims.models import Claim, Feedback
from projects.claims.progress import Reached, reached
from projects.claims.recording.reading import ContributionLine, awaited_neighbourhoods, contributions_of


@dataclass(frozen=True)
class Check:
    """One line of the list: whether it is as one would wish, and the words for it."""

    ok: bool
    words: str


def closing_checks(claim: Claim) -> list[Check]:
    """Records, targets, promises, the neighbourhoods' facts, evidence: in this order. Eight queries."""
    records = list(Record.objects.counted().filter(claims=claim))
    return [
        _of_records(len(records)),
        *_of_targets(claim),
        *map(_of_promise, contributions_of([claim])[claim.pk]),
        *_of_facts(claim),
        _of_evidence(evidence_of(*records).count()),
    ]


def _of_records(many: int) -> Check:
    return Check(bool(many), f"共建纪实 {many} 条" if many else "还没有共建纪实")


def _of_targets(claim: Claim) -> Iterator[Check]:
    """Targets are the project's: everybody's records count, each once."""
    work = Record.objects.filter(claims__project=claim.project_id)
    for each in reached(list(claim.project.targets.order_by("pk")), work.totals()):
        yield Check(each.met, f"目标“{each.target}”：{_done_words(each)}")


def _done_words(each: Reached) -> str:
    if each.done is None:
        return "没有对应的标准数字，请对照纪实核对"
    return f"纪实合计 {each.done.normalize():f} {each.target.unit_of_measure}"


def _of_promise(line: ContributionLine) -> Check:
    promised = "未承诺" if line.promised is None else f"承诺 {line.promised.normalize():,f}"
    return Check(line.kept, f"{line.kind.label}：{promised}，纪实合计 {line.delivered.normalize():,f}")


def _of_facts(claim: Claim) -> Iterator[Check]:
    said = {each.neighbourhood_id: each for each in claim.feedback.all()}
    for unit in awaited_neighbourhoods(claim.project):
        yield _of_fact(unit.name, said.get(unit.pk))


def _of_fact(name: str, said: Feedback | None) -> Check:
    if said is None:
        return Check(False, f"{name}尚未核实")
    if not said.done:
        return Check(False, f"{name}认为尚未完成")
    people = "" if said.people is None else f"，受益 {said.people} 人"
    return Check(True, f"{name}已核实：{said.done_on:%Y-%m-%d} 完成{people}")


def _of_evidence(many: int) -> Check:
    """Evidence is optional: that there is none is nothing to mend."""
    return Check(True, f"佐证 {many} 份" if many else "没有佐证（选填，不影响办结）")
