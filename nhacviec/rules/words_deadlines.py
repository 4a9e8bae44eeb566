"""Vietnamese words for deadlines: labels, the due chip, the reckoning, and what was not understood."""

from datetime import date, time

from nhacviec.rules.deadline_problems import DeadlineProblem, ProblemCode
from nhacviec.rules.deadline_text import ParsedDeadline
from nhacviec.rules.deadlines import Deadline, DeadlineKind, Point, Rule, Run, Step, TermUnit
from nhacviec.rules.periods import Period, PeriodKind
from nhacviec.rules.recurrence import Recurrence
from nhacviec.rules.timeliness import Chip, ChipKind, Timeliness
from nhacviec.rules.working_days import WEEKEND, DayKind

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

DEADLINE_KINDS = {
    DeadlineKind.DATE: "Ngày cụ thể",
    DeadlineKind.CALENDAR_DAYS: "Số ngày",
    DeadlineKind.WORKING_DAYS: "Số ngày làm việc",
    DeadlineKind.NONE: "Không thời hạn",
    DeadlineKind.PERIODIC: "Định kỳ",
}

DAY_KINDS = {
    DayKind.HOLIDAY: "Nghỉ lễ, tết",
    DayKind.COMPENSATORY_OFF: "Nghỉ bù, hoán đổi",
    DayKind.MAKEUP_WORKDAY: "Làm bù",
}

TIMELINESS = {
    Timeliness.NO_DEADLINE: "Không thời hạn",
    Timeliness.ON_TRACK: "Trong hạn",
    Timeliness.DUE_SOON: "Sắp đến hạn",
    Timeliness.OVERDUE: "Quá hạn",
    Timeliness.EARLY: "Sớm hạn",
    Timeliness.ON_TIME: "Đúng hạn",
    Timeliness.LATE: "Trễ hạn",
    Timeliness.DONE_NO_DEADLINE: "Hoàn thành, không thời hạn",
}

# Beside the chip of a late duty whose explanation was accepted.
EXCUSED = "đã được chấp nhận giải trình"

_CHIPS = {
    ChipKind.DAYS_LEFT: "còn {} ngày làm việc",
    ChipKind.DAYS_LEFT_OFF: "còn {} ngày (nghỉ)",
    ChipKind.HOURS_LEFT: "còn {} giờ",
    ChipKind.DUE_TODAY: "đến hạn hôm nay",
    ChipKind.OVERDUE_DAYS: "quá hạn {} ngày",
    ChipKind.OVERDUE_HOURS: "quá hạn {} giờ",
    ChipKind.EARLY: "sớm {} ngày",
    ChipKind.ON_TIME: "đúng hạn",
    ChipKind.LATE_DAYS: "trễ {} ngày",
    ChipKind.LATE_HOURS: "trễ {} giờ",
    ChipKind.NO_DEADLINE: "không thời hạn",
    ChipKind.DONE_NO_DEADLINE: "đã xong, không thời hạn",
}

