"""What a resolution's page is made of."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest

from alliances.councils.behalf import acts_on_behalf
from alliances.meetings.authority import WORDINGS
from alliances.meetings.models import Resolution, ResolutionKind
from alliances.meetings.reading import badge_of, resolution_facts, steps_of
from alliances.meetings.states import OPEN, ResolutionState
from alliances.meetings.verbs import FOLLOW, resolution_verbs_for
from portal.files.models import StoredFile
from portal.permits import may


def evidence_of(*resolutions: Resolution) -> QuerySet[StoredFile]:
    """The files about these resolutions, the first uploaded first."""
    about = ContentType.objects.get_for_model(Resolution)
    ids = [each.pk for each in resolutions]
    return StoredFile.objects.filter(about_type=about, about_id__in=ids).order_by("pk")


def may_see_evidence(user: Any, resolution: Resolution) -> bool:
    return may(user, "resolutions.see_evidence", resolution)


def resolution_page(request: HttpRequest, resolution: Resolution) -> dict[str, Any]:
    user = request.user
    reports = may(user, "resolutions.report", resolution)
    reported = resolution.state == ResolutionState.REPORTED
    is_finding = resolution.kind == ResolutionKind.FINDING
    return {
        "resolution": resolution,
        "badge": badge_of(resolution),
        "words": WORDINGS[resolution.manner],
        "facts": resolution_facts(resolution),
        "evidence": evidence_of(resolution) if may_see_evidence(user, resolution) else [],
        "records": list(resolution.records.counted()),
        "rechecks": resolution.rechecks.all(),
        "verbs": resolution_verbs_for(user, resolution),
        "may_report": reports and resolution.state == ResolutionState.ASSIGNED,
        "on_behalf": acts_on_behalf(user, resolution.unit_id, resolution.meeting.alliance),
        "may_record": reports and resolution.state in OPEN,
        "may_recheck": is_finding and reported and may(user, FOLLOW, resolution),
        "may_change": resolution.state == ResolutionState.ASSIGNED
        and may(user, "meetings.run", resolution.meeting),
        "steps": steps_of(resolution),
    }
