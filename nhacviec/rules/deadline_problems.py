"""Why a typed deadline was not understood: codes with parameters; `words_deadlines` has the sentences."""

from dataclasses import dataclass, field
from enum import StrEnum


class ProblemCode(StrEnum):
    """Why a deadline was not understood; the comment names its parameters."""

    EMPTY = "empty"
    TEXT_TOO_LONG = "text_too_long"  # limit
    UNKNOWN = "unknown"  # text
    IMPOSSIBLE_DATE = "impossible_date"  # text
    IMPOSSIBLE_HOUR = "impossible_hour"  # text
    DATE_MISSING = "date_missing"  # hour
    BEFORE_DOCUMENT = "before_document"  # day, issued_on
    TOO_FAR = "too_far"  # limit
    ZERO_TERM = "zero_term"
    AMBIGUOUS_NUMBER = "ambiguous_number"  # number
    AMBIGUOUS_MONTH = "ambiguous_month"  # text
    AMBIGUOUS_UNIT = "ambiguous_unit"  # number
    AMBIGUOUS_BEFORE = "ambiguous_before"  # text
    AMBIGUOUS_SAU = "ambiguous_sau"
    WEEKDAY_DIFFERS = "weekday_differs"  # day
    UNKNOWN_PERIOD = "unknown_period"  # text


@dataclass(frozen=True)
class DeadlineProblem:
    code: ProblemCode
    params: dict[str, object] = field(default_factory=dict)
