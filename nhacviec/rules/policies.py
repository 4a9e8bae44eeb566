"""The numbers a province decides: read what an administrator types, and find what is in force on a day.

Definitions stand in policy_book; every value is stored as text, versioned by the day from which it applies.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from nhacviec.rules.policy import Policy, Value
from nhacviec.rules.policy_book.deadlines import DEADLINES
from nhacviec.rules.policy_book.duties import DUTIES
from nhacviec.rules.policy_book.modules import MODULES
from nhacviec.rules.policy_book.reports import REPORTS
from nhacviec.rules.policy_book.results import RESULTS
from nhacviec.rules.policy_book.submissions import SUBMISSIONS
from nhacviec.rules.policy_book.superiors import SUPERIORS
from nhacviec.rules.text import fold, visible

VersionText = tuple[str, str, date]  # key, value as text, effective from

_BOOK = (*DUTIES, *DEADLINES, *RESULTS, *REPORTS, *SUBMISSIONS, *SUPERIORS, *MODULES)
POLICIES: dict[str, Policy] = {policy.key: policy for policy in _BOOK}

_YES = frozenset({"yes", "true", "1", "co", "bat"})
_NO = frozenset({"no", "false", "0", "khong", "tat"})
_LONGEST_LIST = 12


class PolicyError(ValueError):
    """What is wrong with a value: see words_refusals for the codes and their sentences."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class PolicySet(Mapping[str, Any]):
    """All policies as in force on one day: `policies.return_wd` or `policies["return_wd"]`.

    `versions`: from what `effective` made it, all that was or will be in force."""

    values_by_key: Mapping[str, Value]
    versions: Sequence[VersionText] = field(default=(), repr=False, compare=False)

    def on(self, day: date) -> "PolicySet":
        """Those in force on another day."""
        return effective(self.versions, on=day)

    def __getitem__(self, key: str) -> Any:
        return self.values_by_key[key]

    def __getattr__(self, key: str) -> Any:
        if key in POLICIES:
            return self.values_by_key[key]
        raise AttributeError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_key)

    def __len__(self) -> int:
        return len(self.values_by_key)


def effective(versions: Iterable[VersionText], on: date) -> PolicySet:
    """What is in force on a day. `versions`: (key, value as text, effective from).

    The newest version that has begun counts, of two that begin on one day the later in the list; what was
    never set has its default. A key that no longer exists, or a value that no longer fits its policy, counts
    as never set.
    """
    versions = tuple(versions)
    newest: dict[str, tuple[date, Value]] = {}
    for key, text, effective_from in versions:
        if effective_from > on or (key in newest and newest[key][0] > effective_from):
            continue
        try:
            newest[key] = (effective_from, parse_value(key, text))
        except PolicyError:
            continue
    defaults = {key: policy.default for key, policy in POLICIES.items()}
    return PolicySet(defaults | {key: value for key, (_, value) in newest.items()}, versions)


def default_policies() -> PolicySet:
    """The set of a province that has decided nothing yet."""
    return effective((), date.min)


def parse_value(key: str, text: str) -> Value:
    """The typed value of a text; empty is None where the policy has `unset`. Raises PolicyError."""
    policy = _policy(key)
    typed = visible(text)
    if not typed:
        if policy.unset:
            return None
        raise PolicyError("required")
    match policy.type:
        case "bool":
            return _yes_or_no(typed)
        case "choice":
            return _choice(policy, typed)
        case "int":
            return _within(policy, _number(typed))
        case "ints":
            return _rising(policy, [_number(part) for part in _parts(typed)])
        case _:  # hours
            return _rising(policy, _span(typed))


def format_value(key: str, value: Value) -> str:
    """The text to store and to show in the field; parse_value gives the value back."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple() if _policy(key).type == "hours":
            return "–".join(f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in value)
        case tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def describe_value(key: str, value: Value) -> str:
    """The value in words for a page: "2 ngày làm việc", "Có", "không giới hạn"."""
    policy = _policy(key)
    if value is None:
        return policy.unset
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if policy.type == "choice":
        return dict(policy.choices)[str(value)]
    return f"{format_value(key, value)} {policy.unit}".rstrip()


def _policy(key: str) -> Policy:
    if key not in POLICIES:
        raise PolicyError("unknown_key")
    return POLICIES[key]


def _parts(typed: str) -> list[str]:
    parts = [part for part in re.split(r"[,;\s]+", typed) if part]
    if len(parts) > _LONGEST_LIST:
        raise PolicyError("too_many")
    return parts


def _number(typed: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", typed):
        raise PolicyError("not_a_number")
    return int(typed)


def _span(typed: str) -> list[int]:
    """ "7:30–17h" is 450 and 1020 minutes after midnight."""
    parts = [part for part in re.split(r"\s*[-–—]\s*|\s+", typed) if part]
    clocks = [re.fullmatch(r"([01]?[0-9]|2[0-3])(?:[:hH]([0-5][0-9])?)?", part) for part in parts]
    if len(clocks) != 2:
        raise PolicyError("not_hours")
    minutes = [int(found[1]) * 60 + int(found[2] or 0) for found in clocks if found]
    if len(minutes) != 2:
        raise PolicyError("not_hours")
    return minutes


def _within(policy: Policy, number: int) -> int:
    if not policy.minimum <= number <= policy.maximum:
        raise PolicyError("out_of_range")
    return number


def _rising(policy: Policy, numbers: list[int]) -> tuple[int, ...]:
    if not numbers:
        raise PolicyError("required")
    if any(a >= b for a, b in pairwise(numbers)):
        raise PolicyError("not_rising")
    return tuple(_within(policy, number) for number in numbers)


def _yes_or_no(typed: str) -> bool:
    folded = fold(typed)
    if folded not in _YES | _NO:
        raise PolicyError("not_yes_or_no")
    return folded in _YES


def _choice(policy: Policy, typed: str) -> str:
    if typed not in dict(policy.choices):
        raise PolicyError("not_a_choice")
    return typed
