"""The overdue by exactly how many days; a long list shows its first groups and folds the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from nhacviec.rules.statistics import Number
from nhacviec.rules.written_numbers import whole
from nhacviec.screens.statistics.figures import Figure, Figures

SHOWN = 12
EDGES = (30, 60, 90, 180, 365, 730, 1095, 1825)
MOST = 31  # days of a bucket that are written out; of more, its rows tell the days
FOREVER_DAYS = 99_999


@dataclass(frozen=True)
class Bucket:
    """Groups put together: "31–60 ngày". `groups` is empty where they are too many to be read."""

    total: Figure
    groups: list[Figure]


@dataclass(frozen=True)
class OverdueDays:
    groups: list[Figure]
    buckets: list[Bucket]

    @property
    def written_out(self) -> list[Bucket]:
        return [bucket for bucket in self.buckets if bucket.groups]


def overdue_days(found: Sequence[tuple[int, int]], figures: Figures) -> OverdueDays:
    """`found`: (days, how many), fewest days first."""
    shown, rest = found[:SHOWN], found[SHOWN:]
    buckets = []
    least = shown[-1][0] + 1 if shown else 0
    for edge in (*(e for e in EDGES if e >= least), FOREVER_DAYS):
        inside = [(days, count) for days, count in rest if least <= days <= edge]
        if inside:
            buckets.append(_bucket(least, edge, inside, figures))
        least = edge + 1
    return OverdueDays([_group(days, count, figures) for days, count in shown], buckets)


def _group(days: int, count: int, figures: Figures) -> Figure:
    label = f"{whole(days)} ngày" if days else "quá giờ trong ngày"
    return Figure(label, whole(count), figures.url([Number.OVERDUE], qua_ngay=str(days)))


def _bucket(least: int, most: int, inside: Sequence[tuple[int, int]], figures: Figures) -> Bucket:
    label = f"trên {whole(least - 1)} ngày" if most == FOREVER_DAYS else f"{whole(least)}–{whole(most)} ngày"
    url = figures.url([Number.OVERDUE], qua_ngay=f"{least}-{most}")
    total = Figure(label, whole(sum(count for _, count in inside)), url)
    written = inside if len(inside) <= MOST else ()
    return Bucket(total, [_group(days, count, figures) for days, count in written])
