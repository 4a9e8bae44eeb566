"""The words of a list's filter: what each condition is called, and what is wrong with a value."""

from nhacviec.rules.lifecycle import ISSUED, Duty, State
from nhacviec.rules.statistics import Number
from nhacviec.rules.task_filter import CLOSED_STATES, ME, MINE, NONE, OPEN_STATES
from nhacviec.rules.words import DUTIES, STATES
from nhacviec.rules.words_deadlines import TIMELINESS
from nhacviec.rules.words_inbox import HEADS

LABELS: dict[str, str] = {
    "q": "Nội dung",
    "so-van-ban": "Số, ký hiệu văn bản",
    "trang-thai": "Trạng thái",
    "thoi-han": "Tình trạng thời hạn",
    "vai-tro": "Vai trò",
    "don-vi": "Đơn vị thực hiện",
    "linh-vuc": "Lĩnh vực",
    "van-ban": "Văn bản",
    "theo-doi": "Người theo dõi",
    "chuyen-vien": "Chuyên viên theo dõi",
    "lanh-dao-vp": "Lãnh đạo Văn phòng theo dõi",
    "lanh-dao-ubnd": "Lãnh đạo UBND tỉnh theo dõi",
    "can-bo": "Cán bộ thực hiện",
    "phong": "Phòng, đơn vị được phân công",
    "co-quan-giao": "Cơ quan giao",
    "han": "Thời hạn",
    "giao": "Ngày giao",
    "tra-loi": "Ngày trả lời",
    "sao": "Trọng tâm",
    "vuong-mac": "Có vướng mắc",
    "gia-han": "Đã gia hạn",
    "don-doc": "Đã đôn đốc",
    "nhom": "Nhóm việc",
    "ca-don-vi-khac": "Cả đơn vị cùng nhiệm vụ",
    "so": "Số liệu thống kê",
    "qua-ngay": "Số ngày quá hạn",
    "tinh-den": "Tính đến hết ngày",
    "ky": "Kỳ",
}

NUMBERS: dict[Number, str] = {
    Number.ASSIGNED: "được giao",
    Number.ANSWERED: "đã trả lời",
    Number.EARLY: "trả lời sớm hạn",
    Number.ON_TIME: "trả lời đúng hạn",
    Number.LATE: "trả lời trễ hạn",
    Number.DONE_NO_DEADLINE: "đã trả lời, không có thời hạn",
    Number.UNANSWERED: "chưa trả lời",
    Number.ON_TRACK: "chưa trả lời, trong hạn",
    Number.DUE_SOON: "chưa trả lời, sắp đến hạn",
    Number.OVERDUE: "chưa trả lời, quá hạn",
    Number.NO_DEADLINE: "chưa trả lời, không có thời hạn",
    Number.SUSPENDED: "tạm dừng",
    Number.RETURNED: "đơn vị trả lại",
    Number.CANCELLED: "đã hủy",
    Number.WAITING: "chờ Văn phòng xác nhận",
    Number.EXTENDED: "đã gia hạn",
}

CODES: dict[str, dict[str, str]] = {
    "trang-thai": {
        OPEN_STATES: "Chưa xong",
        CLOSED_STATES: "Đã kết thúc",
        **{s.value: STATES[s] for s in State if s in ISSUED},
    },
    "thoi-han": {kind.value: words for kind, words in TIMELINESS.items()},
    "vai-tro": {duty.value: DUTIES[duty] for duty in Duty},
    "nhom": HEADS,
    "so": {number.value: words for number, words in NUMBERS.items()},
}
WORDS = {ME: "tôi", MINE: "đơn vị của tôi", NONE: "không có"}

# What is wrong with a value ({value}), beside its field. Keys: Problem.code.
PROBLEMS: dict[str, str] = {
    "too_long": "Nội dung quá dài. Hãy rút gọn.",
    "nul": "Có ký tự không dùng được. Hãy gõ lại.",
    "surrogate": "Có ký tự không dùng được. Hãy gõ lại.",
    "unknown_value": "“{value}” không phải là giá trị của mục này.",
    "unknown_row": "Không tìm thấy “{value}”.",
    "unknown_unit": "Không tìm thấy đơn vị “{value}”.",
    "ambiguous_unit": "“{value}” có thể là nhiều đơn vị. Hãy gõ rõ hơn.",
    "both_ways": "Chỉ dùng một trong hai: có, hoặc trừ ra.",
    "too_many": "Quá nhiều giá trị. Hãy chọn bớt.",
    "no_day": "“{value}” không phải là ngày. Ví dụ: 20/07/2018, hôm nay, cuối tuần, hôm nay+7.",
    "days_crossed": "Ngày “đến” đứng trước ngày “từ”.",
    "no_days_overdue": "“{value}” không phải là số ngày. Ví dụ: 5, 10-30, 30-.",
    "no_period": "“{value}” không phải là kỳ. Ví dụ: 2018-07, 2018-Q3, 2018-H1, 2018.",
    "not_of_past": "Danh sách tại một ngày đã qua hoặc theo kỳ: xem ở mục Thống kê.",
    "not_your_head": "Nhóm việc này không thuộc vai trò đang làm việc.",
}
