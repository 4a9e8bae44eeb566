"""The ladders of reminders in words: classes, steps, and what is wrong with one. Pure."""

from nhacviec.rules.ladders import WHOLE, Source, TaskClass
from nhacviec.rules.notices import Channel
from nhacviec.rules.reminders import Addressee, Cause, Days, Noun, Step
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
NOUNS: dict[Noun, str] = {
    Noun.TASK: "nhiệm vụ",
    Noun.UPWARD: "văn bản trình cấp trên",
    Noun.SUBMISSION: "hồ sơ trình",
    Noun.COORDINATION: "yêu cầu phối hợp",
}
_ALL: dict[Noun, str] = {
    Noun.TASK: "Mọi nhiệm vụ",
    Noun.UPWARD: "Mọi văn bản trình cấp trên",
    Noun.SUBMISSION: "Mọi hồ sơ trình",
    Noun.COORDINATION: "Mọi yêu cầu phối hợp",
}
_OTHER_CAUSES: dict[Noun, dict[Cause, str]] = {
    Noun.TASK: {},
    Noun.UPWARD: {
        Cause.DEADLINE: "Hạn chờ ý kiến cấp trên",
        Cause.NO_PROGRESS: "Có ý kiến, chưa có văn bản",
    },
    Noun.SUBMISSION: {
        Cause.DEADLINE: "Hạn trả lời hồ sơ",
        Cause.NOT_ACCEPTED: "Chưa chuyển xử lý",
        Cause.NO_PROGRESS: "Chờ cơ quan bổ sung",
    },
    Noun.COORDINATION: {
        Cause.DEADLINE: "Hạn trả lời yêu cầu",
        Cause.NOT_ACCEPTED: "Chưa ai xem yêu cầu",
    },
}
DAYS: dict[Days, str] = {Days.CALENDAR: "ngày", Days.WORKING: "ngày làm việc", Days.MONTHS: "tháng"}
ADDRESSEES: dict[Addressee, str] = {
    Addressee.OFFICER: "Người được giao xử lý",
    Addressee.FOCAL_OFFICER: "Cán bộ đầu mối",
    Addressee.AGENCY_LEADER: "Lãnh đạo cơ quan",
    Addressee.SPECIALIST: "Chuyên viên theo dõi",
    Addressee.OFFICE_LEADER: "Lãnh đạo Văn phòng",
    Addressee.COMMITTEE_LEADER: "Lãnh đạo UBND tỉnh",
    Addressee.HANDLER: "Người đang xử lý hồ sơ",
    Addressee.DIVISION_HEAD: "Lãnh đạo phòng xử lý",
    Addressee.LEADER_IN_CHARGE: "Lãnh đạo được trình",
    Addressee.SUBMITTER: "Cơ quan trình",
    Addressee.ASKER: "Bên đề nghị phối hợp",
}
_OTHER_ADDRESSEES: dict[Noun, dict[Addressee, str]] = {
    Noun.TASK: {},
    Noun.UPWARD: {
        Addressee.HANDLER: "Người theo dõi văn bản trình",
        Addressee.DIVISION_HEAD: "Lãnh đạo phòng theo dõi",
        Addressee.LEADER_IN_CHARGE: "Lãnh đạo UBND tỉnh phụ trách",
    },
    Noun.SUBMISSION: {},
    Noun.COORDINATION: {
        Addressee.OFFICER: "Cán bộ được phân công trả lời",
        Addressee.FOCAL_OFFICER: "Đầu mối bên được hỏi",
        Addressee.AGENCY_LEADER: "Lãnh đạo bên được hỏi",
    },
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
    "class_of_tasks": "Ngoài nhiệm vụ, các thang chỉ phân biệt theo loại cơ quan.",
    "not_of_noun": "Không dùng cho loại việc này.",
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
_OTHER_BEGINS: dict[tuple[Noun, Cause], str] = {
    (Noun.UPWARD, Cause.NO_PROGRESS): "Có ý kiến mà chưa có văn bản đã",
    (Noun.SUBMISSION, Cause.NOT_ACCEPTED): "Chưa chuyển xử lý sau",
    (Noun.SUBMISSION, Cause.NO_PROGRESS): "Chờ cơ quan bổ sung đã",
    (Noun.COORDINATION, Cause.NOT_ACCEPTED): "Chưa ai xem sau",
}
# before, on and after the day
_KNOWN_DAYS: dict[Cause, tuple[str, str, str]] = {
    Cause.DEADLINE: ("Trước hạn", "Đúng ngày hạn", "Quá hạn"),
    Cause.PERIOD: ("Trước khi hết kỳ báo cáo", "Đúng ngày cuối kỳ báo cáo", "Hết kỳ báo cáo đã"),
}


def cause_words(cause: Cause, noun: Noun = Noun.TASK) -> str:
    return _OTHER_CAUSES[noun].get(cause, CAUSES[cause])


def addressee_words(who: Addressee, noun: Noun = Noun.TASK) -> str:
    return _OTHER_ADDRESSEES[noun].get(who, ADDRESSEES[who])


def step_words(step: Step) -> str:
    """ "Quá hạn 5 ngày làm việc, sau đó cứ 5 ngày làm việc một lần"."""
    number = f"{abs(step.after)} {DAYS[step.days]}"
    if step.cause in _KNOWN_DAYS:
        before, on, after = _KNOWN_DAYS[step.cause]
        when = on if step.after == 0 else f"{before if step.after < 0 else after} {number}"
    else:
        begins = _OTHER_BEGINS.get((step.noun, step.cause)) or _BEGINS[step.cause]
        when = f"{begins} {number}"
    return f"{when}, sau đó cứ {step.every} {DAYS[step.days]} một lần" if step.every else when


def class_words(of: TaskClass, field_name: str = "") -> str:
    """The duties for which a ladder holds."""
    if of == WHOLE[of.noun]:
        return _ALL[of.noun]
    said = [
        "" if of.has_deadline is None else "Có thời hạn" if of.has_deadline else "Không có thời hạn",
        "" if of.is_starred is None else "Gắn sao" if of.is_starred else "Không gắn sao",
        "" if of.source is None else SOURCES[of.source],
        "" if of.unit_kind is None else UNIT_KINDS[of.unit_kind],
        "" if of.field_id is None else f"Lĩnh vực {field_name}",
    ]
    return " · ".join(part for part in said if part)
