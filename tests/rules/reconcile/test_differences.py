from datetime import date

import pytest

from nhacviec.rules.lifecycle import ISSUED, State
from nhacviec.rules.reconcile.differences import PROGRESS_OF, Difference, Progress, Told, differences
from nhacviec.rules.words_reconcile import progress_said

DAY = date(2018, 7, 5)


def test_what_is_the_same_does_not_differ() -> None:
    one = Told("Rà soát các dự án đầu tư.", DAY, Progress.OPEN)
    assert differences(one, Told("rà soát các dự án đầu tư", DAY, Progress.OPEN)) == []


def test_every_difference_is_told() -> None:
    one = Told("Rà soát các dự án", DAY, Progress.DONE)
    other = Told("Rà soát dự án", None, Progress.OPEN)
    assert differences(one, other) == [Difference.STATE, Difference.DATE, Difference.CONTENT]


def test_what_a_list_leaves_open_is_compared_with_nothing() -> None:
    assert differences(Told("Rà soát"), Told("Rà soát", DAY, Progress.DONE)) == []


def test_every_state_that_is_compared_has_its_progress() -> None:
    assert set(PROGRESS_OF) == ISSUED - {State.CANCELLED}


@pytest.mark.parametrize(
    ("said", "progress"),
    [
        ("Chưa hoàn thành (quá hạn)", Progress.OPEN),
        ("HOÀN THÀNH QUÁ HẠN", Progress.DONE),
        ("Đã hoàn thành", Progress.DONE),
        ("hoan thanh dung han", Progress.DONE),
        ("Đang thực hiện", Progress.OPEN),
        ("Trong hạn", Progress.OPEN),
        ("Đã báo cáo, chờ xác nhận hoàn thành", Progress.REPORTED),
        ("Đất đai", None),
        ("", None),
        ("UBND tỉnh đã hoàn thành việc rà soát và sẽ tiếp tục báo cáo trong quý IV năm 2018", None),
    ],
)
def test_states_are_known_by_their_words(said: str, progress: Progress | None) -> None:
    assert progress_said(said) is progress