RULES = {
    Rule.NO_DEADLINE: "Văn bản không ấn định thời hạn.",
    Rule.CONTINUOUS: "Việc thường xuyên, không có ngày kết thúc.",
    Rule.PERIODIC: "Việc định kỳ: đây là hạn của kỳ đầu tiên kể từ ngày văn bản.",
    Rule.EXPLICIT_DATE: "Ngày do văn bản ấn định, giữ nguyên.",
    Rule.BEFORE_INCLUSIVE: "“Trước ngày …” được hiểu là đến hết ngày đó (theo quy chế đang áp dụng).",
    Rule.BEFORE_STRICT: "“Trước ngày …” được hiểu là đến hết ngày liền trước (theo quy chế đang áp dụng).",
    Rule.AT_HOUR: "Hạn tính đến giờ ghi trong văn bản.",
    Rule.START_OF_MONTH: "Đầu tháng là ngày đầu tiên của tháng (BLDS 2015, Điều 146).",
    Rule.MID_MONTH: "Giữa tháng là ngày 15 (BLDS 2015, Điều 146).",
    Rule.END_OF_MONTH: "Cuối tháng là ngày cuối cùng của tháng (BLDS 2015, Điều 146).",
    Rule.END_OF_QUARTER: "Cuối quý là ngày cuối cùng của tháng thứ ba trong quý.",
    Rule.START_OF_YEAR: "Đầu năm là ngày 01/01 (BLDS 2015, Điều 146).",
    Rule.MID_YEAR: "Giữa năm là ngày cuối cùng của tháng sáu (BLDS 2015, Điều 146).",
    Rule.END_OF_YEAR: "Cuối năm là ngày 31/12 (BLDS 2015, Điều 146).",
    Rule.FIRST_DAY_NOT_COUNTED: "Ngày đầu tiên không tính, tính từ ngày tiếp theo (BLDS 2015, Điều 147).",
    Rule.COUNT_CALENDAR_DAYS: "Đếm tất cả các ngày, kể cả ngày nghỉ.",
    Rule.COUNT_WORKING_DAYS: "Chỉ đếm ngày làm việc, bỏ qua ngày nghỉ cuối tuần, lễ, tết.",
    Rule.COUNT_WEEKS: "Kết thúc vào thứ tương ứng của tuần cuối cùng (BLDS 2015, Điều 148).",
    Rule.COUNT_MONTHS: "Kết thúc vào ngày tương ứng của tháng cuối cùng (BLDS 2015, Điều 148).",
    Rule.NO_CORRESPONDING_DAY: "Tháng đó không có ngày ấy nên lấy ngày cuối tháng (BLDS 2015, Điều 148).",
    Rule.ROLLED: "Ngày cuối rơi vào ngày nghỉ nên lùi đến ngày làm việc tiếp theo (BLDS 2015, Điều 148).",
    Rule.ENDS_ON_DAY_OFF: "Lưu ý: hạn rơi vào ngày nghỉ và được giữ nguyên.",
}

_PROBLEMS = {
    ProblemCode.EMPTY: "Chưa nhập hạn. Gõ ngày như 15/07/2018, số ngày như “20 ngày”, hoặc “không”"
    " nếu không có thời hạn.",
    ProblemCode.TEXT_TOO_LONG: "Hạn quá dài (tối đa {limit} ký tự). Chỉ gõ phần hạn, ví dụ: trước ngày"
    " 20/11.",
    ProblemCode.UNKNOWN: "Chưa hiểu hạn này. Gõ như: 15/07/2018; trước ngày 20/11; 20 ngày; 10 ngày làm việc;"
    " cuối tháng 8; ngày 25 hằng tháng; không.",
    ProblemCode.IMPOSSIBLE_DATE: "Không có ngày này trong lịch. Kiểm tra ngày, tháng, ví dụ: 28/02/2019.",
    ProblemCode.IMPOSSIBLE_HOUR: "Không có giờ này. Gõ giờ từ 0 đến 24, ví dụ: trước 14 giờ 30 ngày 05/12.",
    ProblemCode.DATE_MISSING: "Có giờ nhưng thiếu ngày. Gõ cả hai, ví dụ: trước 14 giờ ngày 05/12.",
    ProblemCode.BEFORE_DOCUMENT: "Hạn {day} sớm hơn ngày của văn bản ({issued_on}). Kiểm tra ngày, tháng,"
    " năm; nếu là năm sau, gõ cả năm, ví dụ: 15/01/2019.",
    ProblemCode.TOO_FAR: "Hạn quá xa (hơn {limit} ngày). Kiểm tra lại năm hoặc số ngày, ví dụ: 20 ngày.",
    ProblemCode.ZERO_TERM: "Số ngày phải từ 1 trở lên, ví dụ: 20 ngày. Nếu phải xong ngay, gõ “trong ngày”.",
    ProblemCode.AMBIGUOUS_NUMBER: "“{number}” là số ngày hay ngày trong tháng? Gõ rõ: {number} ngày;"
    " {number} ngày làm việc; hoặc một ngày như 20/11.",
    ProblemCode.AMBIGUOUS_MONTH: "Đây là tháng, chưa rõ ngày nào. Gõ rõ, ví dụ: cuối tháng {text} hoặc"
    " giữa tháng {text}.",
    ProblemCode.AMBIGUOUS_UNIT: "“t” là tuần hay tháng? Gõ rõ: {number} tuần hoặc {number} tháng.",
    ProblemCode.AMBIGUOUS_BEFORE: "“Trước” một tháng, quý, năm chưa rõ là ngày nào. Gõ ngày cuối cùng được"
    " tính, ví dụ: cuối tháng 8 hoặc trước ngày 01/9.",
    ProblemCode.AMBIGUOUS_SAU: "“thang sau” là tháng 6 hay tháng tới? Gõ: cuối tháng 6 hoặc cuối tháng tới.",
    ProblemCode.WEEKDAY_DIFFERS: "Ngày {day} không đúng với thứ đã gõ. Kiểm tra lịch, hoặc chỉ gõ {day}.",
    ProblemCode.UNKNOWN_PERIOD: "Chưa hiểu kỳ hạn này. Gõ như: ngày 25 hằng tháng; hằng quý; ngày 15/12 hằng"
    " năm; thứ Sáu hằng tuần.",
}

