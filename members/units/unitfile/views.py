"""一单位一档 to read, to print and to keep as a Word file, each part as this person may see it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.units.facts import facts_of
from members.units.unitfile.kind import write_unit_file
from members.units.unitfile.parts import MOST_ROWS, filled_parts
from members.units.views import visible_unit
from portal.documents.answers import word_answer


@login_required
@require_safe
def unit_file(request: HttpRequest, unit_id: int) -> HttpResponse:
    found = visible_unit(request, unit_id)
    context = {
        "unit": found,
        "facts": facts_of(found),
        "parts": filled_parts(request.user, found),
        "most": MOST_ROWS,
        "today": timezone.localdate(),
    }
    return render(request, "members/units/file.html", context)


@login_required
@require_safe
def unit_file_word(request: HttpRequest, unit_id: int) -> HttpResponse:
    found = visible_unit(request, unit_id)
    return word_answer(write_unit_file(found, by=request.user), f"{found.name}档案")
