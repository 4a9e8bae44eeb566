"""The overdue by exactly how many days; a long list shows its first groups and folds the rest."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from nhacviec.rules.statistics import Number
from nhacviec.rules.written_numbers import whole
from nhacviec.screens.page.html import fill
from nhacviec.screens.statistics.figures import Figure, Figures

SHOWN = 12
EDGES = (30, 60, 90, 180, 365, 730, 1095, 1825)
MOST = 31  # days of a bucket that are written out; of more, its rows tell the days
FOREVER_DAYS = 99_999


@dataclass(frozen=True)
class Bucket:
    """Groups put together: "31–60 ngày". `lines` is empty where they are too many to be read."""

    total: Figure
    lines: SafeString


@dataclass(frozen=True)
class OverdueDays:
    """`lines`: an agency has up to a hundred groups, so their HTML is written here."""

    lines: SafeString
    buckets: list[Bucket]

    @property
    def written_out(self) -> list[Bucket]:
        return [bucket for bucket in self.buckets if bucket.lines]


def overdue_days(found: Sequence[tuple[int, int]], figures: Figures) -> OverdueDays:
    """`found`: (days, how many), fewest days first."""
    begins = figures.url([Number.OVERDUE], qua_ngay="")
    shown, rest = found[:SHOWN], found[SHOWN:]
    days_of = [days for days, _ in rest]
    buckets, begun = [], 0
    least = shown[-1][0] + 1 if shown else 0
    for edge in (*(e for e in EDGES if e >= least), FOREVER_DAYS):
        end = bisect_right(days_of, edge)
        if end > begun:
            buckets.append(_bucket(least, edge, rest[begun:end], begins))
        least, begun = edge + 1, end
    return OverdueDays(_lines(shown, begins), buckets)


def _lines(found: Iterable[tuple[int, int]], begins: str) -> SafeString:
    lines = []
    for days, count in found:
        label = f"{whole(days)} ngày" if days else "quá giờ trong ngày"
        line = '<li><a href="{}{}">{} <strong>{}</strong></a></li>'
        lines.append(fill(line, begins, days, label, whole(count)))
    return SafeString("".join(lines))


def _bucket(least: int, most: int, inside: Sequence[tuple[int, int]], begins: str) -> Bucket:
    label = f"trên {whole(least - 1)} ngày" if most == FOREVER_DAYS else f"{whole(least)}–{whole(most)} ngày"
    total = Figure(label, whole(sum(count for _, count in inside)), f"{begins}{least}-{most}")
    return Bucket(total, _lines(inside if len(inside) <= MOST else (), begins))
