"""What somebody asked for, and what can be written of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from nhacviec.exports.cells import Link
from nhacviec.exports.skeleton import Cover
from nhacviec.exports.workbook import Table
from nhacviec.queries.clock import Moment
from nhacviec.rules.permissions import Actor
from nhacviec.rules.policies import PolicySet


class WrongFilter(ValueError):
    """The query makes no sense, or not any more: nothing is exported rather than something else."""


@dataclass(frozen=True)
class Asked:
    """`query` is that of the page's address; `site` is where the pages are: https://nhacviec.tinh.gov.vn"""

    query: str
    actor: Actor
    at: Moment
    policy: PolicySet
    site: str


@dataclass(frozen=True)
class Prepared:
    """A file that could be written now. Nothing but the count has been read yet."""

    title: str
    count: int
    file_name: str  # without its ending
    words: Sequence[tuple[str, object]]  # the filter, in words; days as days
    page: str  # the address of the page that shows the same
    tables: Callable[[], list[Table]]
    says_when: bool = False  # `words` tell the day the numbers are of


def cover_of(asked: Asked, prepared: Prepared, *, rows: int, now: datetime) -> Cover:
    """What the sheet about the file says, of any file."""
    actor = asked.actor
    lines: list[tuple[str, object]] = [
        *(prepared.words or [("Điều kiện lọc", "Không lọc: mọi dòng được xem")]),
        ("Số dòng", rows),
        *([] if prepared.says_when else [("Số liệu đến", asked.at.now)]),
        ("Người xuất", actor.person_name),
        ("Đơn vị", actor.unit_name),
    ]
    if actor.for_name:
        lines.append(("Thay mặt", actor.for_name))
    lines += [
        ("Xuất lúc", now),
        ("Trang tương ứng", Link(f"{asked.site}{prepared.page}", f"{asked.site}{prepared.page}")),
        ("Phạm vi", "Chỉ gồm những dòng người xuất được xem vào lúc xuất."),
    ]
    return Cover(title=prepared.title, lines=lines, author=actor.person_name, made_at=now)
