"""What hangs on a project: its targets, out of the sentence that states its goal, and whom it is for."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from members.units.models import Unit
from portal.inserting import insert_many
from portal.ledgers.cells import parse_targets
from projects.listings.models import Project, Target

LARGEST_QUANTITY = Decimal("99999999999")
TENTH = Decimal("0.1")


def targets_of(project: Project) -> list[Target]:
    """Every quantity with a unit of measure: 活动不少于12次，受益50人 is two targets."""
    return [
        Target(
            project_id=project.pk,
            measure=found.measure or found.unit,
            quantity=found.quantity.quantize(TENTH, ROUND_HALF_UP),
            unit_of_measure=found.unit,
        )
        for found in parse_targets(project.goal).value or ()
        if found.unit and TENTH <= found.quantity <= LARGEST_QUANTITY
    ]


def write_targets(projects: Iterable[Project]) -> None:
    """In the place of those there were."""
    goals = list(projects)
    Target.objects.filter(project__in=goals).delete()
    insert_many([target for project in goals for target in targets_of(project)])


def targets_before(projects: Iterable[Project]) -> dict[int, list[list[str]]]:
    """The targets of each project by its id, as text: measure, quantity, unit of measure."""
    found: dict[int, list[list[str]]] = {project.pk: [] for project in projects}
    for target in Target.objects.filter(project__in=found).order_by("pk"):
        found[target.project_id].append([target.measure, str(target.quantity), target.unit_of_measure])
    return found


def write_neighbourhoods(wanted: dict[Project, list[Unit]]) -> dict[Project, list[int]]:
    """For whom each project is, where that is said and differs; gives for whom the changed ones were."""
    through = Project.neighbourhoods.through
    said = {project.pk: {unit.pk for unit in units} for project, units in wanted.items() if units}
    before: dict[int, set[int]] = {}
    for project, unit in through.objects.filter(project__in=said).values_list("project_id", "unit_id"):
        before.setdefault(project, set()).add(unit)
    changed = {project for project, units in said.items() if units != before.get(project, set())}
    through.objects.filter(project__in=changed & before.keys()).delete()
    rows = [
        through(project_id=project, unit_id=unit) for project in sorted(changed) for unit in said[project]
    ]
    insert_many(rows)
    return {project: sorted(before.get(project.pk, ())) for project in wanted if project.pk in changed}


def put_back(project: Project, before: Mapping[str, Any]) -> None:
    """Targets and neighbourhoods as they were before a ledger changed them, where it did."""
    if "neighbourhoods" in before:
        project.neighbourhoods.set(before["neighbourhoods"])
    if "targets" in before:
        project.targets.all().delete()
        Target.objects.bulk_create(
            Target(project=project, measure=measure, quantity=Decimal(quantity), unit_of_measure=unit)
            for measure, quantity, unit in before["targets"]
        )
