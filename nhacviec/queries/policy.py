"""The numbers that the province decided, as in force on a day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nhacviec.records.models import PolicyValue
from nhacviec.rules.policies import POLICIES, PolicyError, PolicySet, describe_value, effective, parse_value
from nhacviec.rules.policy import Policy, Value

_held: ContextVar[list[tuple[str, str, date]] | None] = ContextVar("policies_held", default=None)


def policy_on(day: date) -> PolicySet:
    """Typed values in force on that day; what was never set has its default."""
    held = _held.get()
    return effective(_versions() if held is None else held, on=day)


@contextmanager
def policies_held() -> Iterator[None]:
    """Read the policies once for thousands of deeds in one transaction that does not change them."""
    token = _held.set(_versions())
    try:
        yield
    finally:
        _held.reset(token)


def _versions() -> list[tuple[str, str, date]]:
    return list(PolicyValue.objects.values_list("key", "value", "effective_from"))


class VersionState(StrEnum):
    FUTURE = "future"
    IN_FORCE = "in_force"
    PAST = "past"
    REPLACED = "replaced"  # another version begins on the same day and was set later
    UNREADABLE = "unreadable"  # does not fit the policy any more: counts as never set


@dataclass(frozen=True)
class Version:
    row: PolicyValue
    state: VersionState
    words: str


@dataclass(frozen=True)
class Line:
    """One policy with what is in force today and what is to come; `versions` the newest first."""

    policy: Policy
    value: Value
    versions: tuple[Version, ...]

    @property
    def words(self) -> str:
        return describe_value(self.policy.key, self.value)

    @property
    def default_words(self) -> str:
        return describe_value(self.policy.key, self.policy.default)

    @property
    def is_default(self) -> bool:
        return not any(version.state is VersionState.IN_FORCE for version in self.versions)

    @property
    def coming(self) -> tuple[Version, ...]:
        return tuple(reversed([v for v in self.versions if v.state is VersionState.FUTURE]))

    @property
    def newest_id(self) -> int:
        """What a form was shown with: any later version makes it stale."""
        return max((version.row.pk for version in self.versions), default=0)


def policy_lines(today: date, *, key: str = "") -> list[Line]:
    """All policies in the order of the book, or the one of that key ([] when there is none)."""
    rows = PolicyValue.objects.select_related("set_by").order_by("effective_from", "id")
    rows = rows.filter(key=key) if key else rows
    by_key: dict[str, list[PolicyValue]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    chosen = [policy for policy in POLICIES.values() if not key or policy.key == key]
    return [_line(policy, by_key.get(policy.key, []), today) for policy in chosen]


def _line(policy: Policy, rows: list[PolicyValue], today: date) -> Line:
    said = {row.pk: words for row in rows if (words := _words(row)) is not None}
    last_of_day = {row.effective_from: row.pk for row in rows if row.pk in said}
    begun = [day for day in last_of_day if day <= today]
    in_force = last_of_day[max(begun)] if begun else None
    versions = []
    for row in reversed(rows):
        if row.pk not in said:
            state = VersionState.UNREADABLE
        elif last_of_day[row.effective_from] != row.pk:
            state = VersionState.REPLACED
        elif row.effective_from > today:
            state = VersionState.FUTURE
        else:
            state = VersionState.IN_FORCE if row.pk == in_force else VersionState.PAST
        versions.append(Version(row, state, said.get(row.pk, row.value)))
    values = effective(((row.key, row.value, row.effective_from) for row in rows), on=today)
    return Line(policy, values[policy.key], tuple(versions))


def _words(row: PolicyValue) -> str | None:
    try:
        return describe_value(row.key, parse_value(row.key, row.value))
    except PolicyError:
        return None
