"""Every event says who is told of it, if only nobody; what is asked of somebody is over some day."""

from nhacviec.notify.recipients import SETTLED_BY, SETTLES, TOLD
from nhacviec.rules.events import EventName
from nhacviec.rules.notices import Who
from nhacviec.rules.words_notices import SAYS


def test_every_event_stands_in_the_table() -> None:
    assert set(TOLD) == set(EventName)


def test_whatever_asks_something_says_when_that_is_over() -> None:
    asking = {name for name, lines in TOLD.items() if any(line.asks for line in lines)}
    assert asking == set(SETTLED_BY)
    assert all(SETTLED_BY.values())


def test_read_the_other_way_round_it_says_the_same() -> None:
    pairs = {(asked, over) for asked, overs in SETTLED_BY.items() for over in overs}
    assert pairs == {(asked, over) for over, askeds in SETTLES.items() for asked in askeds}


def test_nobody_is_told_the_same_twice_in_one_line_of_the_table() -> None:
    for lines in TOLD.values():
        for line in lines:
            assert line.who and len(set(line.who)) == len(line.who)


def test_the_last_resort_stands_in_no_line() -> None:
    assert all(Who.NOBODY_LEFT not in line.who for lines in TOLD.values() for line in lines)


def test_whatever_is_told_has_its_words() -> None:
    assert {name for name, lines in TOLD.items() if lines} == set(SAYS)
