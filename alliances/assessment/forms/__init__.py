"""What people type about schemes, their parts and their targets."""

from alliances.assessment.forms.cycles import JudgeForm, MoveForm
from alliances.assessment.forms.objections import AnswerForm, ObjectionForm
from alliances.assessment.forms.parts import ConditionForm, GradeForm, GroupForm, LeafForm, PartForm
from alliances.assessment.forms.schemes import NextForm, SchemeForm, documents_of
from alliances.assessment.forms.targets import TargetForm

__all__ = [
    "AnswerForm",
    "ConditionForm",
    "GradeForm",
    "GroupForm",
    "JudgeForm",
    "LeafForm",
    "MoveForm",
    "NextForm",
    "ObjectionForm",
    "PartForm",
    "SchemeForm",
    "TargetForm",
    "documents_of",
]
