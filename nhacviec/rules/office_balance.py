"""By what the Office's own divisions and officers are judged (plan 1130/KH-VP, I.2 c; III.5 b). Pure.

Four things are put to somebody's account on a day:

- documents entered late: the tasks of a directive are to be entered by the unit that drafted it (policies
  1–4, entry_limits). LATE: entered after the limit; MISSING: past the limit and not entered. Calendar days.
- tasks he follows, and how they stand: the numbers of rules/statistics, by specialist.
- confirmations he keeps waiting: answers that were in and neither confirmed nor sent back; leads and
  coordinators alike, in days since the answer was recorded. By policy 16 it is the specialist who follows the
  task who owes them, or the leader of the Office.
- submissions he holds, and those of them past their limit: who has the file, not whose name stands on it.

Whoever works in several divisions belongs to one of them for this. What nobody is named for stays with the
division; what falls to no division, with the Office itself. So every division is the sum of its lines, and
the Office the sum of its divisions.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from nhacviec.rules.statistics import Counts
from nhacviec.rules.submissions import Stop

NOBODY = 0  # in an address and as the id of a line: no person is named


class EntryNumber(StrEnum):
    """Of documents, as they stand in addresses."""

    MISSING = "chua-nhap"
    LATE = "nhap-muon"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many, and the days of the oldest of them."""

    count: int = 0
    longest: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.count + other.count, max(self.longest, other.longest))


@dataclass(frozen=True, slots=True)
class Balance:
    """`held_late` is among `held`. Days: calendar days past the limit; of `waiting` since it came in."""

    missing: Tally = Tally()
    late: Tally = Tally()
    followed: Counts = field(default_factory=Counts)
    waiting: Tally = Tally()
    held: int = 0
    held_late: Tally = Tally()

    def __add__(self, other: "Balance") -> "Balance":
        return Balance(
            self.missing + other.missing,
            self.late + other.late,
            self.followed + other.followed,
            self.waiting + other.waiting,
            self.held + other.held,
            self.held_late + other.held_late,
        )

    @property
    def is_empty(self) -> bool:
        return self == Balance()


def total(balances: Iterable[Balance]) -> Balance:
    return sum(balances, Balance())


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is put: a unit of the Office, and the person there, or NOBODY. Unit None: nobody of
    the Office at all."""

    unit_id: int | None
    person_id: int = NOBODY


@dataclass(frozen=True, slots=True)
class Homes:
    """The one place of each person of the Office on a day. `office_id`: the Office itself, where what falls
    to no division stands."""

    of_person: dict[int, int]
    office_id: int | None
    unit_ids: frozenset[int]  # of the Office

    def of(self, person_id: int | None) -> Place | None:
        unit_id = self.of_person.get(person_id) if person_id else None
        return Place(unit_id, person_id or NOBODY) if unit_id else None


def debtor(homes: Homes, *, drafting_id: int | None, entered_by: int | None, entry_role: str) -> Place:
    """Who owed the entry of a document. What an agency drafted, or nobody is named for, falls to the records
    clerk, so to the Office itself; all of it where the clerk enters (policy 1). The person who entered it
    answers for it if he is of that division."""
    drafted_here = drafting_id in homes.unit_ids and entry_role != "records_clerk"
    unit_id = drafting_id if drafted_here else homes.office_id
    who = homes.of(entered_by)
    return who if who and who.unit_id == unit_id else Place(unit_id)


def holder(
    homes: Homes,
    *,
    stop: Stop,
    division_id: int | None,
    officer_id: int | None,
    leader_id: int | None,
) -> Place:
    """Who has an open submission: the leader before whom it lies, else the officer, else the division; what
    has just arrived, the Office itself. A leader of the Committee is nobody of the Office."""
    if stop is Stop.DECISION:
        return homes.of(leader_id) or Place(None, leader_id or NOBODY)
    if stop is Stop.ARRIVED:
        return Place(homes.office_id)
    if officer_id:
        return homes.of(officer_id) or Place(None, officer_id)
    return Place(division_id if division_id in homes.unit_ids else homes.office_id)


def confirmer_column(confirm_role: str) -> str:
    """Who keeps an answer waiting, by policy 16: a column of the duty."""
    return "office_leader" if confirm_role == "office_leader" else "specialist"
