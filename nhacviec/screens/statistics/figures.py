"""Numbers as a page shows them: the word, the number, and the address of exactly its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from nhacviec.queries.statistics_asked import Asked
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.statistics import (
    ANSWERED,
    UNANSWERED,
    Basis,
    CountingRules,
    Counts,
    Number,
    Rate,
    rates,
)
from nhacviec.rules.words_statistics import BASES, NUMBERS, RATES
from nhacviec.rules.written_numbers import percent, whole
from nhacviec.screens.page.html import fill
from nhacviec.screens.page.tags import icon

# Icon and colour beside the words: colour never stands alone.
LOOKS: dict[Number, tuple[str, str]] = {
    Number.EARLY: ("green", "checks"),
    Number.ON_TIME: ("green", "check"),
    Number.LATE: ("red", "clock-exclamation"),
    Number.DONE_NO_DEADLINE: ("secondary", "check"),
    Number.ON_TRACK: ("green", "clock"),
    Number.DUE_SOON: ("orange", "hourglass"),
    Number.OVERDUE: ("red", "alert-triangle"),
    Number.NO_DEADLINE: ("secondary", "dots"),
    Number.SUSPENDED: ("yellow", "player-pause"),
    Number.RETURNED: ("orange", "arrow-back-up"),
    Number.CANCELLED: ("secondary", "x"),
    Number.WAITING: ("secondary", "hourglass"),
    Number.EXTENDED: ("secondary", "clock-plus"),
}
BESIDE = (Number.WAITING, Number.EXTENDED, Number.RETURNED, Number.CANCELLED)
DEPENDS_ON_BASIS = frozenset(
    {
        Number.EARLY,
        Number.ON_TIME,
        Number.LATE,
        Number.DONE_NO_DEADLINE,
        Number.ON_TRACK,
        Number.DUE_SOON,
        Number.OVERDUE,
        Number.NO_DEADLINE,
    }
)
# What a rate divides, as numbers that add up to it.
PARTS: dict[str, tuple[tuple[Number, ...], tuple[Number, ...]]] = {
    "r1": ((Number.OVERDUE,), (Number.EARLY, Number.ON_TIME, Number.LATE, Number.OVERDUE)),
    "r2": ((Number.ANSWERED,), (Number.ASSIGNED,)),
    "r3": ((Number.OVERDUE,), (Number.ASSIGNED,)),
    "r4": (
        (Number.OVERDUE,),
        (Number.EARLY, Number.ON_TIME, Number.LATE, Number.ON_TRACK, Number.DUE_SOON, Number.OVERDUE),
    ),
    "r5": ((Number.EARLY, Number.ON_TIME), (Number.EARLY, Number.ON_TIME, Number.LATE)),
}


@dataclass(frozen=True)
class Figure:
    """One number; `url` is empty when there is nothing behind it. `aside`: the same by the other deadline."""

    label: str
    value: str
    url: str = ""
    colour: str = ""
    icon: str = ""
    aside: "Figure | None" = None
    hot: bool = False

    @property
    def html(self) -> SafeString:
        """The number with its word, as it stands in a tile; written here as a page has dozens of them."""
        sign = fill('<span class="chip text-{}">{}</span>', self.colour, icon(self.icon)) if self.icon else ""
        inner = fill('<span class="stat-label">{}{}</span> <strong>{}</strong>', sign, self.label, self.value)
        if self.url:
            hot = " hot" if self.hot else ""
            main = fill('<a class="stat-figure{}" href="{}">{}</a>', hot, self.url, inner)
        else:
            main = fill('<span class="stat-figure none">{}</span>', inner)
        if self.aside is None:
            return main
        aside = self.aside
        other = fill('<a href="{}">{}</a>', aside.url, aside.value) if aside.url else aside.value
        return fill('{}<small class="stat-aside">{}: {}</small>', main, aside.label, other)


@dataclass(frozen=True)
class RateLine:
    rule: str
    name: str
    percent: str
    above: Figure
    below: Figure
    main: bool


class Figures:
    """The numbers of one scope; `rows` is the address of its rows."""

    def __init__(self, counts: Counts, asked: Asked, rows: str, other: Counts | None = None) -> None:
        self.counts = counts
        self.asked = asked
        self.rows = rows
        self.other = other  # by the other deadline

    def of(self, number: Number) -> Figure:
        count = self.counts.number(number, self.asked.rules)
        colour, icon = LOOKS.get(number, ("", ""))
        return Figure(
            label=NUMBERS[number],
            value=whole(count),
            url=self.url([number]) if count else "",
            colour=colour,
            icon=icon,
            aside=self._aside(number, count),
            hot=number is Number.OVERDUE and count > 0,
        )

    def url(self, numbers: Sequence[Number], **changes: str | None) -> str:
        return self.rows + self.asked.query(so=",".join(numbers), **changes)

    def _aside(self, number: Number, count: int) -> Figure | None:
        if self.other is None or number not in DEPENDS_ON_BASIS:
            return None
        value = self.other.number(number, self.asked.rules)
        if value == count:
            return None
        basis = self.asked.other_basis
        url = self.rows + self.asked.measured(basis).query(so=number.value) if value else ""
        return Figure(label=BASES[basis], value=whole(value), url=url)

    @property
    def assigned(self) -> Figure:
        return self.of(Number.ASSIGNED)

    @property
    def answered(self) -> Figure:
        return self.of(Number.ANSWERED)

    @property
    def unanswered(self) -> Figure:
        return self.of(Number.UNANSWERED)

    @property
    def answered_parts(self) -> list[Figure]:
        return [self.of(number) for number in ANSWERED]

    @property
    def unanswered_parts(self) -> list[Figure]:
        return [self.of(number) for number in UNANSWERED]

    @property
    def beside(self) -> list[Figure]:
        return [self.of(number) for number in BESIDE]

    def rates(self) -> list[RateLine]:
        """The policy's own rate first."""
        main = self.asked.policy.rate_rule
        found = [
            self._rate(key, rate, main=key == main)
            for key, rate in rates(self.counts, self.asked.rules).items()
        ]
        return sorted(found, key=lambda line: not line.main)

    def _rate(self, key: str, rate: Rate, *, main: bool) -> RateLine:
        name, above, below = RATES[key]
        over, under = PARTS[key]
        return RateLine(
            rule=rate.rule,
            name=name,
            percent=percent(rate.percent),
            above=Figure(above, whole(rate.numerator), self.url(over) if rate.numerator else ""),
            below=Figure(below, whole(rate.denominator), self.url(under) if rate.denominator else ""),
            main=main,
        )


def differences(first: Counts, second: Counts, rules: CountingRules) -> list[tuple[Number, int, int]]:
    """The numbers that are not the same in two countings."""
    pairs = [(n, first.number(n, rules), second.number(n, rules)) for n in Number]
    return [(number, ours, theirs) for number, ours, theirs in pairs if ours != theirs]


def coordinated(asked: Asked) -> Asked:
    """The same question about what is only coordinated."""
    return replace(asked, duty=Duty.COORDINATE)


def basis_words(basis: Basis) -> str:
    return BASES[basis]
