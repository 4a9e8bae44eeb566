"""When one person may stand in for another. Pure.

A substitution is for one post, from a day to a day (both inclusive), inside the dates of that post. It
cannot be given on, and two people cannot stand in for one another at the same time, not even in a round.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LONGEST_DAYS = 366  # who is away for longer hands over the post itself


@dataclass(frozen=True, slots=True)
class Span:
    """One substitution: of which post, whose, by whom, from and to which day (inclusive)."""

    post_id: int
    away_id: int
    substitute_id: int
    valid_from: date
    valid_to: date

    def meets(self, other: "Span") -> bool:
        return self.valid_from <= other.valid_to and other.valid_from <= self.valid_to


@dataclass(frozen=True, slots=True)
class PostFacts:
    """The post that is to be filled in for."""

    is_substitution: bool
    valid_from: date
    valid_to: date | None


def refusal(asked: Span, post: PostFacts, others: Iterable[Span], *, today: date) -> str:
    """Why the substitution cannot be given, as a code of words.REFUSALS; "" when it can.

    `others` are all substitutions that have not ended."""
    if post.is_substitution:
        return "substitution_of_substitution"
    if asked.substitute_id == asked.away_id:
        return "substitute_is_self"
    if asked.valid_to < asked.valid_from:
        return "dates_not_in_order"
    if asked.valid_from < today:
        return "substitution_in_the_past"
    if (asked.valid_to - asked.valid_from).days >= LONGEST_DAYS:
        return "substitution_too_long"
    if asked.valid_from < post.valid_from or (post.valid_to is not None and asked.valid_to > post.valid_to):
        return "substitution_outside_post"
    meeting = [span for span in others if span.meets(asked)]
    if any(span.post_id == asked.post_id for span in meeting):
        return "substitution_overlaps"
    if asked.away_id in _stands_in_for(asked.away_id, [*meeting, asked]):
        return "substitution_cycle"
    return ""


def _stands_in_for(person_id: int, spans: list[Span]) -> set[int]:
    """Everybody whom this person's absence is filled by, over any number of steps."""
    found: set[int] = set()
    ahead = {person_id}
    while ahead:
        ahead = {span.substitute_id for span in spans if span.away_id in ahead} - found
        found |= ahead
    return found
