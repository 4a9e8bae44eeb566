import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhacviec.rules.policies import (
    POLICIES,
    PolicyError,
    default_policies,
    describe_value,
    effective,
    format_value,
    parse_value,
)
from nhacviec.rules.policy import GROUP_TITLES, Policy, Value

JANUARY = date(2026, 1, 1)


def test_there_are_25_rules() -> None:
    assert {policy.number for policy in POLICIES.values()} == set(range(1, 26))


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES.keys())
def test_every_policy_is_complete_and_honest(policy: Policy) -> None:
    assert policy.group in GROUP_TITLES
    assert policy.title and policy.text.endswith(".") and policy.seen
    assert policy.explanation == unicodedata.normalize("NFC", policy.explanation)
    assert policy.explanation.startswith(policy.text)
    assert ("chưa có căn cứ pháp lý" in policy.explanation.lower()) == (policy.source in ("GK", "D"))
    assert "quyết định" in policy.explanation or "giá trị mặc định" in policy.explanation
    assert (policy.type == "choice") == bool(policy.choices)
    assert policy.default is not None or policy.unset
    assert len(policy.key) <= 40


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES.keys())
def test_every_default_can_be_stored_and_said(policy: Policy) -> None:
    stored = format_value(policy.key, policy.default)
    assert len(stored) <= 200
    assert parse_value(policy.key, stored) == policy.default
    assert describe_value(policy.key, policy.default)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("return_wd", " 3 ", 3),
        ("default_days", "", None),
        ("default_days", " \u200b", None),
        ("tacit_consent", "Không", False),
        ("tacit_consent", "co", True),
        ("ext_approver", "chief_of_office", "chief_of_office"),
        ("overdue_bands", "7; 30 90", (7, 30, 90)),
        ("send_hours", "7:30-17:00", (450, 1020)),
        ("send_hours", "8h – 11h30", (480, 690)),
        ("send_hours", "5 22:00", (300, 1320)),
    ],
)
def test_values_are_read(key: str, text: str, value: Value) -> None:
    assert parse_value(key, text) == value


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("nothing", "1", "unknown_key"),
        ("return_wd", "", "required"),
        ("return_wd", "hai", "not_a_number"),
        ("return_wd", "-1", "not_a_number"),
        ("return_wd", "1.5", "not_a_number"),
        ("return_wd", "٣", "not_a_number"),
        ("return_wd", "0", "out_of_range"),
        ("return_wd", "31", "out_of_range"),
        ("return_wd", "9" * 5000, "not_a_number"),
        ("tacit_consent", "có lẽ", "not_yes_or_no"),
        ("ext_approver", "anybody", "not_a_choice"),
        ("overdue_bands", "30, 7", "not_rising"),
        ("overdue_bands", ",", "required"),
        ("overdue_bands", ",".join(map(str, range(1, 14))), "too_many"),
        ("send_hours", "7:30", "not_hours"),
        ("send_hours", "7:30-17:60", "not_hours"),
        ("send_hours", "sáng-chiều", "not_hours"),
        ("send_hours", "17:00-7:30", "not_rising"),
        ("send_hours", "7:00-24:00", "not_hours"),
        ("send_hours", "0:00-17:00", "out_of_range"),
    ],
)
def test_wrong_values_say_what_is_wrong(key: str, text: str, code: str) -> None:
    with pytest.raises(PolicyError) as refused:
        parse_value(key, text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("return_wd", 2, "2 ngày làm việc"),
        ("ext_max", None, "không giới hạn"),
        ("tacit_consent", True, "Có"),
        ("tacit_consent", False, "Không"),
        ("stat_basis", "original", "Hạn gốc"),
        ("send_hours", (450, 1020), "07:30–17:00"),
        ("overdue_bands", (7, 30), "7, 30 ngày"),
    ],
)
def test_values_are_said_in_words(key: str, value: Value, words: str) -> None:
    assert describe_value(key, value) == words


def test_defaults_hold_until_something_is_decided() -> None:
    policies = default_policies()
    assert (policies.return_wd, policies.entry_multi_wd, policies.roll_explicit) == (2, 2, False)
    assert policies["send_hours"] == (450, 1020)
    assert len(policies) == len(POLICIES) == len(list(policies))
    assert not hasattr(policies, "no_such_rule")
    with pytest.raises(TypeError):
        policies["return_wd"] = 3


def test_a_version_counts_from_its_day() -> None:
    versions = [("return_wd", "3", JANUARY), ("return_wd", "5", date(2026, 7, 1)), ("ext_max", "2", JANUARY)]
    assert effective(versions, date(2025, 12, 31)).return_wd == 2
    assert effective(versions, JANUARY).return_wd == 3
    assert effective(reversed(versions), date(2026, 7, 1)).return_wd == 5
    assert effective(versions, date(2026, 7, 1)).ext_max == 2


def test_of_two_versions_of_one_day_the_later_in_the_list_counts() -> None:
    assert effective([("return_wd", "3", JANUARY), ("return_wd", "4", JANUARY)], JANUARY).return_wd == 4


def test_what_cannot_be_read_any_more_counts_as_never_set() -> None:
    versions = [("return_wd", "3", JANUARY), ("return_wd", "many", date(2026, 2, 1)), ("gone", "1", JANUARY)]
    policies = effective(versions, date(2026, 3, 1))
    assert policies.return_wd == 3
    assert "gone" not in policies


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 60))), st.integers(-1, 61))
def test_the_newest_version_begun_wins(changes: list[tuple[int, int]], on: int) -> None:
    versions = [("return_wd", str(value), JANUARY + timedelta(day)) for value, day in changes]
    begun = sorted(((day, place, value) for place, (value, day) in enumerate(changes) if day <= on))
    assert effective(versions, JANUARY + timedelta(on)).return_wd == (begun[-1][2] if begun else 2)


@given(st.sampled_from(sorted(POLICIES)), st.text(max_size=20))
def test_any_text_is_read_back_or_refused(key: str, text: str) -> None:
    try:
        value = parse_value(key, text)
    except PolicyError:
        return
    assert parse_value(key, format_value(key, value)) == value


@given(st.sets(st.integers(300, 1320), min_size=2, max_size=2))
def test_hours_survive_storing(minutes: set[int]) -> None:
    span = tuple(sorted(minutes))
    assert parse_value("send_hours", format_value("send_hours", span)) == span
