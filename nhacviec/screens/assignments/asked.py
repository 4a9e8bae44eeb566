"""What the address of a list asks for: the filter with everything that is wrong with it, how it is sorted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from nhacviec.queries.filter_names import Names, Said, said
from nhacviec.queries.task_lists import question
from nhacviec.rules.filter_address import Problem, address, pairs, read, without
from nhacviec.rules.list_columns import Sort, read_sort
from nhacviec.rules.task_filter import TO_DO, Filter
from nhacviec.rules.words_filter import LABELS, PROBLEMS
from nhacviec.screens.page.request import OfficeRequest


@dataclass(frozen=True)
class Asked:
    """`problems`: sentences by key. A question with problems is answered with no rows, not with too many."""

    filter: Filter
    sort: Sort
    names: Names = field(default_factory=dict)
    problems: Mapping[str, list[str]] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The canonical address of the filter alone: for saved views and Excel."""
        return address(self.filter)

    def link(self, *, sort: Sort | None = None, **place: object) -> str:
        """The list's address with another sort or place; the default sort is not written."""
        sort = sort or self.sort
        more = [("sap-xep", sort.text)] if sort != Sort() else []
        more += [(key, str(value)) for key, value in place.items()]
        return "?" + "&".join(part for part in (self.query, urlencode(more)) if part)

    def said(self) -> list[tuple[Said, str]]:
        """Each condition in words, with the address of the list without it."""
        found = []
        for one in said(self.filter, self.names):
            left = Asked(without(self.filter, one.key), self.sort)
            found.append((one, left.link()))
        return found

    @property
    def is_to_do(self) -> bool:
        """Nothing was asked for: what is still to be done."""
        return self.filter == TO_DO

    @property
    def problem_lines(self) -> list[tuple[str, str]]:
        return [(label_of(key), said) for key, sentences in self.problems.items() for said in sentences]

    def pairs(self) -> list[tuple[str, str]]:
        return pairs(self.filter)


def asked_of(request: OfficeRequest, query: QueryDict | None = None) -> Asked:
    given = request.GET if query is None else query
    asked = read(dict(given.lists()))
    settled = question(asked, request.actor, request.office.moment, policy=request.office.policy)
    problems: dict[str, list[str]] = {}
    for problem in settled.problems:
        problems.setdefault(problem.key, []).append(sentence(problem))
    notices = []
    if asked.unknown:
        notices.append(_("Địa chỉ có phần không rõ nghĩa nên không dùng: %s.") % ", ".join(asked.unknown))
    sort = _sort(given.get("sap-xep", ""), notices)
    return Asked(settled.filter, sort, settled.names, problems, tuple(notices))


def sentence(problem: Problem) -> str:
    return PROBLEMS[problem.code].format(value=problem.value)


def label_of(key: str) -> str:
    """What a key's condition is called; an end of a span of days by its condition."""
    for end in ("-tu", "-den", "-truoc", "-sau"):
        if key not in LABELS and key.removesuffix(end) in LABELS:
            key = key.removesuffix(end)
    return LABELS.get(key.removeprefix("khong-"), "")


def _sort(typed: str, notices: list[str]) -> Sort:
    if not typed:
        return Sort()
    found = read_sort(typed)
    if found is None:
        notices.append(_("Không sắp xếp được theo “%s”; danh sách xếp theo thời hạn.") % typed[:40])
    return found or Sort()
