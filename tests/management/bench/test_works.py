"""The invented tasks are those that other systems were measured with, and no day of them is impossible."""

from collections import Counter
from datetime import date

import pytest

from nhacviec.management.bench.texts import RARE
from nhacviec.management.bench.works import AGENCIES, RARE_EVERY, Work, first_day, works

TODAY = date(2026, 11, 22)
COUNT = 20_000


@pytest.fixture(scope="module")
def found() -> list[Work]:
    return list(works(COUNT, today=TODAY))


def _share(found: list[Work], kind: str) -> float:
    chosen = {
        "done": [w for w in found if w.done_on],
        "overdue": [w for w in found if w.is_overdue],
        "undated": [w for w in found if w.due_on is None],
        "late": [w for w in found if w.is_late],
        "extended": [w for w in found if w.is_extended],
    }
    return len(chosen[kind]) / len(found)


@pytest.mark.parametrize(
    ("kind", "share"),
    # late: 20 % of the 80 % of the 70 %; undated: 20 % but for those overdue; extended: most of the rest
    [("done", 0.70), ("overdue", 0.075), ("undated", 0.185), ("late", 0.112), ("extended", 0.16)],
)
def test_the_shares_are_those_of_the_other_systems(found: list[Work], kind: str, share: float) -> None:
    assert _share(found, kind) == pytest.approx(share, abs=0.015)


def test_the_first_agency_has_most_and_each_has_some(found: list[Work]) -> None:
    of_agency = Counter(work.agency for work in found)
    assert of_agency.most_common(1)[0][0] == 0
    assert of_agency[0] / COUNT == pytest.approx(0.095, abs=0.01)
    assert len(of_agency) == AGENCIES


def test_the_same_question_gives_the_same_tasks(found: list[Work]) -> None:
    assert list(works(300, today=TODAY)) == list(works(300, today=TODAY))
    assert next(works(300, today=TODAY)) == found[0]


def test_no_day_lies_where_it_cannot(found: list[Work]) -> None:
    for work in found:
        assert work.issued_on <= TODAY
        assert work.done_on is None or work.issued_on <= work.done_on <= TODAY
        assert work.due_on is None or work.due_on >= work.issued_on
        assert work.is_overdue == bool(work.done_on is None and work.due_on and work.due_on < TODAY)
        assert work.is_late == bool(work.done_on and work.due_on and work.done_on > work.due_on)
        assert not work.is_extended or work.done_on is None


def test_a_large_province_has_eight_years_and_a_small_one_year() -> None:
    assert first_day(100_000, TODAY) == date(2025, 11, 23)
    assert first_day(100_001, TODAY) == date(2018, 11, 23)


def test_something_rare_is_said_rarely(found: list[Work]) -> None:
    assert [work.number for work in found if RARE in work.content] == list(range(7, COUNT, RARE_EVERY))
