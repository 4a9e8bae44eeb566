"""What a list of assignments may be asked for. The address of such a question: rules/filter_address.py.

Pure. queries/task_filter.py turns it into conditions; what a reader may see is never part of it.
"""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from nhacviec.rules.lifecycle import CLOSED, ISSUED, OPEN, Duty, State
from nhacviec.rules.relative_days import Day
from nhacviec.rules.statistics import Number
from nhacviec.rules.timeliness import Timeliness

ME = "toi"  # whoever reads the list
MINE = "cua-toi"  # his unit, with everything below it
NONE = "khong-co"  # nobody, nothing is named there

OPEN_STATES, CLOSED_STATES = "open", "closed"


def is_id(value: str) -> bool:
    return value.isascii() and value.isdecimal()


@dataclass(frozen=True, slots=True)
class Choice:
    """Some values of one condition: one of them, or (negated) none of them. No values: no condition."""

    values: tuple[str, ...] = ()
    negated: bool = False

    def __bool__(self) -> bool:
        return bool(self.values)


@dataclass(frozen=True, slots=True)
class Days:
    """From a day to a day, both taken in; `missing`: no day stands there at all."""

    first: Day | None = None
    last: Day | None = None
    missing: bool = False

    def __bool__(self) -> bool:
        return self.missing or self.first is not None or self.last is not None


@dataclass(frozen=True, slots=True)
class Overdue:
    """Calendar days overdue, from `least` to `most` (None: or more)."""

    least: int
    most: int | None


ANY, EVER = Choice(), Days()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One question to the list; what is empty does not filter. Ids stand as digits, beside ME, MINE, NONE."""

    text: str = ""  # words of the content, accents optional; or a code
    document: str = ""  # number and symbol, in any spelling
    head: str = ""  # a head of "Việc của tôi"
    parties: bool = False  # an agency: also the other units' duties in its tasks
    number: Number | None = None  # a class of the statistics
    overdue: Overdue | None = None
    states: Choice = ANY  # State, OPEN_STATES, CLOSED_STATES
    timeliness: Choice = ANY
    duties: Choice = ANY
    units: Choice = ANY  # with everything below them
    fields: Choice = ANY
    documents: Choice = ANY
    monitors: Choice = ANY  # in any of the three places
    specialists: Choice = ANY
    office_leaders: Choice = ANY
    committee_leaders: Choice = ANY
    officers: Choice = ANY
    divisions: Choice = ANY
    assigners: Choice = ANY
    due: Days = EVER
    assigned: Days = EVER
    answered: Days = EVER
    starred: bool | None = None
    obstacle: bool | None = None
    extended: bool | None = None
    urged: bool | None = None
    as_of: date | None = None  # the end of a past day instead of now
    period: str = ""  # a period's key: rules/periods

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) != f.default for f in fields(self))

    @property
    def issued_states(self) -> frozenset[State]:
        """The states asked for; every state that was issued when none is named."""
        if not self.states:
            return ISSUED
        named: set[State] = set()
        for value in self.states.values:
            groups = {OPEN_STATES: OPEN, CLOSED_STATES: CLOSED}
            named |= groups[value] if value in groups else {State(value)}
        return ISSUED - named if self.states.negated else frozenset(named)


TO_DO = Filter(states=Choice((OPEN_STATES,)))  # what the bare address shows


class Kind(StrEnum):
    """What the values of a choice are."""

    CODES = "codes"
    UNITS = "units"
    PEOPLE = "people"
    FIELDS = "fields"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Condition:
    """A choice: its key in the address, its name in Filter, the codes or words it understands."""

    key: str
    name: str
    kind: Kind
    codes: tuple[str, ...] = ()


_STATES = (OPEN_STATES, CLOSED_STATES, *(s.value for s in State if s in ISSUED))
CHOICES: tuple[Condition, ...] = (
    Condition("trang-thai", "states", Kind.CODES, _STATES),
    Condition("thoi-han", "timeliness", Kind.CODES, tuple(t.value for t in Timeliness)),
    Condition("vai-tro", "duties", Kind.CODES, tuple(d.value for d in Duty)),
    Condition("don-vi", "units", Kind.UNITS, (MINE,)),
    Condition("linh-vuc", "fields", Kind.FIELDS, (NONE,)),
    Condition("van-ban", "documents", Kind.DOCUMENTS, (NONE,)),
    Condition("theo-doi", "monitors", Kind.PEOPLE, (ME, NONE)),
    Condition("chuyen-vien", "specialists", Kind.PEOPLE, (ME, NONE)),
    Condition("lanh-dao-vp", "office_leaders", Kind.PEOPLE, (ME, NONE)),
    Condition("lanh-dao-ubnd", "committee_leaders", Kind.PEOPLE, (ME, NONE)),
    Condition("can-bo", "officers", Kind.PEOPLE, (ME, NONE)),
    Condition("phong", "divisions", Kind.UNITS, (MINE, NONE)),
    Condition("co-quan-giao", "assigners", Kind.UNITS),
)
DAYS = {"han": "due", "giao": "assigned", "tra-loi": "answered"}
YES_NO = {"sao": "starred", "vuong-mac": "obstacle", "gia-han": "extended", "don-doc": "urged"}
TEXTS = {"q": ("text", 200), "so-van-ban": ("document", 100)}
