"""Everybody's numbers in one table: 250 agencies with 18 numbers each, every number a link to its rows.

The cells are written here and not in the template: they are whole numbers and addresses of ours, and four
thousand of them must not take longer than the page around them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape  # of plain text: Django's own asks of each whether it is to be translated first
from operator import attrgetter
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from nhacviec.queries.statistics_asked import OWN_ONLY, Asked
from nhacviec.rules.statistics import ANSWERED, UNANSWERED, CountingRules, Counts, Number, rates
from nhacviec.rules.words_statistics import RATES, SHORT
from nhacviec.rules.written_numbers import percent, whole

COLUMNS: tuple[Number, ...] = (
    Number.ASSIGNED,
    Number.ANSWERED,
    *ANSWERED,
    Number.UNANSWERED,
    *UNANSWERED,
    Number.RETURNED,
    Number.CANCELLED,
    Number.WAITING,
    Number.EXTENDED,
)
BY_NAME = "ten"
UP, DOWN = "tang", "giam"
_GROUP_ENDS = frozenset({Number.ASSIGNED, Number.DONE_NO_DEADLINE, Number.SUSPENDED, Number.EXTENDED})
_SHOWN_RATES = ("r1", "r5")  # where the policy names none


class Line(NamedTuple):
    """One row: `rows` is the address of its rows without a query."""

    id: int
    name: str
    url: str
    rows: str
    counts: Counts
    note: str = ""
    depth: int = 0
    own_only: bool = False


@dataclass(frozen=True)
class Head:
    """A column: its words, the address that sorts by it, and how it is sorted now."""

    words: str
    title: str
    url: str
    sorted: str  # "ascending", "descending" or ""


@dataclass(frozen=True)
class Sorting:
    key: str
    down: bool

    @classmethod
    def read(cls, key: str, way: str, rate_keys: Sequence[str]) -> "Sorting":
        """Overdue first unless the address says otherwise."""
        known = {BY_NAME, *COLUMNS, *rate_keys}
        if key not in known:
            return cls(Number.OVERDUE.value, True)
        return cls(key, way != UP if way in (UP, DOWN) else key != BY_NAME)

    def apply(self, lines: list[Line], rules: CountingRules) -> list[Line]:
        if self.key == BY_NAME:
            return lines[::-1] if self.down else lines  # they come in the order of the organisation
        return sorted(lines, key=_value_of(self.key, rules), reverse=self.down)


def shown_rates(asked: Asked) -> tuple[str, ...]:
    main = asked.policy.rate_rule
    return (main,) if main in RATES and main != "r6" else _SHOWN_RATES


def heads(asked: Asked, sorting: Sorting, extra: dict[str, str]) -> list[Head]:
    """Of the number columns and the rates."""
    found = [_head(number.value, SHORT[number], SHORT[number], asked, sorting, extra) for number in COLUMNS]
    for key in shown_rates(asked):
        name, above, below = RATES[key]
        title = f"{name}: {above} / {below}"
        found.append(_head(key, key.upper(), title, asked, sorting, extra))
    return found


def name_head(words: str, asked: Asked, sorting: Sorting, extra: dict[str, str]) -> Head:
    return _head(BY_NAME, words, words, asked, sorting, extra)


def _head(key: str, words: str, title: str, asked: Asked, sorting: Sorting, extra: dict[str, str]) -> Head:
    here = sorting.key == key
    way = (UP if sorting.down else DOWN) if here else (UP if key == BY_NAME else DOWN)
    url = asked.query(xep=key, chieu=way, **extra)
    return Head(words, title, url, ("descending" if sorting.down else "ascending") if here else "")


def _value_of(key: str, rules: CountingRules) -> Callable[[Line], float]:
    if key in RATES:
        return lambda line: _percent(line.counts, rules, key)
    number = Number(key)
    return lambda line: line.counts.number(number, rules)


def _percent(counts: Counts, rules: CountingRules, key: str) -> float:
    value = rates(counts, rules)[key].percent
    return -1 if value is None else value


def body(lines: list[Line], asked: Asked) -> SafeString:
    """The rows of the table, ready to be shown."""
    cells = Cells(asked)
    return mark_safe("".join([_row(line, cells.of(line)) for line in lines]))


def total_row(words: str, line: Line, asked: Asked) -> SafeString:
    cells = mark_safe(Cells(asked).of(line))
    return format_html(
        '<tr class="total"><th scope="row"><a href="{}">{}</a></th>{}</tr>', line.url, words, cells
    )


def _row(line: Line, cells: str) -> str:
    depth = f' class="depth-{min(line.depth, 5)}"' if line.depth else ""
    note = f" <small>{escape(line.note)}</small>" if line.note else ""
    name = f'<a href="{escape(line.url)}">{escape(line.name)}</a>{note}'
    return f'<tr><th scope="row"{depth}>{name}</th>{cells}</tr>\n'


class Cells:
    """The number cells of a line, with what is the same in every line made once."""

    def __init__(self, asked: Asked) -> None:
        self.rules = asked.rules
        self.rates = shown_rates(asked)
        self.columns = {own: _columns(_tail(asked, own_only=own)) for own in (False, True)}
        self.read = attrgetter(*(n.name.lower() for n in COLUMNS[1:]))

    def of(self, line: Line) -> str:
        counts, rows = line.counts, line.rows
        values = (counts.assigned(self.rules), *self.read(counts))
        found = [  # thousands of them: no call for each
            f"{before}{rows}{after}{value if value < 1000 else whole(value)}</a></td>" if value else zero
            for value, (before, after, zero) in zip(values, self.columns[line.own_only], strict=True)
        ]
        shares = rates(counts, self.rules) if self.rates else {}
        for key in self.rates:
            rate = shares[key]
            share = f"{whole(rate.numerator)}/{whole(rate.denominator)}" if rate.denominator else ""
            found.append(f'<td class="rate">{percent(rate.percent)}<small>{share}</small></td>')
        return "".join(found)


def _columns(tail: str) -> list[tuple[str, str, str]]:
    """Of each column what stands before the address of a line's rows, what after it; and the cell of none."""
    cells = [(Number.ASSIGNED, ' class="end"'), *((number, _class_of(number)) for number in COLUMNS[1:])]
    return [(f'<td{c}><a href="', f'?so={n.value}{tail}">', f"<td{c}>0</td>") for n, c in cells]


def _tail(asked: Asked, *, own_only: bool) -> str:
    query = asked.query(pham_vi=OWN_ONLY if own_only else None)
    return escape("&" + query[1:]) if query else ""


def _class_of(number: Number) -> str:
    names = [name for name, yes in (("hot", number is Number.OVERDUE), ("end", number in _GROUP_ENDS)) if yes]
    return f' class="{" ".join(names)}"' if names else ""
