"""Lines of the balance of the Office: names, numbers, and the address of exactly the rows behind each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhacviec.queries.statistics_asked import Asked
from nhacviec.rules.office_balance import NOBODY, Balance, EntryNumber, Place
from nhacviec.rules.statistics import Number
from nhacviec.rules.submissions import SubmissionNumber
from nhacviec.rules.written_numbers import whole
from nhacviec.screens.statistics.addresses import rows_of_scope

FOLLOWED = (Number.ASSIGNED, Number.ANSWERED, Number.UNANSWERED, Number.OVERDUE)
# Groups of columns: words, and the words of their columns. The last is not there while its module is off.
GROUPS: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (
        gettext_lazy("Nhập nhiệm vụ của văn bản"),
        (gettext_lazy("Quá hạn chưa nhập"), gettext_lazy("Nhập muộn"), gettext_lazy("Muộn nhất (ngày)")),
    ),
    (
        gettext_lazy("Việc theo dõi"),
        (
            gettext_lazy("Được giao"),
            gettext_lazy("Đã trả lời"),
            gettext_lazy("Chưa trả lời"),
            gettext_lazy("Quá hạn"),
        ),
    ),
    (gettext_lazy("Để chờ xác nhận"), (gettext_lazy("Số câu trả lời"), gettext_lazy("Lâu nhất (ngày)"))),
    (
        gettext_lazy("Hồ sơ trình đang giữ"),
        (gettext_lazy("Đang giữ"), gettext_lazy("Quá hạn"), gettext_lazy("Quá lâu nhất (ngày)")),
    ),
)
_DAY, _PERIOD = ("tinh-den",), ("ky", "tu", "den")


@dataclass(frozen=True)
class Cell:
    value: int
    url: str = ""
    hot: bool = False
    ends: bool = False  # of its group

    @property
    def said(self) -> str:
        return whole(self.value)


@dataclass(frozen=True)
class Line:
    """`url`: its own page, "" where it has none."""

    name: str
    url: str
    balance: Balance
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Whose:
    """Of a whole unit, of a person (of a unit, or of none), or of a unit without a person."""

    unit_id: int | None
    person_id: int | None = None  # None: all of the unit; NOBODY: what nobody is named for

    def holds(self, place: Place) -> bool:
        if self.person_id is None:
            return place.unit_id == self.unit_id
        return place == Place(self.unit_id, self.person_id)

    @property
    def params(self) -> dict[str, int]:
        found = {} if self.unit_id is None else {"phong": self.unit_id}
        return found if self.person_id is None else found | {"nguoi": self.person_id}


def balance_of(whose: Whose, found: Mapping[Place, Balance]) -> Balance:
    return sum((balance for place, balance in found.items() if whose.holds(place)), Balance())


def line(
    name: str, url: str, whose: Whose | None, balance: Balance, asked: Asked, *, submissions: bool
) -> Line:
    """`whose` None: a sum over several, without rows of its own."""
    late = max(balance.missing.longest, balance.late.longest)
    entries = [
        Cell(balance.missing.count, _documents(whose, EntryNumber.MISSING, asked), balance.missing.count > 0),
        Cell(balance.late.count, _documents(whose, EntryNumber.LATE, asked)),
        Cell(late, ends=True),
    ]
    followed = [
        Cell(
            balance.followed.number(number, asked.rules),
            _followed(whose, number, asked),
            number is Number.OVERDUE and balance.followed.overdue > 0,
            ends=number is FOLLOWED[-1],
        )
        for number in FOLLOWED
    ]
    waiting = [
        Cell(balance.waiting.count, _waiting(whose, asked)),
        Cell(balance.waiting.longest, ends=True),
    ]
    held = [
        Cell(balance.held, _held(whose, SubmissionNumber.OPEN, asked)),
        Cell(
            balance.held_late.count,
            _held(whose, SubmissionNumber.OVERDUE, asked),
            balance.held_late.count > 0,
        ),
        Cell(balance.held_late.longest, ends=True),
    ]
    cells = [*entries, *followed, *waiting, *(held if submissions else ())]
    return Line(name, url, balance, [c if c.value else Cell(0, ends=c.ends) for c in cells])


def groups(*, submissions: bool) -> Sequence[tuple[Any, tuple[Any, ...]]]:
    return GROUPS if submissions else GROUPS[:-1]


def person_words(person_id: int, names: Mapping[int, str]) -> str:
    return names.get(person_id, f"#{person_id}") if person_id != NOBODY else _("Chưa rõ người")


def query_of(asked: Asked, names: Iterable[str] = _DAY + _PERIOD) -> dict[str, str]:
    """What the addresses of a balance carry of the question: its day and its period."""
    wanted = set(names)
    return {name: value for name, value in asked.params.items() if name in wanted}


def _documents(whose: Whose | None, number: EntryNumber, asked: Asked) -> str:
    if whose is None or whose.unit_id is None:
        return ""
    query = {"so": number.value, **whose.params, **query_of(asked)}
    return f"{reverse('statistics.office_documents')}?{urlencode(query)}"


def _followed(whose: Whose | None, number: Number, asked: Asked) -> str:
    if whose is None or whose.person_id == NOBODY:
        return ""
    kind, pk = ("specialist", whose.person_id) if whose.person_id else ("office_division", whose.unit_id)
    return rows_of_scope(kind, pk) + asked.query(so=number.value)


def _waiting(whose: Whose | None, asked: Asked) -> str:
    if whose is None:
        return ""
    query = {**whose.params, **query_of(asked, _DAY)}
    return f"{reverse('statistics.office_waiting')}?{urlencode(query)}"


def _held(whose: Whose | None, number: SubmissionNumber, asked: Asked) -> str:
    if whose is None:
        return ""
    held: dict[str, Any] = {} if whose.unit_id is None else {"phong-giu": whose.unit_id}
    held |= {} if whose.person_id is None else {"nguoi-giu": whose.person_id}
    return (
        f"{reverse('submissions.index')}?{urlencode({'so': number.value, **held, **query_of(asked, _DAY)})}"
    )
