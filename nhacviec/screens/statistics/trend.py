"""The numbers at the end of each of the last twelve months, as a table with bars."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString

from nhacviec.queries import statistics
from nhacviec.queries.as_of import Scope
from nhacviec.queries.statistics_asked import Asked
from nhacviec.rules.statistics import Counts, Number, rates
from nhacviec.rules.written_numbers import percent, whole
from nhacviec.screens.page.html import fill
from nhacviec.screens.page.tags import day
from nhacviec.screens.statistics.figures import Figure

WIDTH = 100  # of a bar, in its own units


@dataclass(frozen=True)
class Month:
    """One line: numbers with the addresses of their rows; the bar's parts out of WIDTH."""

    last: date
    numbers: list[Figure]
    in_time: str  # R5
    overdue_width: int
    open_width: int

    @property
    def html(self) -> SafeString:
        """A row of the table: twelve of them are written sooner by a function than by a template."""
        link, plain = '<td class="num"><a href="{1}">{0}</a></td>', '<td class="num">{0}</td>'
        numbers = [fill(link if f.url else plain, f.value, f.url) for f in self.numbers]
        return fill(
            '<tr><th scope="row">{0}</th>{1}<td class="num">{2}</td><td class="bars">'
            '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
            '<rect class="bar-overdue" width="{3}" height="10"/>'
            '<rect class="bar-open" x="{3}" width="{4}" height="10"/></svg></td></tr>',
            day(self.last),
            SafeString("".join(numbers)),
            self.in_time,
            self.overdue_width,
            self.open_width,
        )


SHOWN = (Number.ASSIGNED, Number.ANSWERED, Number.UNANSWERED, Number.OVERDUE)


def trend_lines(scope: Scope, asked: Asked, rows: str) -> list[Month]:
    """Newest first; [] for scopes whose past is not added up."""
    found = statistics.trend(scope, asked.as_of, asked.rules, duty=asked.duty)
    most = max((counts.unanswered for _, counts in found), default=0)
    return [_month(start, counts, most, asked, rows) for start, counts in reversed(found)]


def _month(start: date, counts: Counts, most: int, asked: Asked, rows: str) -> Month:
    last = start - timedelta(days=1)
    numbers = []
    for number in SHOWN:
        value = counts.number(number, asked.rules)
        query = asked.query(so=number.value, tinh_den=str(last), ky=None, tu=None, den=None)
        numbers.append(Figure(number.value, whole(value), rows + query if value else ""))
    overdue = _width(counts.overdue, most)
    return Month(
        last=last,
        numbers=numbers,
        in_time=percent(rates(counts, asked.rules)["r5"].percent),
        overdue_width=overdue,
        open_width=_width(counts.unanswered, most) - overdue,
    )


def _width(value: int, most: int) -> int:
    return round(value * WIDTH / most) if most else 0
