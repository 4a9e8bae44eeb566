"""The rows behind a number, as they stood on the day that is asked about."""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhacviec.queries import statistics
from nhacviec.queries.access import visible_assignments
from nhacviec.queries.as_of import PROVINCE, AsOf, Scope
from nhacviec.queries.standing_rows import due_column
from nhacviec.queries.statistics_asked import Asked
from nhacviec.queries.statistics_subjects import SLUGS, Subject
from nhacviec.records.models import Assignment, Standing
from nhacviec.rules import statistics as definitions
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.permissions import SEES_ALL, Actor, Right
from nhacviec.rules.statistics import Basis, Number, class_of
from nhacviec.rules.words_statistics import NUMBERS
from nhacviec.screens.page.guard import needs
from nhacviec.screens.page.numbers import whole
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.statistics.addresses import page_of_scope, rows_of_scope
from nhacviec.screens.statistics.asking import bar, wanted
from nhacviec.screens.statistics.figures import LOOKS

PER_PAGE = 50
MOST_PAGES = 200  # further down nobody reads; Excel has them all
_DAYS = re.compile(r"([0-9]{1,5})(?:-([0-9]{1,5}))?")


@dataclass(frozen=True)
class Wanted:
    """Which numbers' rows; `problem`: what was wrong with the address."""

    numbers: tuple[Number, ...]
    days: int | tuple[int, int] | None
    problem: str = ""

    @property
    def words(self) -> str:
        names = " + ".join(NUMBERS[number] for number in self.numbers)
        if self.days is None:
            return names
        if isinstance(self.days, int):
            return f"{names} {whole(self.days)} ngày"
        return f"{names} {whole(self.days[0])}–{whole(self.days[1])} ngày"

    @property
    def params(self) -> dict[str, str]:
        found = {"so": ",".join(self.numbers)}
        if self.days is not None:
            found["qua-ngay"] = str(self.days) if isinstance(self.days, int) else "{}-{}".format(*self.days)
        return found


@dataclass(frozen=True)
class Row:
    """One line; `due` by the deadline that is measured by, `other_due` the other where it differs."""

    standing: Standing
    assignment: Assignment
    words: str
    colour: str
    icon: str
    due: date | None
    hour: time | None
    other_due: date | None
    waiting: bool
    linked: bool  # the reader may open it


