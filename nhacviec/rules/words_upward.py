"""Vietnamese words of what the Committee submits to those above it (văn bản trình cấp trên)."""

from nhacviec.rules.events import EventName
from nhacviec.rules.upward import UpwardMove, UpwardNumber, UpwardStop

STOPS: dict[UpwardStop, str] = {
    UpwardStop.SENT: "Chờ ý kiến",
    UpwardStop.OPINION: "Đã có ý kiến, chờ văn bản",
    UpwardStop.ANSWERED: "Đã có kết quả",
    UpwardStop.RETURNED: "Cấp trên trả lại",
    UpwardStop.WITHDRAWN: "Đã rút",
}

MOVES: dict[UpwardMove, str] = {
    UpwardMove.ASK_AGAIN: "Hỏi lại",
    UpwardMove.OPINION: "Ghi ý kiến",
    UpwardMove.DECISION: "Ghi văn bản quyết định",
    UpwardMove.RETURN: "Ghi cấp trên trả lại",
    UpwardMove.WITHDRAW: "Rút văn bản trình",
    UpwardMove.HAND_ON: "Đổi người theo dõi",
    UpwardMove.REOPEN: "Theo dõi lại",
    UpwardMove.NOTE: "Ghi chú",
}

# Part of words.EVENTS.
EVENTS: dict[EventName, str] = {
    EventName.UPWARD_SENT: "Trình cấp trên",
    EventName.UPWARD_ASKED_AGAIN: "Hỏi lại cấp trên",
    EventName.UPWARD_OPINION: "Cấp trên cho ý kiến",
    EventName.UPWARD_DECIDED: "Cấp trên ban hành văn bản",
    EventName.UPWARD_RETURNED: "Cấp trên trả lại văn bản trình",
    EventName.UPWARD_WITHDRAWN: "Rút văn bản trình cấp trên",
    EventName.UPWARD_HANDED_ON: "Đổi người theo dõi văn bản trình cấp trên",
    EventName.UPWARD_REOPENED: "Theo dõi lại văn bản trình cấp trên",
    EventName.UPWARD_RECOUNTED: "Tính lại thời hạn chờ theo lịch làm việc",
    EventName.UPWARD_REMINDED: "Nhắc về văn bản trình cấp trên",
    EventName.UPWARD_ESCALATED: "Báo cáo lãnh đạo văn bản trình chưa có ý kiến",
}

# Part of words.REFUSALS.
REFUSALS: dict[str, str] = {
    "upward_stale": "Văn bản trình vừa được người khác cập nhật. Đề nghị xem lại rồi thực hiện tiếp.",
    "upward_number_taken": "Văn bản trình số {symbol} trong năm này đã có trong sổ.",
    "upward_unit_not_fit": "“{unit}” không phải là UBND tỉnh hoặc Ban cán sự đảng UBND tỉnh.",
    "upward_addressee_not_fit": "“{unit}” không phải là cơ quan cấp trên đang hoạt động.",
    "upward_dated_ahead": "Ngày văn bản không được sau hôm nay.",
    "upward_sent_ahead": "Ngày gửi không được sau hôm nay.",
    "upward_sent_before": "Ngày gửi không được trước ngày văn bản ({dated}).",
    "upward_officer_not_fit": "Người này hiện không phải là chuyên viên hoặc lãnh đạo phòng của Văn phòng.",
    "upward_task_not_fit": "Nhiệm vụ này không phải do cấp trên giao.",
    "upward_day_outside": "Ngày phải từ {first} đến hôm nay.",
    "upward_asked_already": "Ngày này đã ghi hỏi lại.",
    "upward_document_incomplete": "Ghi đủ số, ký hiệu và ngày của văn bản quyết định.",
    "nothing_said": "Hãy ghi ý kiến của cấp trên.",
}

# Part of words_notices.SAYS.
SAYS: dict[EventName, str] = {
    EventName.UPWARD_SENT: "Theo dõi văn bản {symbol} của {unit} trình {above}",
    EventName.UPWARD_OPINION: "{above} cho ý kiến về văn bản trình {symbol}",
    EventName.UPWARD_DECIDED: "{above} ban hành {answer} theo văn bản trình {symbol}",
    EventName.UPWARD_RETURNED: "{above} trả lại văn bản trình {symbol}",
    EventName.UPWARD_WITHDRAWN: "{unit} rút văn bản {symbol} trình {above}",
    EventName.UPWARD_HANDED_ON: "Theo dõi văn bản {symbol} của {unit} trình {above}",
    EventName.UPWARD_REOPENED: "Theo dõi lại văn bản {symbol} trình {above}",
    EventName.UPWARD_REMINDED: "Văn bản {symbol} trình {above}: {clock}",
    EventName.UPWARD_ESCALATED: "Văn bản {symbol} trình {above}: {clock}, chưa có ý kiến",
}

NUMBERS: dict[UpwardNumber, str] = {
    UpwardNumber.OPEN: "Đang chờ",
    UpwardNumber.OVERDUE: "Quá hạn, chưa có ý kiến",
    UpwardNumber.IN_TIME: "Chờ ý kiến, trong hạn",
    UpwardNumber.ASKED_AGAIN: "Đã hỏi lại, chưa có ý kiến",
    UpwardNumber.OPINION: "Có ý kiến, chờ văn bản",
    UpwardNumber.ANSWERED: "Đã có kết quả",
    UpwardNumber.ANSWERED_IN_TIME: "Có ý kiến trong hạn",
    UpwardNumber.ANSWERED_LATE: "Có ý kiến quá hạn",
    UpwardNumber.ENDED_OTHERWISE: "Trả lại, rút",
}

CUTS: dict[str, str] = {
    "noi-nhan": "Cơ quan được trình",
    "co-quan": "Cơ quan trình",
    "chuyen-vien": "Người theo dõi",
}
NOBODY = "Chưa phân công"
ANSWERED_IN_TIME = "có ý kiến trong hạn"
ANSWERED_LATE = "có ý kiến quá hạn {days} ngày"
WAITS_FOR_DOCUMENT = "chờ văn bản"
