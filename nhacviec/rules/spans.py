"""Runs of days, added up so that no day is counted twice. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """From `first` to the day before `end`: what began and ended on one day has no length."""

    first: date
    end: date

    @property
    def days(self) -> int:
        """Calendar days."""
        return max(0, (self.end - self.first).days)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same days in order, each in one span only; spans without length fall away."""
    found: list[Span] = []
    for span in sorted(span for span in spans if span.days):
        if found and span.first <= found[-1].end:
            found[-1] = Span(found[-1].first, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """The days of `spans` that are not in `taken`."""
    left, gone = merged(spans), merged(taken)
    for hole in gone:
        left = [piece for span in left for piece in _cut(span, hole) if piece.days]
    return left


def within(spans: Iterable[Span], frame: Span) -> list[Span]:
    """The days of `spans` that lie in the frame."""
    cut = (Span(max(span.first, frame.first), min(span.end, frame.end)) for span in spans)
    return merged(cut)


def days_in(spans: Iterable[Span]) -> int:
    return sum(span.days for span in merged(spans))


def _cut(span: Span, hole: Span) -> tuple[Span, Span]:
    """What remains before the hole and after it."""
    return Span(span.first, min(span.end, hole.first)), Span(max(span.first, hole.end), span.end)
