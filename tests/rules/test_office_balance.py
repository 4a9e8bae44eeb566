"""To whose account things are put: documents, files in hand; sums."""

import pytest

from nhacviec.rules.office_balance import (
    Balance,
    Homes,
    Place,
    Tally,
    confirmer_column,
    debtor,
    holder,
    total,
)
from nhacviec.rules.statistics import Counts
from nhacviec.rules.submissions import Stop

OFFICE, GENERAL, IT, AGENCY = 1, 2, 3, 9
ANN, BOB, CHIEF, CHAIR = 11, 12, 13, 99
HOMES = Homes({ANN: GENERAL, BOB: IT, CHIEF: OFFICE}, OFFICE, frozenset({OFFICE, GENERAL, IT}))


@pytest.mark.parametrize(
    ("drafting", "by", "role", "place"),
    [
        (GENERAL, None, "drafting_unit", Place(GENERAL)),
        (GENERAL, ANN, "drafting_unit", Place(GENERAL, ANN)),
        (GENERAL, BOB, "drafting_unit", Place(GENERAL)),  # of another division: the division alone owes it
        (AGENCY, BOB, "drafting_unit", Place(OFFICE)),
        (None, CHIEF, "drafting_unit", Place(OFFICE, CHIEF)),
        (GENERAL, ANN, "sector_officer", Place(GENERAL, ANN)),
        (GENERAL, ANN, "records_clerk", Place(OFFICE)),
    ],
)
def test_the_drafting_division_owes_the_entry(
    drafting: int | None, by: int | None, role: str, place: Place
) -> None:
    assert debtor(HOMES, drafting_id=drafting, entered_by=by, entry_role=role) == place


@pytest.mark.parametrize(
    ("stop", "division", "officer", "leader", "place"),
    [
        (Stop.ARRIVED, None, None, None, Place(OFFICE)),
        (Stop.APPRAISAL, GENERAL, None, None, Place(GENERAL)),
        (Stop.APPRAISAL, GENERAL, BOB, None, Place(IT, BOB)),  # where the person is, there the file is
        (Stop.CONSULTATION, GENERAL, ANN, None, Place(GENERAL, ANN)),
        (Stop.DECISION, GENERAL, ANN, CHIEF, Place(OFFICE, CHIEF)),
        (Stop.DECISION, GENERAL, ANN, CHAIR, Place(None, CHAIR)),
        (Stop.APPRAISAL, GENERAL, 77, None, Place(None, 77)),  # who has left
        (Stop.APPRAISAL, AGENCY, None, None, Place(OFFICE)),
    ],
)
def test_who_has_the_file_holds_it(
    stop: Stop, division: int | None, officer: int | None, leader: int | None, place: Place
) -> None:
    found = holder(HOMES, stop=stop, division_id=division, officer_id=officer, leader_id=leader)
    assert found == place


def test_the_specialist_confirms_unless_the_policy_says_the_leader() -> None:
    assert confirmer_column("monitor") == "specialist"
    assert confirmer_column("office_leader") == "office_leader"


def test_a_sum_adds_the_counts_and_keeps_the_oldest() -> None:
    one = Balance(late=Tally(2, 5), followed=Counts(overdue=1), held=3, held_late=Tally(1, 9))
    two = Balance(late=Tally(1, 7), followed=Counts(overdue=4), waiting=Tally(2, 3))
    assert total([one, two]) == Balance(
        late=Tally(3, 7),
        followed=Counts(overdue=5),
        waiting=Tally(2, 3),
        held=3,
        held_late=Tally(1, 9),
    )
    assert total([]).is_empty and not one.is_empty
