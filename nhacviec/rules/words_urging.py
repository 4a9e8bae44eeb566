"""Vietnamese words of the letters of urging (văn bản đôn đốc)."""

from nhacviec.rules.events import EventName
from nhacviec.rules.urging import Unfit, UrgingState

STATES: dict[UrgingState, str] = {
    UrgingState.DRAFT: "Dự thảo",
    UrgingState.SENT: "Đã gửi, chờ trả lời",
    UrgingState.ANSWERED: "Đã trả lời",
    UrgingState.WITHDRAWN: "Đã thu hồi",
}

UNFIT: dict[Unfit, str] = {
    Unfit.NOT_RUNNING: "không còn trong tay cơ quan thực hiện",
    Unfit.NOT_OVERDUE: "không quá hạn",
    Unfit.IN_DRAFT: "đang có trong một dự thảo đôn đốc khác",
    Unfit.NOT_YOURS: "không thuộc phạm vi theo dõi của đồng chí",
}

# Part of words.EVENTS.
EVENTS: dict[EventName, str] = {
    EventName.URGED: "Đôn đốc bằng văn bản",
    EventName.URGED_UNDONE: "Thu hồi văn bản đôn đốc",
    EventName.DELAY_EXPLAINED: "Nêu nguyên nhân chậm, thời hạn mới",
    EventName.URGING_PROPOSED: "Đề xuất văn bản đôn đốc của tuần",
    EventName.URGING_DRAFTED: "Lập dự thảo văn bản đôn đốc",
    EventName.URGING_CHANGED: "Sửa dự thảo văn bản đôn đốc",
    EventName.URGING_DROPPED: "Bỏ dự thảo văn bản đôn đốc",
    EventName.URGING_SENT: "Gửi văn bản đôn đốc",
    EventName.URGING_ANSWERED: "Trả lời văn bản đôn đốc",
    EventName.URGING_WITHDRAWN: "Thu hồi văn bản đôn đốc đã gửi",
}

# Part of words.REFUSALS.
REFUSALS: dict[str, str] = {
    "urging_nothing": "Không có đầu việc quá hạn nào để đôn đốc.",
    "urging_stale": "Văn bản này vừa được người khác xử lý. Đề nghị xem lại.",
    "urging_too_many": "Một văn bản đôn đốc nêu tối đa {limit} đầu việc.",
    "urging_not_overdue": "Các đầu việc không còn quá hạn vào ngày ký: {codes}. Bỏ các đầu việc này khỏi dự "
    "thảo rồi in, ký lại.",
    "urging_number_required": "Cần ghi số, ký hiệu văn bản.",
    "urging_signer_required": "Cần ghi họ tên và chức vụ người ký.",
    "urging_signed_ahead": "Ngày ký không được sau ngày hôm nay.",
    "urging_signed_before": "Ngày ký không được trước ngày lập dự thảo ({made}).",
    "urging_number_taken": "Số {symbol} đã dùng cho văn bản đôn đốc khác trong năm.",
    "urging_reply_too_soon": "Ngày đề nghị trả lời phải sau ngày ký.",
    "urging_reply_incomplete": "Còn {count} đầu việc chưa nêu đủ nguyên nhân và thời hạn mới.",
    "urging_day_past": "Thời hạn mới phải từ hôm nay trở đi.",
}
