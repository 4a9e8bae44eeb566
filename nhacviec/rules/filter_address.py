"""The filter of a list as it stands in an address: read with every mistake named, written in one way.

    ?trang-thai=open,returned&don-vi=12&khong-linh-vuc=3&han-den=hom-nay+7&chuyen-vien=toi

A comma (or the key twice) means "one of"; `khong-` before a key means "none of"; days take `-tu`, `-den`
(both taken in), `-truoc` and `-sau`. A value that cannot be read is a Problem, never left out quietly: a list
that forgets half of the question would be believed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlencode

from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.periods import period_from_key
from nhacviec.rules.relative_days import Day, read_day
from nhacviec.rules.statistics import Number
from nhacviec.rules.task_filter import (
    CHOICES,
    DAYS,
    NONE,
    TEXTS,
    TO_DO,
    YES_NO,
    Choice,
    Condition,
    Days,
    Filter,
    Kind,
    Overdue,
)
from nhacviec.rules.text import UnusableText, clean_line
from nhacviec.rules.words_inbox import HEADS

NOT = "khong-"
ALL = "tat-ca"
EXCEPT = "tru"  # of a form: which conditions are meant as "none of"
MOST_VALUES = 200
LONGEST = 8000  # characters of a whole question; longer ones are no question of ours
_LONGEST_VALUE = 2000
_ID = re.compile(r"#?([0-9]{1,18})")
_DAY_ENDS = {"": (0, 0), "-tu": (0, None), "-den": (None, 0), "-truoc": (None, -1), "-sau": (1, None)}
_YES, _NO = {"co", "1", "on", "true"}, {"khong", "0", "false"}
_OVERDUE = re.compile(r"([0-9]{1,5})(?:\s*(-)\s*([0-9]{1,5})?)?")
_DUTY_WORDS = {"chu-tri": "lead", "phoi-hop": "coordinate"}

# Of the list, but no conditions: how it is sorted, where one stands in it.
BESIDE = frozenset({"sap-xep", "sau", "truoc", "trang", "mo-rong", EXCEPT})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the value of a key; its words: rules/words_filter.PROBLEMS."""

    key: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What an address asks. `unknown`: keys that mean nothing here."""

    filter: Filter
    problems: tuple[Problem, ...] = ()
    unknown: tuple[str, ...] = ()


def read(query: Mapping[str, Sequence[str]]) -> Question:
    """From the lists of a parsed query string. The bare address asks for what is still to be done."""
    given: dict[str, list[str]] = {}
    for key, values in query.items():
        given.setdefault(key.replace("_", "-"), []).extend(values)
    if sum(len(key) + sum(map(len, values)) for key, values in given.items()) > LONGEST:
        return Question(Filter(), (Problem("", "too_long"),))
    reader = _Reader(given)
    found = reader.filter()
    if "trang-thai" not in given and not found and not reader.problems:
        found = TO_DO
    return Question(found, tuple(reader.problems), tuple(reader.unknown()))


def read_text(query: str) -> Question:
    """From a query string, as a saved view keeps it."""
    try:
        return read(parse_qs(query, keep_blank_values=True, max_num_fields=500))
    except ValueError:  # more fields than any question has
        return Question(Filter(), (Problem("", "too_long"),))


class _Reader:
    def __init__(self, given: dict[str, list[str]]) -> None:
        self.given = given
        self.problems: list[Problem] = []
        self.asked: set[str] = set()

    def filter(self) -> Filter:
        values: dict[str, Any] = {c.name: self._choice(c) for c in CHOICES}
        values |= {name: self._line(key, limit) for key, (name, limit) in TEXTS.items()}
        values |= {name: self._days(key) for key, name in DAYS.items()}
        values |= {name: self._yes_no(key) for key, name in YES_NO.items()}
        values["head"] = self._one_of("nhom", HEADS)
        values["parties"] = bool(self._yes_no("ca-don-vi-khac"))
        number = self._one_of("so", tuple(Number))
        values["number"] = Number(number) if number else None
        if number and not values["duties"]:
            values["duties"] = Choice((Duty.LEAD.value,))  # what the numbers count
        values["overdue"] = self._overdue()
        values["as_of"] = self._as_of()
        values["period"] = self._period()
        return Filter(**values)

    def unknown(self) -> Iterator[str]:
        for key in self.given:
            if key not in self.asked and key not in BESIDE:
                yield key[:40]

    def _wrong(self, key: str, code: str, value: str = "") -> None:
        self.problems.append(Problem(key, code, value[:60]))

    def _line(self, key: str, limit: int = _LONGEST_VALUE) -> str:
        """The one value of a key; several are taken as a comma between them."""
        self.asked.add(key)
        try:
            return clean_line(",".join(v for v in self.given.get(key, ()) if v), limit=limit)
        except UnusableText as refused:
            self._wrong(key, refused.code)
            return ""

    def _one_of(self, key: str, codes: Sequence[str] | Mapping[str, str]) -> str:
        value = self._line(key)
        if value and value not in codes:
            self._wrong(key, "unknown_value", value)
            return ""
        return value

    def _choice(self, condition: Condition) -> Choice:
        wanted = self._values(condition, condition.key)
        unwanted = self._values(condition, NOT + condition.key)
        if condition.key in self.given.get(EXCEPT, ()):
            wanted, unwanted = (), wanted + unwanted
        if wanted and unwanted:
            self._wrong(NOT + condition.key, "both_ways")
        return Choice(wanted) if wanted else Choice(unwanted, negated=bool(unwanted))

    def _values(self, condition: Condition, key: str) -> tuple[str, ...]:
        line = self._line(key)
        separators = "[,;]" if condition.kind is Kind.UNITS else ","
        typed = [part.strip() for part in re.split(separators, line) if part.strip()]
        if len(typed) > MOST_VALUES:
            self._wrong(key, "too_many")
            typed = []
        if condition.name == "states" and typed == [ALL]:
            return ()
        values = [self._value(condition, key, part) for part in typed]
        return tuple(dict.fromkeys(v for v in values if v))

    def _value(self, condition: Condition, key: str, typed: str) -> str:
        value = _DUTY_WORDS.get(typed, typed) if condition.name == "duties" else typed
        if value in condition.codes:
            return value
        if condition.kind is not Kind.CODES and (number := _ID.fullmatch(value)):
            return str(int(number[1]))
        if condition.kind is Kind.UNITS:
            return value  # a name, to be looked up
        self._wrong(key, "unknown_value", typed)
        return ""

    def _days(self, key: str) -> Days:
        first: Day | None = None
        last: Day | None = None
        missing = False
        for end, (from_shift, to_shift) in _DAY_ENDS.items():
            typed = self._line(key + end)
            if not end and typed == NONE:
                missing = True
            if not typed or missing:
                continue
            try:
                day = read_day(typed)
            except ValueError:
                self._wrong(key + end, "no_day", typed)
                continue
            first = day.moved(from_shift) if from_shift is not None else first
            last = day.moved(to_shift) if to_shift is not None else last
        if first and last and first.fixed and last.fixed and first.fixed > last.fixed:
            self._wrong(f"{key}-den", "days_crossed")
        return Days(missing=True) if missing else Days(first, last)

    def _yes_no(self, key: str) -> bool | None:
        value = self._line(key).lower()
        if value and value not in _YES | _NO:
            self._wrong(key, "unknown_value", value)
        return True if value in _YES else False if value in _NO else None

    def _overdue(self) -> Overdue | None:
        value = self._line("qua-ngay")
        if not value:
            return None
        found = _OVERDUE.fullmatch(value)
        least = int(found[1]) if found else 0
        most = least if found and not found[2] else int(found[3]) if found and found[3] else None
        if found is None or (most is not None and most < least):
            self._wrong("qua-ngay", "no_days_overdue", value)
            return None
        return Overdue(least, most)

    def _as_of(self) -> Any:
        value = self._line("tinh-den")
        if not value:
            return None
        try:
            day = read_day(value)
        except ValueError:
            day = Day(word="hom-nay", shift=1)
        if day.fixed is None:
            self._wrong("tinh-den", "no_day", value)
        return day.fixed

    def _period(self) -> str:
        value = self._line("ky")
        if value and not _is_period(value):
            self._wrong("ky", "no_period", value)
            return ""
        return value


def _is_period(value: str) -> bool:
    try:
        period_from_key(value)
    except ValueError:
        return False
    return True


def pairs(wanted: Filter) -> list[tuple[str, str]]:
    """The filter as keys and values, always in the same order; without what does not filter."""
    found = [(key, getattr(wanted, name)) for key, (name, _limit) in TEXTS.items()]
    for condition in CHOICES:
        choice: Choice = getattr(wanted, condition.name)
        found.append(((NOT if choice.negated else "") + condition.key, ",".join(choice.values)))
    for key, name in DAYS.items():
        found += _day_pairs(key, getattr(wanted, name))
    for key, name in YES_NO.items():
        found.append((key, {None: "", True: "co", False: "khong"}[getattr(wanted, name)]))
    found += [
        ("nhom", wanted.head),
        ("ca-don-vi-khac", "co" if wanted.parties else ""),
        ("so", wanted.number.value if wanted.number else ""),
        ("qua-ngay", _overdue_text(wanted.overdue)),
        ("tinh-den", wanted.as_of.isoformat() if wanted.as_of else ""),
        ("ky", wanted.period),
    ]
    return [(key, value) for key, value in found if value] or [("trang-thai", ALL)]


def address(wanted: Filter) -> str:
    """The canonical query string: equal questions have equal addresses."""
    return urlencode(pairs(wanted), safe=",/")


def without(wanted: Filter, key: str) -> Filter:
    """The same question without one condition, by its key in the address."""
    names = {c.key: c.name for c in CHOICES} | DAYS | YES_NO | {k: n for k, (n, _) in TEXTS.items()}
    names |= {"nhom": "head", "ca-don-vi-khac": "parties", "so": "number", "qua-ngay": "overdue"}
    names |= {"tinh-den": "as_of", "ky": "period"}
    name = names[key.removeprefix(NOT)]
    return replace(wanted, **{name: getattr(Filter(), name)})


def _day_pairs(key: str, days: Days) -> list[tuple[str, str]]:
    if days.missing:
        return [(key, NONE)]
    first, last = (day.text if day else "" for day in (days.first, days.last))
    return [(key, first)] if first == last else [(f"{key}-tu", first), (f"{key}-den", last)]


def _overdue_text(overdue: Overdue | None) -> str:
    if overdue is None:
        return ""
    if overdue.most == overdue.least:
        return str(overdue.least)
    return f"{overdue.least}-{'' if overdue.most is None else overdue.most}"