_POINTS = {
    Point.START_OF_MONTH: "đầu tháng",
    Point.MID_MONTH: "giữa tháng",
    Point.END_OF_MONTH: "cuối tháng",
    Point.END_OF_QUARTER: "cuối quý",
    Point.START_OF_YEAR: "đầu năm",
    Point.MID_YEAR: "giữa năm",
    Point.END_OF_YEAR: "cuối năm",
}
_QUARTERS = ("I", "II", "III", "IV")
_UNITS = {
    TermUnit.CALENDAR: "ngày",
    TermUnit.WORKING: "ngày làm việc",
    TermUnit.WEEKS: "tuần",
    TermUnit.MONTHS: "tháng",
}
_EVERY = {
    PeriodKind.WEEK: "hằng tuần",
    PeriodKind.MONTH: "hằng tháng",
    PeriodKind.QUARTER: "hằng quý",
    PeriodKind.HALF_YEAR: "hằng 6 tháng",
    PeriodKind.YEAR: "hằng năm",
}
_OFFSETS = {-1: " tháng trước", 0: "", 1: " tháng sau"}


def day_words(day: date) -> str:
    """15/07/2018."""
    return f"{day:%d/%m/}{day.year:04}"


def weekday_words(day: date) -> str:
    """Chủ nhật, 15/07/2018."""
    return f"{WEEKDAYS[day.weekday()]}, {day_words(day)}"


def hour_words(hour: time) -> str:
    """14 giờ, 14 giờ 30."""
    return f"{hour.hour} giờ {hour.minute:02}" if hour.minute else f"{hour.hour} giờ"


def chip_words(chip: Chip) -> str:
    words = _CHIPS[chip.kind]
    if chip.number == 0:
        return words.replace("{}", "dưới 1")
    return words.format(chip.number)


def problem_words(problem: DeadlineProblem) -> str:
    """What the clerk reads beside the field: what is wrong, and an example of what to type."""
    shown = {k: day_words(v) if isinstance(v, date) else v for k, v in problem.params.items()}
    return _PROBLEMS[problem.code].format(**shown)


def why_words(why: str | None) -> str:
    """The reason of a day off (or of a weekend day worked) as stored in a Step."""
    if why is None:
        return ""
    if why == WEEKEND:
        return "nghỉ cuối tuần"
    return DAY_KINDS[DayKind(why)] if why in set(DayKind) else why


def reckoning_words(deadline: Deadline) -> list[str]:
    """ "Vì sao hạn là ngày này?", line by line: the rules, the days counted and skipped, the end."""
    reckoning = deadline.reckoning
    lines = [RULES[rule] for rule in reckoning.rules]
    if reckoning.start is not None:
        lines.append(f"{day_words(reckoning.start)}: ngày bắt đầu, không tính.")
    total = 0
    for run in reckoning.runs:
        total += run.days if run.counted else 0
        lines.append(_run_words(run, total))
    lines += [_skipped_words(step) for step in reckoning.rolled_over]
    if deadline.due_on is not None:
        end = f"hết ngày {weekday_words(deadline.due_on)}"
        if deadline.due_hour is not None:
            end = f"{hour_words(deadline.due_hour)} {weekday_words(deadline.due_on)}"
        lines.append(f"Hạn: {end}.")
    return lines