class BoundedPages(Paginator):
    """Its count is known beforehand; it shows the first pages only."""

    def __init__(self, rows: QuerySet[Standing], count: int) -> None:
        super().__init__(rows, PER_PAGE)
        self.known = count

    @property
    def count(self) -> int:
        return self.known

    @property
    def num_pages(self) -> int:
        return max(1, min(MOST_PAGES, -(-self.known // PER_PAGE)))


@needs(Right.READ_TASKS)
@require_safe
def province_rows(request: OfficeRequest) -> HttpResponse:
    return _page(request, PROVINCE, None)


@needs(Right.READ_TASKS)
@require_safe
def rows(request: OfficeRequest, slug: str, row_id: int) -> HttpResponse:
    return _page(request, SLUGS[slug], row_id)


def wanted_of(query: Any) -> Wanted:
    """From ?so=… and ?qua-ngay=…; everything that was assigned when they mean nothing."""
    typed = query.get("so", "")[:400]
    keys = typed.split(",") if typed else [Number.ASSIGNED.value]
    if not set(keys) <= set(Number):
        return Wanted(
            (Number.ASSIGNED,), None, _("Địa chỉ không nêu đúng số liệu cần xem. Dưới đây là tổng được giao.")
        )
    numbers = tuple(dict.fromkeys(Number(key) for key in keys))
    days = query.get("qua-ngay", "")
    if not days:
        return Wanted(numbers, None)
    found = _DAYS.fullmatch(days)
    if found is None or numbers != (Number.OVERDUE,):
        return Wanted(numbers, None, _("Số ngày quá hạn trong địa chỉ không đúng nên chưa được dùng để lọc."))
    if found[2] is None:
        return Wanted(numbers, int(found[1]))
    return Wanted(numbers, (int(found[1]), int(found[2])))


def _page(request: OfficeRequest, kind: str, row_id: int | None) -> HttpResponse:
    asked, scope, subject = wanted(request, kind, row_id)
    what = wanted_of(request.GET)
    count = count_of(scope, asked, what)
    page = BoundedPages(rows_of(scope, asked, what), count).get_page(request.GET.get("trang", "1"))
    context = {
        "subject": subject,
        "what": what,
        "count": whole(count),
        "page": page,
        "cut": count > MOST_PAGES * PER_PAGE,
        "rows": _shown(request.actor, list(page.object_list), asked),
        "coordinated": asked.duty is Duty.COORDINATE,
        "page_url": page_of_scope(scope.kind, scope.id) + asked.query(vai=None),
        "others": _others(asked, what, scope, subject),
        "bar": bar(request, asked, what.params),
    }
    return render(request, "statistics/rows.html", context)


def rows_of(scope: Scope, asked: Asked, what: Wanted) -> QuerySet[Standing]:
    return statistics.rows(
        what.numbers,
        scope,
        asked.as_of,
        asked.rules,
        duty=asked.duty,
        window=asked.window,
        days=what.days,
    )


def count_of(scope: Scope, asked: Asked, what: Wanted) -> int:
    """As the page of the numbers says it; by days of delay and overlapping numbers they are counted here."""
    exclusive = len(what.numbers) == 1 or set(what.numbers) <= set(definitions.CLASSES)
    if what.days is not None or not exclusive:
        return rows_of(scope, asked, what).order_by().count()
    found = statistics.counts(scope, asked.as_of, asked.rules, duty=asked.duty, window=asked.window)
    return sum(found.number(number, asked.rules) for number in what.numbers)


def _shown(actor: Actor, standings: list[Standing], asked: Asked) -> list[Row]:
    linked = {standing.assignment_id for standing in standings}
    if actor.role not in SEES_ALL:
        linked = set(visible_assignments(actor).filter(pk__in=linked).values_list("pk", flat=True))
    return [_row(standing, asked, standing.assignment_id in linked) for standing in standings]


def _row(standing: Standing, asked: Asked, linked: bool) -> Row:
    current = asked.rules.basis is Basis.CURRENT
    due = getattr(standing, due_column(asked.rules.basis))
    other = standing.original_due_on if current else standing.due_on
    hour = standing.due_hour if standing.due_on == due else None
    number = class_of_standing(standing, asked.as_of, asked.rules.basis)
    colour, icon = LOOKS[number]
    return Row(
        standing=standing,
        assignment=standing.assignment,
        words=status_words(standing, number, asked.as_of, due, with_days=current),
        colour=colour,
        icon=icon,
        due=due,
        hour=hour,
        other_due=other if other != due else None,
        waiting=standing.kind == definitions.Standing.ANSWERED,
        linked=linked,
    )


def class_of_standing(standing: Standing, as_of: AsOf, basis: Basis) -> Number:
    """In which class a row stands on that day."""
    due = getattr(standing, due_column(basis))
    hour = standing.due_hour if standing.due_on == due else None
    is_past = due is not None and (
        due < as_of.day or (due == as_of.day and hour is not None and hour < as_of.hour)
    )
    return class_of(
        standing=definitions.Standing(standing.kind),
        due_on=due,
        is_past=is_past,
        soon=as_of.soon,
        outcome=standing.outcome if basis is Basis.CURRENT else standing.outcome_original,
    )


def status_words(
    standing: Standing, number: Number, as_of: AsOf, due: date | None, *, with_days: bool
) -> str:
    """ "quá hạn 12 ngày", "trễ 4 ngày", "tạm dừng"."""
    if number is Number.OVERDUE and due is not None:
        days = (as_of.day - due).days
        return f"quá hạn {whole(days)} ngày" if days else "quá giờ hạn trong ngày"
    days = abs(standing.days_late or 0) if with_days else 0
    if number in (Number.LATE, Number.EARLY) and days:
        return f"{'trễ' if number is Number.LATE else 'sớm'} {whole(days)} ngày"
    return NUMBERS[number].lower()


def _others(asked: Asked, what: Wanted, scope: Scope, subject: Subject) -> str:
    """The same rows in the list of assignments, where they are worked on; it speaks of today only."""
    return ""


def rows_url(scope: Scope, asked: Asked, what: Wanted) -> str:
    return rows_of_scope(scope.kind, scope.id) + asked.query(**what.params)
