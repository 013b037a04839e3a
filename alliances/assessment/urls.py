"""Addresses of assessment."""

from django.urls import path

from alliances.assessment.views import cycles, drafting, objections, parts, results, schemes, targets, trial

SCHEME = "assessment/schemes/<int:pk>"
CYCLE = "assessment/cycles/<int:pk>"
RESULT = "assessment/results/<int:pk>"
OBJECTION = "assessment/objections/<int:pk>"
PART = f"{SCHEME}/parts/<slug:part>"
TARGET = f"{SCHEME}/targets/<int:indicator_id>/<slug:whom>/<int:whom_id>"

urlpatterns = [
    path("assessment/", schemes.assessment, name="assessment"),
    path("assessment/cycles/", cycles.cycles, name="cycles"),
    path(f"{CYCLE}/", cycles.cycle, name="cycle"),
    path(f"{CYCLE}/do/<slug:verb>/", cycles.cycle_verb, name="cycle_verb"),
    path(f"{CYCLE}/undo/", cycles.cycle_undo, name="cycle_undo"),
    path(f"{CYCLE}/judge/<int:indicator_id>/", cycles.cycle_judge, name="cycle_judge"),
    path(f"{CYCLE}/report/", results.cycle_report, name="cycle_report"),
    path("assessment/results/", results.results, name="results"),
    path(f"{RESULT}/", results.result, name="result"),
    path(f"{RESULT}/report/", results.result_report, name="result_report"),
    path(f"{RESULT}/scores/<int:score_id>/", results.score, name="score"),
    path(f"{RESULT}/object/", objections.objection_new, name="objection_new"),
    path("assessment/objections/", objections.objections, name="objections"),
    path(f"{OBJECTION}/", objections.objection, name="objection"),
    path(f"{OBJECTION}/withdraw/", objections.objection_withdraw, name="objection_withdraw"),
    path(f"{OBJECTION}/undo/", objections.objection_undo, name="objection_undo"),
    path("assessment/schemes/", schemes.schemes, name="schemes"),
    path("assessment/schemes/new/", drafting.scheme_new, name="scheme_new"),
    path("assessment/schemes/new/<slug:pattern>/", drafting.scheme_draft, name="scheme_draft"),
    path(f"{SCHEME}/", schemes.scheme, name="scheme"),
    path(f"{SCHEME}/change/", schemes.scheme_change, name="scheme_change"),
    path(f"{SCHEME}/do/<slug:verb>/", schemes.scheme_verb, name="scheme_verb"),
    path(f"{SCHEME}/discard/", schemes.scheme_discard, name="scheme_discard"),
    path(f"{SCHEME}/undo/", schemes.scheme_undo, name="scheme_undo"),
    path(f"{SCHEME}/next/", schemes.scheme_next, name="scheme_next"),
    path(f"{SCHEME}/trial/", trial.scheme_trial, name="scheme_trial"),
    path(f"{SCHEME}/move/<int:part_id>/<slug:way>/", parts.indicator_move, name="indicator_move"),
    path(f"{PART}/new/", parts.part_new, name="part_new"),
    path(f"{PART}/<int:part_id>/change/", parts.part_change, name="part_change"),
    path(f"{PART}/<int:part_id>/remove/", parts.part_remove, name="part_remove"),
    path(f"{SCHEME}/targets/", targets.scheme_targets, name="scheme_targets"),
    path(f"{TARGET}/", targets.target, name="scheme_target"),
    path(f"{SCHEME}/targets/<int:target_id>/remove/", targets.target_remove, name="scheme_target_remove"),
]
