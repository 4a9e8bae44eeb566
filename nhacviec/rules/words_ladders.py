"""The ladders of reminders in words: classes, steps, and what is wrong with one. Pure."""

from nhacviec.rules.ladders import EVERYTHING, Source, TaskClass
from nhacviec.rules.notices import Channel
from nhacviec.rules.reminders import Addressee, Cause, Days, Step
from nhacviec.rules.words import UNIT_KINDS

CAUSES: dict[Cause, str] = {
    Cause.DEADLINE: "Thời hạn",
    Cause.NOT_ACCEPTED: "Chưa tiếp nhận",
    Cause.UNCONFIRMED: "Báo cáo chờ xác nhận",
    Cause.EXTENSION: "Đề nghị gia hạn chưa quyết định",
    Cause.NO_PROGRESS: "Không cập nhật tiến độ",
    Cause.NO_DEADLINE: "Không có thời hạn",
    Cause.PERIOD: "Kỳ báo cáo kết thúc",
}
DAYS: dict[Days, str] = {Days.CALENDAR: "ngày", Days.WORKING: "ngày làm việc", Days.MONTHS: "tháng"}
ADDRESSEES: dict[Addressee, str] = {
    Addressee.OFFICER: "Người được giao xử lý",
    Addressee.FOCAL_OFFICER: "Cán bộ đầu mối",
    Addressee.AGENCY_LEADER: "Lãnh đạo cơ quan",
    Addressee.SPECIALIST: "Chuyên viên theo dõi",
    Addressee.OFFICE_LEADER: "Lãnh đạo Văn phòng",
    Addressee.COMMITTEE_LEADER: "Lãnh đạo UBND tỉnh",
}
# Besides the notice centre, which always shows it.
CHANNELS: dict[Channel, str] = {
    Channel.EMAIL: "Thư điện tử",
    Channel.WEB_PUSH: "Thông báo đẩy",
    Channel.APPRISE: "Tin nhắn",
}
SOURCES: dict[Source, str] = {
    Source.SUPERIOR: "Cấp trên giao",
    Source.SPOKEN: "Chỉ đạo trực tiếp (không có văn bản)",
    Source.DOCUMENT: "Văn bản của UBND tỉnh",
}
PROBLEMS: dict[str, str] = {
    "no_steps": "Thang phải có ít nhất một mốc nhắc.",
    "too_many_steps": "Nhiều nhất 30 mốc nhắc.",
    "only_deadline_before": "Chỉ nhắc trước được đối với thời hạn và ngày kết thúc kỳ; hãy chọn “sau”.",
    "at_once": "Phải ít nhất 1: chưa có thời gian nào trôi qua thì chưa có gì để nhắc.",
    "too_long_calendar": "Nhiều nhất 365 ngày.",
    "too_long_working": "Nhiều nhất 250 ngày làm việc.",
    "too_long_months": "Nhiều nhất 24 tháng.",
    "repeated_before": "Mốc trước hạn chỉ nhắc một lần; hãy để trống.",
    "nobody": "Hãy chọn ít nhất một người nhận.",
    "same_moment": "Đã có một mốc nhắc vào đúng lúc này; hãy gộp người nhận vào một dòng.",
    "class_without_deadline": "Nhóm này không có thời hạn.",
    "class_with_deadline": "Nhóm này luôn có thời hạn.",
}
_BEGINS: dict[Cause, str] = {
    Cause.NOT_ACCEPTED: "Chưa tiếp nhận sau",
    Cause.UNCONFIRMED: "Báo cáo chờ xác nhận đã",
    Cause.EXTENSION: "Đề nghị gia hạn chưa được quyết định sau",
    Cause.NO_PROGRESS: "Không cập nhật tiến độ trong",
    Cause.NO_DEADLINE: "Không có thời hạn, đã giao",
}
# before, on and after the day
_KNOWN_DAYS: dict[Cause, tuple[str, str, str]] = {
    Cause.DEADLINE: ("Trước hạn", "Đúng ngày hạn", "Quá hạn"),
    Cause.PERIOD: ("Trước khi hết kỳ báo cáo", "Đúng ngày cuối kỳ báo cáo", "Hết kỳ báo cáo đã"),
}


def step_words(step: Step) -> str:
    """ "Quá hạn 5 ngày làm việc, sau đó cứ 5 ngày làm việc một lần"."""
    number = f"{abs(step.after)} {DAYS[step.days]}"
    if step.cause in _KNOWN_DAYS:
        before, on, after = _KNOWN_DAYS[step.cause]
        when = on if step.after == 0 else f"{before if step.after < 0 else after} {number}"
    else:
        when = f"{_BEGINS[step.cause]} {number}"
    return f"{when}, sau đó cứ {step.every} {DAYS[step.days]} một lần" if step.every else when


def class_words(of: TaskClass, field_name: str = "") -> str:
    """The duties for which a ladder holds."""
    if of == EVERYTHING:
        return "Mọi nhiệm vụ"
    said = [
        "" if of.has_deadline is None else "Có thời hạn" if of.has_deadline else "Không có thời hạn",
        "" if of.is_starred is None else "Gắn sao" if of.is_starred else "Không gắn sao",
        "" if of.source is None else SOURCES[of.source],
        "" if of.unit_kind is None else UNIT_KINDS[of.unit_kind],
        "" if of.field_id is None else f"Lĩnh vực {field_name}",
    ]
    return " · ".join(part for part in said if part)