def deadline_words(parsed: ParsedDeadline, *, count_days: TermUnit = TermUnit.CALENDAR) -> str:
    """The deadline as one would type it; reading it again gives the same deadline."""
    if parsed.recurrence is not None:
        return recurrence_words(parsed.recurrence)
    if parsed.amount is not None and parsed.unit is not None:
        told_apart = parsed.unit is TermUnit.CALENDAR and count_days is TermUnit.WORKING
        return f"{parsed.amount} {'ngày lịch' if told_apart else _UNITS[parsed.unit]}"
    if parsed.stated_on is None:
        continuous = Rule.CONTINUOUS in parsed.deadline.reckoning.rules
        return "thường xuyên" if continuous else "không thời hạn"
    if parsed.point is not None:
        return _point_words(parsed.point, parsed.stated_on)
    day = day_words(parsed.stated_on)
    if parsed.begins_on is not None:
        return f"từ ngày {day_words(parsed.begins_on)} đến ngày {day}"
    if parsed.deadline.due_hour is not None:
        return f"trước {hour_words(parsed.deadline.due_hour)} ngày {day}"
    return f"trước ngày {day}" if parsed.before else day


def recurrence_words(recurrence: Recurrence) -> str:
    """ "ngày 25 hằng tháng", "ngày cuối hằng quý", "ngày 15/12 hằng năm", "thứ Sáu hằng tuần"."""
    every, day, offset = recurrence.every, recurrence.day, recurrence.month_offset
    if every is PeriodKind.WEEK:
        return f"{WEEKDAYS[day - 1]} {_EVERY[every]}" if day else _EVERY[every]
    name = "cuối" if day is None else f"{day:02}"
    if every is PeriodKind.YEAR and -12 < offset <= 0:
        month = 12 + offset
        return f"ngày {name}{f' tháng {month}' if day is None else f'/{month:02}'} {_EVERY[every]}"
    where = _OFFSETS.get(offset) or (
        f" của {abs(offset)} tháng {'sau' if offset > 0 else 'trước'}" if offset else ""
    )
    return f"ngày {name}{where} {_EVERY[every]}"


def period_words(period: Period) -> str:
    """ "tháng 7/2018", "quý III/2018", "6 tháng đầu năm 2018", "năm 2018", "tuần 30/2018"."""
    match period.kind:
        case PeriodKind.WEEK:
            return f"tuần {period.number}/{period.year}"
        case PeriodKind.MONTH:
            return f"tháng {period.number}/{period.year}"
        case PeriodKind.QUARTER:
            return f"quý {_QUARTERS[period.number - 1]}/{period.year}"
        case PeriodKind.HALF_YEAR:
            return f"6 tháng {'đầu' if period.number == 1 else 'cuối'} năm {period.year}"
        case _:
            return f"năm {period.year}"


def _point_words(point: Point, day: date) -> str:
    if point is Point.END_OF_QUARTER:
        return f"{_POINTS[point]} {_QUARTERS[(day.month - 1) // 3]}/{day.year:04}"
    if point in (Point.START_OF_YEAR, Point.MID_YEAR, Point.END_OF_YEAR):
        return f"{_POINTS[point]} {day.year:04}"
    return f"{_POINTS[point]} {day.month:02}/{day.year:04}"


def _run_words(run: Run, total: int) -> str:
    days = day_words(run.first) if run.days == 1 else f"{day_words(run.first)} – {day_words(run.last)}"
    if not run.counted:
        return f"{days}: {why_words(run.why)}, không tính."
    why = f" ({why_words(run.why)})" if run.why else ""
    return f"{days}: tính {run.days} ngày{why}, cộng dồn {total}."


def _skipped_words(step: Step) -> str:
    return f"{day_words(step.day)}: {why_words(step.why)}, lùi hạn."
