import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from nhacviec.records.models import CalendarDay, PolicyValue
from nhacviec.rules.policies import format_value


def run(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("due", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def enter_2026() -> None:
    CalendarDay.objects.create(date="2026-02-16", kind="holiday", name="Giao thừa")
    CalendarDay.objects.create(date="2026-02-28", kind="makeup_workday", name="Làm bù")


@pytest.mark.usefixtures("db")
def test_a_working_term_is_counted_with_the_calendar_of_the_office() -> None:
    enter_2026()
    out, err = run("--from", "2026-02-12", "--days", "3", "--unit", "working", "--json")
    assert json.loads(out) == {
        "due": "2026-02-18",
        "skipped": [
            {"date": "2026-02-14", "why": "nghỉ cuối tuần"},
            {"date": "2026-02-15", "why": "nghỉ cuối tuần"},
            {"date": "2026-02-16", "why": "Giao thừa"},
        ],
    }
    assert err == ""


@pytest.mark.usefixtures("db")
def test_a_calendar_term_tells_the_days_it_rolled_over() -> None:
    enter_2026()
    out, _ = run("--from", "2026-02-10", "--days", "4", "--unit", "calendar", "--json")
    found = json.loads(out)
    assert found["due"] == "2026-02-17"
    assert [each["date"] for each in found["skipped"]] == ["2026-02-14", "2026-02-15", "2026-02-16"]


@pytest.mark.usefixtures("db")
def test_a_saturday_worked_instead_is_counted() -> None:
    enter_2026()
    out, _ = run("--from", "2026-02-27", "--days", "1", "--unit", "working", "--json")
    assert json.loads(out) == {"due": "2026-02-28", "skipped": []}


@pytest.mark.usefixtures("db")
def test_years_that_nobody_entered_come_from_the_shipped_calendar_and_say_so() -> None:
    CalendarDay.objects.all().delete()
    out, err = run("--from", "2026-02-10", "--days", "20", "--unit", "working", "--json")
    found = json.loads(out)
    assert found["due"] == "2026-03-17"
    assert [each["date"] for each in found["skipped"]][2:7] == [f"2026-02-{d}" for d in range(16, 21)]
    assert err.strip() == "Chưa nhập lịch năm 2026: dùng lịch nghỉ lễ đi kèm phần mềm."


@pytest.mark.usefixtures("db")
def test_rolling_follows_the_policy_of_the_office() -> None:
    PolicyValue.objects.create(
        key="roll_computed",
        value=format_value("roll_computed", False),
        effective_from="2020-01-01",
        set_at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    out, _ = run("--from", "2026-03-05", "--days", "2", "--json")
    assert json.loads(out) == {"due": "2026-03-07", "skipped": []}


@pytest.mark.usefixtures("db")
def test_without_json_the_reckoning_is_told_in_words() -> None:
    out, _ = run("--from", "2026-03-05", "--days", "1")
    assert out.rstrip().endswith("Hạn: hết ngày thứ Sáu, 06/03/2026.")


@pytest.mark.usefixtures("db")
def test_before_the_tables_exist_the_shipped_calendar_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", lambda: [])
    out, err = run("--from", "2026-01-01", "--days", "1", "--unit", "working", "--json")
    assert json.loads(out)["due"] == "2026-01-05"
    assert "2026" in err


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--from", "2026-02-30", "--days", "1"],
        ["--from", "20260210", "--days", "1"],
        ["--from", "10/02/2026", "--days", "1"],
        ["--from", "2026-02-10"],
        ["--from", "2026-02-10", "--days"],
        ["--from", "2026-02-10", "--days", "0"],
        ["--from", "2026-02-10", "--days", "-1"],
        ["--from", "2026-02-10", "--days", "3651"],
        ["--from", "2026-02-10", "--days", "9" * 5000],
        ["--from", "2026-02-10", "--days", "hai"],
        ["--from", "2026-02-10", "--days", "1", "--unit", "weeks"],
        ["--from", "9999-12-30", "--days", "9", "--unit", "working"],
        ["--from", "9999-12-30", "--days", "9"],
    ],
)
def test_a_wrong_input_is_one_line(arguments: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        run(*arguments, "--json")
    assert str(refused.value).strip() and "\n" not in str(refused.value)
