"""Rows and tasks find each other."""

from collections import Counter
from datetime import date
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.reconcile.likeness import likeness
from nhacviec.rules.reconcile.pairing import ALIKE, ALONE, Clause, pair_up, same_document

WORDS = ["rà", "soát", "dự", "án", "đầu", "tư", "công", "báo", "cáo", "Thủ", "tướng", "tỉnh"]
SYMBOLS = ["342/TTg-KTTH", "343/TTg-KTTH", "342/VPCP-KTTH", "11/NQ-CP"]
clauses = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
rows = st.lists(st.tuples(st.sampled_from(SYMBOLS), clauses), max_size=12)


def side(found: list[tuple[str, str]], start: int = 0) -> list[Clause]:
    numbers = count(start)
    return [Clause(next(numbers), symbol, text) for symbol, text in found]


@given(clauses, clauses)
def test_likeness_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one.upper() + ".") == 1


@given(rows, rows)
def test_nobody_is_paired_twice_and_only_within_one_document(
    there: list[tuple[str, str]], here: list[tuple[str, str]]
) -> None:
    theirs, ours = side(there), side(here, start=100)
    found = pair_up(theirs, ours)
    assert max(Counter(p.theirs for p in found).values(), default=0) <= 1
    assert max(Counter(p.ours for p in found).values(), default=0) <= 1
    by_key = {clause.key: clause for clause in (*theirs, *ours)}
    for pair in found:
        one, other = by_key[pair.theirs], by_key[pair.ours]
        assert one.symbol == other.symbol
        assert pair.score == likeness(one.content, other.content) >= ALONE


@given(rows, rows)
def test_nothing_alike_enough_is_left_over_unless_it_found_something_liker(
    there: list[tuple[str, str]], here: list[tuple[str, str]]
) -> None:
    theirs, ours = side(there), side(here, start=100)
    found = pair_up(theirs, ours)
    of_row, of_task = {p.theirs: p.score for p in found}, {p.ours: p.score for p in found}
    for row in theirs:
        for task in ours:
            alike = likeness(row.content, task.content)
            if same_document(row, task) and alike >= ALIKE:
                assert max(of_row.get(row.key, 0), of_task.get(task.key, 0)) >= alike


@given(st.lists(st.tuples(st.sampled_from(SYMBOLS), clauses), max_size=12, unique=True), st.randoms())
def test_a_list_in_another_order_is_the_same_list(found: list[tuple[str, str]], rng: object) -> None:
    theirs = side(found)
    mixed = side(found, start=100)
    rng.shuffle(mixed)  # type: ignore[attr-defined]
    by_key = {clause.key: clause for clause in (*theirs, *mixed)}
    pairs = pair_up(theirs, mixed)
    assert len(pairs) == len(found)
    assert all(likeness(by_key[p.theirs].content, by_key[p.ours].content) == 1 for p in pairs)


def test_a_number_begins_anew_every_year() -> None:
    of_2017 = Clause(1, "342/TTg-KTTH", "Rà soát", date(2017, 5, 2))
    of_2018 = Clause(2, "342/TTg-KTTH", "Rà soát", date(2018, 5, 2))
    undated = Clause(3, "342/ttg-ktth", "Rà soát")
    assert not same_document(of_2017, of_2018)
    assert same_document(of_2017, undated) and same_document(undated, of_2018)


def test_a_number_alone_is_the_same_document() -> None:
    assert same_document(Clause(1, "342", "x"), Clause(2, "Số 0342/TTg-KTTH", "x"))
    assert not same_document(Clause(1, "", "x"), Clause(2, "", "x"))


def test_the_only_clause_of_a_document_is_known_though_it_was_rewritten() -> None:
    there = [Clause(1, "342/TTg-KTTH", "Rà soát các dự án đầu tư công, báo cáo Thủ tướng trong quý III")]
    here = [Clause(9, "342/TTg-KTTH", "Tổng hợp, rà soát danh mục dự án đầu tư công chậm tiến độ")]
    assert [(p.theirs, p.ours) for p in pair_up(there, here)] == [(1, 9)]
    assert pair_up([*there, Clause(2, "342/TTg-KTTH", "Chuẩn bị hội nghị")], here) == []
