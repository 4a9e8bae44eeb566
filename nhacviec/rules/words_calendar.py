"""Vietnamese words for changes of the working calendar and of policies. Tables and sentences, no logic."""

from datetime import date

from nhacviec.rules.calendar_edits import DayProblem, SpecialDay
from nhacviec.rules.words_deadlines import DAY_KINDS, WEEKDAYS, day_words
from nhacviec.rules.working_days import DayKind

# One letter in the small squares of the year: colour never stands alone.
DAY_LETTERS = {
    DayKind.HOLIDAY: "L",
    DayKind.COMPENSATORY_OFF: "B",
    DayKind.MAKEUP_WORKDAY: "V",
}
MAKEUP_NAME = "Làm bù"
WEEKDAYS_SHORT = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
WEEKDAYS_LONG = tuple(name[0].upper() + name[1:] for name in WEEKDAYS)

DAY_PROBLEMS = {
    DayProblem.NAME_REQUIRED: "Hãy nhập tên ngày nghỉ, ví dụ: Quốc khánh.",
    DayProblem.MAKEUP_ON_WEEKDAY: "Ngày này vốn là ngày làm việc. Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.",
    DayProblem.OFF_ALREADY: "Ngày này vốn là ngày nghỉ cuối tuần nên không thể là ngày nghỉ bù.",
    DayProblem.HOLIDAY_ON_WEEKEND: "Ngày lễ này rơi vào cuối tuần nên không làm thay đổi thời hạn nào; "
    "nếu được nghỉ bù, hãy thêm ngày nghỉ bù riêng.",
}


def special_day_words(day: date, said: SpecialDay) -> str:
    """02/01/2026 – Nghỉ bù, hoán đổi: Nghỉ hoán đổi (làm bù 10/01/2026)."""
    return f"{day_words(day)} – {DAY_KINDS[said.kind]}: {said.name}"


def change_words(day: date, before: SpecialDay | None, after: SpecialDay | None) -> str:
    """Why deadlines moved, as their history says it."""
    said = after or before
    if said is None:
        return ""
    verb = "Bỏ khỏi lịch" if after is None else "Thêm vào lịch" if before is None else "Sửa lịch"
    decision = f". Căn cứ: {said.decision}" if said.decision else ""
    return f"{verb} ngày {special_day_words(day, said)}{decision}."


def import_words(year: int) -> str:
    return f"Nạp lịch làm việc năm {year}."
