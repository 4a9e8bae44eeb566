"""Why a duty is late, overdue or in time, in the words of an office: one sentence, and its lines."""

from dataclasses import dataclass
from datetime import date

from nhacviec.rules.events import EventName
from nhacviec.rules.lateness import DeadlineMove, Lateness, Round
from nhacviec.rules.lifecycle import State
from nhacviec.rules.statistics import Basis
from nhacviec.rules.timeliness import Timeliness
from nhacviec.rules.words import EVENTS
from nhacviec.rules.words_deadlines import EXCUSED, TIMELINESS, day_words

BASES: dict[Basis, str] = {Basis.CURRENT: "hạn sau gia hạn", Basis.ORIGINAL: "hạn gốc"}

_HAVE_A_WHY = (Timeliness.OVERDUE, Timeliness.LATE, Timeliness.ON_TIME, Timeliness.EARLY)

# Headings of the facts where a list shows them as columns; the keys are attributes of Lateness.
COLUMNS: dict[str, str] = {
    "original_due_on": "Hạn gốc",
    "due_on": "Hạn hiện nay",
    "times_moved": "Số lần đổi hạn",
    "times_extended": "Số lần gia hạn",
    "answered_on": "Ngày trả lời",
    "recorded_on": "Ngày ghi nhận",
    "confirmed_on": "Ngày xác nhận",
    "times_sent_back": "Số lần làm lại",
    "times_reopened": "Số lần mở lại",
    "days_closed": "Số ngày đã kết thúc rồi mở lại",
    "days_held": "Số ngày Văn phòng giữ",
    "days_suspended": "Số ngày tạm dừng",
    "days_returned": "Số ngày chờ xử lý trả lại",
    "days_with_agency": "Số ngày ở cơ quan",
    "days_late": "Số ngày trễ so với hạn hiện nay",
    "days_late_original": "Số ngày trễ so với hạn gốc",
    "is_excused": "Đã được chấp nhận giải trình",
}


@dataclass(frozen=True)
class Line:
    """One row of the explanation: on which day, what happened, what it meant for the deadline."""

    on: date
    what: str
    note: str = ""


def title(told: Lateness) -> str:
    """The heading of the panel, by how the duty stands."""
    if told.counted not in _HAVE_A_WHY:
        return "Diễn biến thời hạn"
    return f"Vì sao {TIMELINESS[told.counted].lower()}"


def sentence(told: Lateness) -> str:
    """Everything that decided the outcome, in one sentence."""
    parts = [_deadline(told), _answer(told), _reopened(told), *_pauses(told)]
    if told.is_excused:
        late = told.counted_days_late or 0
        parts.append(f"sau hạn {late} ngày, {EXCUSED}" if late > 0 else EXCUSED)
    return f"{_verdict(told)}: {'; '.join(part for part in parts if part)}."


def lines(told: Lateness) -> list[Line]:
    """What happened, in order of days."""
    due = day_words(told.original_due_on) if told.original_due_on else "không thời hạn"
    found = [Line(told.assigned_on, "Giao nhiệm vụ", f"hạn gốc: {due}")]
    found += [_moved(move) for move in told.moves]
    for answer in told.rounds:
        found += _round(answer)
    found += _reopenings(told)
    if told.cancelled_on:
        found.append(Line(told.cancelled_on, "Hủy"))
    return sorted(found, key=lambda line: line.on)


def compared(days: int | None, due_on: date | None) -> str:
    """ "trễ 4 ngày", "sớm 2 ngày", "đúng ngày": against one deadline."""
    if due_on is None:
        return "không thời hạn"
    if days is None:
        return "chưa đến hạn"
    if days == 0:
        return "đúng ngày"
    return f"trễ {days} ngày" if days > 0 else f"sớm {-days} ngày"


def _verdict(told: Lateness) -> str:
    if told.state is State.CANCELLED:
        return "Đã hủy, không tính thời hạn"
    if told.state is State.SUSPENDED:
        return "Đang tạm dừng, thời hạn không tính tiếp"
    if told.counted is None:
        return "Chưa tính thời hạn"
    words, days = TIMELINESS[told.counted], told.counted_days_late
    if told.counted is Timeliness.ON_TIME or not days:
        return words
    return f"{words} {abs(days)} ngày"


def _deadline(told: Lateness) -> str:
    if told.counted_due_on is None:
        return "không đặt thời hạn"
    due = f"hạn {day_words(told.counted_due_on)}"
    if told.basis is Basis.ORIGINAL and told.due_on != told.original_due_on:
        return f"{due} (tính theo hạn gốc)"
    if not told.moves or told.due_on == told.original_due_on:
        return due
    first = day_words(told.original_due_on) if told.original_due_on else "không thời hạn"
    how = f"gia hạn {told.times_extended} lần" if told.times_extended else f"đổi {told.times_moved} lần"
    return f"{due} ({how}, hạn gốc {first})"


def _answer(told: Lateness) -> str:
    if told.answered_on is None:
        if told.state is State.CANCELLED:
            return ""
        return "chưa trả lời lại" if told.rounds else "chưa trả lời"
    said = f"trả lời ngày {day_words(told.answered_on)}"
    if told.days_unrecorded and told.recorded_on:
        said += f", ghi nhận ngày {day_words(told.recorded_on)}"
    if told.done_on and told.done_on != told.answered_on:
        said += f", mốc tính hoàn thành {day_words(told.done_on)}"
    return said


def _reopened(told: Lateness) -> str:
    """Else nobody understands why what was finished is overdue."""
    if told.reopened_on is None:
        return ""
    said = f"mở lại ngày {day_words(told.reopened_on)}"
    if told.times_reopened > 1:
        said = f"mở lại {told.times_reopened} lần, lần cuối ngày {day_words(told.reopened_on)}"
    return f"{said}, đã kết thúc {told.days_closed} ngày trước đó" if told.days_closed else said


def _pauses(told: Lateness) -> list[str]:
    said = []
    if told.days_suspended:
        said.append(f"tạm dừng {told.days_suspended} ngày")
    if told.times_sent_back:
        said.append(f"phải làm lại {told.times_sent_back} lần")
    if told.days_held:
        said.append(f"Văn phòng giữ {told.days_held} ngày")
    if told.days_returned:
        said.append(f"chờ xử lý việc trả lại {told.days_returned} ngày")
    return said


def _moved(move: DeadlineMove) -> Line:
    before = day_words(move.before) if move.before else "không thời hạn"
    after = day_words(move.after) if move.after else "không thời hạn"
    return Line(move.on, EVENTS[EventName(move.by)], f"hạn từ {before} thành {after}")


def _reopenings(told: Lateness) -> list[Line]:
    """Those that moved the deadline have their line among the moves."""
    told_already = {move.on for move in told.moves if move.by is EventName.REOPENED}
    return [
        Line(span.end, EVENTS[EventName.REOPENED], f"đã kết thúc {span.days} ngày" if span.days else "")
        for span in told.closures
        if span.end not in told_already
    ]


def _round(answer: Round) -> list[Line]:
    late = (answer.recorded_on - answer.given_on).days
    note = f"ghi nhận ngày {day_words(answer.recorded_on)}, muộn {late} ngày" if late else ""
    found = [Line(answer.given_on, f"Trả lời lần {answer.number}", note)]
    if answer.decided_on:
        what = "Yêu cầu làm lại" if answer.is_sent_back else "Xác nhận hoàn thành"
        held = answer.held(answer.decided_on).days
        found.append(Line(answer.decided_on, what, f"Văn phòng giữ {held} ngày" if held else ""))
    return found
