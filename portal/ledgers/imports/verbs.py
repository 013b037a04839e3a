"""What can be done on the page of an import: each verb does it and gives the sentence that is said of it."""

from collections.abc import Callable

from django.http import HttpRequest

from portal.ledgers.imports import actions
from portal.ledgers.imports.models import Import
from portal.ledgers.imports.questions import Questions, questions_of
from portal.refusals import Refusal

STALE = "page_is_old"


def reread(request: HttpRequest, imp: Import) -> str:
    ask_again(request, imp, answered(request, imp))
    return "已按您的选择和更正重新读取。"


def confirm(request: HttpRequest, imp: Import) -> str:
    """Bring the good rows in. Whoever has just typed something sees first what comes of it."""
    questions = answered(request, imp)
    if questions.choices or questions.corrections:
        ask_again(request, imp, questions)
        return "您的更改已先重新核对，还没有导入。请看过结果再确认。"
    actions.confirm(imp, by=request.user)
    return "已确认，正在导入。"


def retry(request: HttpRequest, imp: Import) -> str:
    actions.try_again(imp, by=request.user)
    return "正在重新读取。"


def discard(request: HttpRequest, imp: Import) -> str:
    actions.discard(imp, by=request.user)
    return "已放弃这次导入，台账没有变化。"


def undo(request: HttpRequest, imp: Import) -> str:
    actions.take_back(imp, by=request.user)
    return "已撤销整次导入，内容恢复为导入前。"


VERBS: dict[str, Callable[[HttpRequest, Import], str]] = {
    "reread": reread,
    "confirm": confirm,
    "retry": retry,
    "discard": discard,
    "undo": undo,
}


def answered(request: HttpRequest, imp: Import) -> Questions:
    """What the form says. Raises Refusal `page_is_old` where it was about an earlier reading."""
    if request.POST.get("version") != str(imp.version) or imp.preview is None:
        raise Refusal(STALE, "打开页面之后这次导入已有变化，刚才的操作没有办理。请看过现在的内容再办。")
    return questions_of(imp.preview, request.POST)


def ask_again(request: HttpRequest, imp: Import, questions: Questions) -> None:
    actions.choose(imp, questions.choices, questions.corrections, by=request.user)
