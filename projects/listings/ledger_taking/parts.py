"""What hangs on a project: its targets, out of the sentence that states its goal, and whom it is for."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from members.units.models import Unit
from portal.ledgers.cells import parse_targets
from projects.listings.models import Project, Target

LARGEST_QUANTITY = Decimal("99999999999")
TENTH = Decimal("0.1")


def targets_of(project: Project) -> list[Target]:
    """Every quantity with a unit of measure: 活动不少于12次，受益50人 is two targets."""
    return [
        Target(
            project=project,
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
    Target.objects.bulk_create(
        [target for project in goals for target in targets_of(project)], batch_size=1000
    )


def write_neighbourhoods(wanted: dict[Project, list[Unit]]) -> set[Project]:
    """For whom each project is, where that is said and differs; gives the projects it was changed for."""
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
    through.objects.bulk_create(rows, batch_size=1000)
    return {project for project in wanted if project.pk in changed}
