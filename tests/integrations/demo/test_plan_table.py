"""The table of the plan against its text."""

from datetime import date

import pytest

from nhacviec.integrations.demo.plan_table import DUTIES, PLAN, ROADMAP, content_of, plan_text


def test_every_task_is_worded_exactly_as_in_the_plan() -> None:
    for item in PLAN:
        for line in item.content.splitlines():
            assert line in plan_text()


def test_no_two_items_have_the_same_content() -> None:
    assert len({item.content for item in PLAN}) == len(PLAN) == 31


def test_every_window_is_written_as_in_the_plan() -> None:
    for item in PLAN:
        assert item.window in plan_text()


def test_window_stands_before_its_item() -> None:
    text = plan_text()
    for item in ROADMAP:
        if item.window.startswith("Từ ngày"):
            assert text.index(item.window) < text.index(item.begins)


def test_roadmap_has_the_last_day_of_its_windows() -> None:
    assert [item.due_on for item in ROADMAP] == [
        date(2018, 12, 31),
        date(2018, 7, 10),
        date(2018, 7, 25),
        date(2018, 7, 25),
        date(2018, 7, 25),
        date(2018, 7, 15),
        date(2018, 7, 20),
        date(2018, 8, 15),
        date(2018, 12, 31),
        date(2019, 12, 31),
        date(2019, 12, 31),
    ]


def test_part_three_has_no_dates_because_the_text_has_none() -> None:
    assert all(item.due_on is None and item.window == "" for item in DUTIES)


@pytest.mark.parametrize(
    ("heading", "lead", "count"),
    [
        ("III.1", ("th",), 6),
        ("III.3", ("ttth",), 3),
        ("III.4", ("qttv",), 4),
        ("III.5", ("hctc",), 3),
    ],
)
def test_each_heading_of_part_three_leads_its_items(heading: str, lead: tuple[str, ...], count: int) -> None:
    items = [item for item in DUTIES if item.place.startswith(heading)]
    assert len(items) == count
    assert {item.leads for item in items} == {lead}


def test_divisions_all_lead_the_items_of_their_heading() -> None:
    items = [item for item in DUTIES if item.place.startswith("III.2")]
    assert len(items) == 4
    assert {len(item.leads) for item in items} == {8}


def test_named_coordinators_stand_in_the_content() -> None:
    words = {"snv": "Sở Nội vụ", "ttth": "Trung tâm Tin học", "hctc": "phòng Hành chính Tổ chức"}
    words |= {"qttv": "phòng Quản trị Tài vụ", "th": "phòng Tổng hợp"}
    for item in PLAN:
        for key in item.coordinators if len(item.coordinators) == 1 else ():
            assert words[key] in item.content
        for name in item.outside:
            assert name in item.content


def test_training_item_keeps_its_two_classes() -> None:
    training = content_of("Triển khai cài đặt phần mềm, tổ chức hội nghị")
    assert training.count("+ 01 lớp tập huấn") == 2


def test_words_that_begin_no_item_are_refused() -> None:
    with pytest.raises(ValueError):
        content_of("Không có trong kế hoạch")
