"""Calendars and strategies that the date tests share."""

from datetime import date, timedelta

from hypothesis import strategies as st

from nhacviec.rules.deadlines import Deadline
from nhacviec.rules.working_days import Calendar, DayKind

HOLIDAY, COMPENSATORY, MAKEUP = DayKind.HOLIDAY, DayKind.COMPENSATORY_OFF, DayKind.MAKEUP_WORKDAY

PLAIN = Calendar()
TET_2026 = Calendar(
    {
        date(2026, 1, 1): (HOLIDAY, "Tết Dương lịch"),
        date(2026, 1, 2): (COMPENSATORY, "Ngày nghỉ hoán đổi"),
        date(2026, 1, 10): (MAKEUP, "Làm bù"),
        **{date(2026, 2, 16) + timedelta(days=i): (HOLIDAY, f"Tết Nguyên đán {i + 1}") for i in range(5)},
        date(2026, 4, 26): (HOLIDAY, "Giỗ Tổ Hùng Vương"),
        date(2026, 4, 27): (COMPENSATORY, "Giỗ Tổ Hùng Vương (nghỉ bù)"),
        date(2026, 4, 30): (HOLIDAY, "Ngày Chiến thắng"),
        date(2026, 5, 1): (HOLIDAY, "Ngày Quốc tế Lao động"),
    }
)

days = st.dates(date(2017, 1, 1), date(2030, 12, 31))
small_span_days = st.dates(date(2026, 1, 1), date(2026, 6, 30))
calendars = st.dictionaries(
    small_span_days,
    st.tuples(st.sampled_from(list(DayKind)), st.sampled_from(["Ngày lễ", ""])),
    max_size=40,
).map(Calendar)


def due_day(deadline: Deadline) -> date:
    assert deadline.due_on is not None
    return deadline.due_on


def naive_is_working(calendar: Calendar, day: date) -> bool:
    """The definition in its plainest words, for comparison."""
    if day in calendar.days:
        return calendar.days[day][0] == "makeup_workday"
    return day.strftime("%w") not in ("0", "6")


def naive_add(calendar: Calendar, day: date, n: int) -> date:
    while n:
        day += timedelta(days=1)
        n -= naive_is_working(calendar, day)
    return day
