"""What a leader of the Committee sees of every part of the system above his list: a line for each part that
is on, what became late since the last working day, and what waits for him."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from nhacviec.queries import sides, upward
from nhacviec.queries.as_of import AsOf, Scope
from nhacviec.queries.coordinations import OPEN
from nhacviec.queries.leader_numbers import answers_of_office, newly_late
from nhacviec.rules.coordination import Standing
from nhacviec.rules.lifecycle import State
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.statistics import Counts
from nhacviec.rules.statistics import Number as Counted
from nhacviec.rules.submissions import SubmissionNumber
from nhacviec.rules.upward import UpwardNumber
from nhacviec.rules.written_numbers import whole
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics.sides import longest_words


@dataclass(frozen=True)
class Number:
    words: str
    count: int
    url: str
    is_hot: bool = False

    @property
    def said(self) -> str:
        return whole(self.count)


@dataclass(frozen=True)
class ModuleLine:
    """One part of the system: its numbers, the most pressing first; `note` about them. `newly`: late since
    the last working day."""

    name: str
    numbers: Sequence[Number]
    newly: Number | None = None
    note: str = ""


def module_lines(request: OfficeRequest, as_of: AsOf, from_above: Counts) -> list[ModuleLine]:
    """Of the parts beside the Committee's own tasks; what is off is not there. `from_above`: the numbers of
    what those above gave to it."""
    late = newly_late(request.actor, as_of, _since(as_of))
    lines = (
        (Module.SUPERIORS, lambda: _superiors(request, from_above)),
        (Module.SUPERIORS, lambda: _upward(request, as_of, late.upward)),
        (Module.SUBMISSIONS, lambda: _submissions(request, as_of, late.submissions)),
        (Module.COORDINATION, lambda: _coordination(request, as_of, late.requests)),
    )
    return [line() for module, line in lines if is_on(module, request.office.policy)]


def to_confirm(request: OfficeRequest) -> Number | None:
    """Answers of the Office itself to what he follows: nobody of the Office may confirm those."""
    office, count = answers_of_office(request.actor)
    query = {
        "trang-thai": State.ANSWERED.value,
        "don-vi": office,
        "lanh-dao-ubnd": request.actor.self_id,
    }
    url = f"{reverse('assignments.index')}?{urlencode(query)}"
    return Number(_("Văn phòng trả lời, chờ xác nhận"), count, url) if count else None


def _superiors(request: OfficeRequest, counts: Counts) -> ModuleLine:
    def number(which: Counted, words: str, count: int) -> Number:
        url = f"{reverse('superiors.index')}?{urlencode({'so': which.value})}"
        return Number(words, count, url, which is Counted.OVERDUE and count > 0)

    return ModuleLine(
        _("Cấp trên giao"),
        [
            number(Counted.OVERDUE, _("quá hạn"), counts.overdue),
            number(Counted.DUE_SOON, _("sắp đến hạn"), counts.due_soon),
        ],
    )


def _upward(request: OfficeRequest, as_of: AsOf, newly: int) -> ModuleLine:
    found = upward.waiting(request.actor, day=as_of.day)
    since = _since(as_of)

    def number(which: UpwardNumber, words: str) -> Number:
        count = found.of(which)
        url = f"{reverse('upward.index')}?{urlencode({'so': which.value})}"
        return Number(words, count, url, which is UpwardNumber.OVERDUE and count > 0)

    query = {"so": UpwardNumber.OVERDUE.value, "han-tu": since.isoformat()}
    return ModuleLine(
        _("Trình cấp trên"),
        [
            number(UpwardNumber.OVERDUE, _("quá hạn")),
            number(UpwardNumber.OPEN, _("đang chờ")),
            number(UpwardNumber.ASKED_AGAIN, _("đã hỏi lại")),
        ],
        Number(_("văn bản trình cấp trên"), newly, f"{reverse('upward.index')}?{urlencode(query)}"),
        _longest(found.longest),
    )


def _submissions(request: OfficeRequest, as_of: AsOf, newly: int) -> ModuleLine:
    owed = sides.owed_by_committee(request.actor, Scope(), as_of)
    since = _since(as_of)

    def url(**query: object) -> str:
        return f"{reverse('submissions.index')}?{urlencode(query)}"

    overdue = Number(
        _("quá hạn"),
        owed.overdue,
        url(so=SubmissionNumber.OVERDUE.value),
        owed.overdue > 0,
    )
    return ModuleLine(
        _("Hồ sơ trình"),
        [overdue, Number(_("đang xử lý"), owed.open, url(so=SubmissionNumber.OPEN.value))],
        Number(
            _("hồ sơ trình"), newly, url(so=SubmissionNumber.OVERDUE.value, **{"han-tu": since.isoformat()})
        ),
        _longest(owed.longest),
    )


def _coordination(request: OfficeRequest, as_of: AsOf, newly: int) -> ModuleLine:
    waiting = sides.owed_among_units(request.actor, as_of)
    since = _since(as_of)

    def url(**query: object) -> str:
        return f"{reverse('coordinations.index')}?{urlencode(query)}"

    overdue = Number(
        _("quá hạn"),
        waiting.overdue,
        url(**{"tinh-trang": Standing.OVERDUE.value}),
        waiting.overdue > 0,
    )
    return ModuleLine(
        _("Phối hợp"),
        [overdue, Number(_("chờ trả lời"), waiting.open, url(**{"tinh-trang": OPEN}))],
        Number(
            _("yêu cầu phối hợp"),
            newly,
            url(**{"tinh-trang": Standing.OVERDUE.value, "han-tu": since.isoformat()}),
        ),
        _longest(waiting.longest),
    )


def _longest(days: int) -> str:
    return _("quá hạn %s") % longest_words(days) if days else ""


def _since(as_of: AsOf) -> date:
    """The last working day before: what was due from then on and is late, became so since."""
    return as_of.moment.calendar.add_working(as_of.day, -1)
