"""The filter of the list of duties as parameters: those of the page's address, mistakes named."""

from typing import Any

from nhacviec.api.door import ApiRequest
from nhacviec.api.problems import BadParameter
from nhacviec.queries.filter_names import settle
from nhacviec.queries.inbox import heads_of
from nhacviec.rules.filter_address import EXCEPT, NOT, Problem, read
from nhacviec.rules.task_filter import CHOICES, DAYS, TEXTS, YES_NO, Filter
from nhacviec.rules.words_filter import CODES, LABELS, PROBLEMS

_DAY_ENDS = {
    "": "",
    "-tu": " (từ ngày)",
    "-den": " (đến hết ngày)",
    "-truoc": " (trước ngày)",
    "-sau": " (sau ngày)",
}
_ALONE = ("nhom", "ca-don-vi-khac", "so", "qua-ngay", "tinh-den", "ky")


def _described() -> dict[str, str]:
    found = {key: LABELS[key] for key in TEXTS}
    for condition in CHOICES:
        label = LABELS[condition.key]
        codes = ", ".join(CODES.get(condition.key, condition.codes))
        found[condition.key] = f"{label}: {codes}" if codes else label
        found[NOT + condition.key] = f"{label}: trừ các giá trị này"
    for key in DAYS:
        found |= {key + end: LABELS[key] + said for end, said in _DAY_ENDS.items()}
    found |= {key: f"{LABELS[key]}: co, khong" for key in YES_NO}
    found |= {key: LABELS[key] for key in _ALONE}
    found["nhom"] += ": " + ", ".join(CODES["nhom"])
    found["so"] += ": " + ", ".join(CODES["so"])
    found[EXCEPT] = "Tên các điều kiện được hiểu là trừ ra"
    return found


DESCRIBED: dict[str, str] = _described()
OPENAPI: list[dict[str, Any]] = [
    {"name": name, "in": "query", "required": False, "description": said, "schema": {"type": "string"}}
    for name, said in DESCRIBED.items()
]


def asked_of(request: ApiRequest) -> Filter:
    """The settled filter. BadParameter for the first thing that is wrong: no half answers."""
    given = {name: values for name, values in request.GET.lists() if name in DESCRIBED}
    question = read({name: [v for v in values if v] for name, values in given.items()})
    settled = settle(question.filter, request.actor, request.office.today)
    for problem in (*question.problems, *settled.problems, *_not_here(request, settled.filter)):
        said = PROBLEMS[problem.code].format(value=problem.value)
        raise BadParameter(problem.key, problem.code if problem.code == "not_of_past" else said)
    return settled.filter


def _not_here(request: ApiRequest, wanted: Filter) -> list[Problem]:
    heads = heads_of(request.actor, ext_approver=request.office.policy.ext_approver)
    found = []
    if wanted.head and wanted.head not in {head.key for head in heads}:
        found.append(Problem("nhom", "not_your_head"))
    if wanted.as_of not in (None, request.office.today):
        found.append(Problem("tinh-den", "not_of_past"))
    if wanted.period:
        found.append(Problem("ky", "not_of_past"))
    return found
