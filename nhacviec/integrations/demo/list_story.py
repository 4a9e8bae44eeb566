"""The Government Office's list of what it gave to the province, compared with ours on the last working day:
five kinds of difference wait for somebody to decide, and one row has a mistake."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from nhacviec.actions.reconciling import bring
from nhacviec.integrations.demo.desk import Desk
from nhacviec.integrations.demo.fate import SEED
from nhacviec.integrations.demo.stage import Story
from nhacviec.queries.reconciling import our_duties, superior_units, told_by_us
from nhacviec.records.models import Assignment
from nhacviec.rules.reconcile.differences import Progress
from nhacviec.rules.reconcile.rows import Cell, read_list
from nhacviec.rules.words_reconcile import HEADINGS

_FILE = "Danh sach nhiem vu giao UBND tinh Dong Nai.xlsx"
_SOURCES = ("Chính phủ", "Thủ tướng Chính phủ", "Văn phòng Chính phủ")
_BRINGS = "chuyen_vien"
_STATES = {
    Progress.OPEN: "Đang thực hiện",
    Progress.REPORTED: "Đã báo cáo",
    Progress.DONE: "Đã hoàn thành",
    None: "",
}
_NOT_OURS = (
    "Rà soát, báo cáo việc thực hiện kết luận của Thủ tướng Chính phủ tại buổi làm việc với tỉnh.",
    "Báo cáo kết quả thực hiện phong trào thi đua “Cả nước chung sức xây dựng nông thôn mới”.",
)


def start_list(desk: Desk, today: date) -> None:
    desk.stage.start(_compared(desk, desk.clock.calendar.add_working(today, -1)))


def _compared(desk: Desk, day: date) -> Story:
    yield (now := desk.clock.on(day, Random(f"{SEED}/list")))
    actor = desk.actor(_BRINGS)
    sources = [unit.pk for unit in superior_units(day) if unit.name in _SOURCES]
    duties = our_duties(actor, sources=sources)
    rows = [*_as_listed(duties), *_only_there(day)]
    found = read_list([["VĂN PHÒNG CHÍNH PHỦ"], list(HEADINGS.values()), *rows])
    bring(actor=actor, now=now, found=found, file_name=_FILE, sources=sources)


def _as_listed(duties: Sequence[Assignment]) -> Iterator[list[Cell]]:
    """One is missing there; one each has another state, another day, other words; the rest are the same."""
    for place, duty in enumerate(duties):
        if place == 3:
            continue
        told, document = told_by_us(duty), duty.task.document
        content, due_on, state, reply = told.content, told.due_on, _STATES[told.progress], ""
        replied: date | None = None
        if place == 0:
            state = _STATES[Progress.OPEN if told.progress is Progress.DONE else Progress.DONE]
            reply, replied = "214/BC-UBND", due_on
        if place == 1 and due_on:
            due_on += timedelta(days=7)
        if place == 2:
            content = f"{content.rstrip('.')}, báo cáo định kỳ hằng quý."
        yield [
            document.symbol if document else "", document.issued_on if document else None, content,
            duty.task.assigner.name, due_on, state, reply, replied,
        ]  # fmt: skip


def _only_there(day: date) -> Iterator[list[Cell]]:
    given, due = day - timedelta(days=20), day + timedelta(days=25)
    yield ["8214/VPCP-TH", given, _NOT_OURS[0], _SOURCES[2], due, _STATES[Progress.OPEN], "", None]
    yield ["8377/VPCP-NN", given, _NOT_OURS[1], _SOURCES[2], "31/02/2026", _STATES[Progress.OPEN], "", None]
