"""Vietnamese words of coordination (phối hợp): requests, replies, reports of delay."""

from collections.abc import Sequence
from datetime import date

from nhacviec.rules.coordination import CoordinationState, CoordinationStep, DelayState, ReplyKind, Standing
from nhacviec.rules.events import EventName
from nhacviec.rules.words_deadlines import day_words

STATES: dict[CoordinationState, str] = {
    CoordinationState.ASKED: "Đã gửi, chưa xem",
    CoordinationState.SEEN: "Đã xem, chờ trả lời",
    CoordinationState.REPLIED: "Đã trả lời",
    CoordinationState.CONSENTED: "Coi như đồng ý",
    CoordinationState.WITHDRAWN: "Đã rút",
    CoordinationState.ENDED: "Không còn cần trả lời",
}

REPLIES: dict[ReplyKind, str] = {
    ReplyKind.AGREE: "Đồng ý",
    ReplyKind.COMMENTS: "Đồng ý, có ý kiến",
    ReplyKind.DISAGREE: "Không đồng ý",
}

STANDINGS: dict[Standing, str] = {
    Standing.WAITING: "Chờ trả lời, còn hạn",
    Standing.OVERDUE: "Quá hạn chưa trả lời",
    Standing.IN_TIME: "Trả lời đúng hạn",
    Standing.LATE: "Trả lời trễ hạn",
    Standing.TACIT: "Coi như đồng ý",
    Standing.DROPPED: "Đã rút, không còn cần",
}

DELAYS: dict[DelayState, str] = {
    DelayState.REPORTED: "Chờ bên được hỏi nêu ý kiến",
    DelayState.ACCEPTED: "Bên được hỏi thừa nhận chậm",
    DelayState.UNANSWERED: "Hết hạn nêu ý kiến, được tính chậm",
    DelayState.DISPUTED: "Chờ Văn phòng quyết định",
    DelayState.UPHELD: "Văn phòng kết luận có chậm",
    DelayState.DISMISSED: "Văn phòng kết luận không tính chậm",
    DelayState.WITHDRAWN: "Đã rút phản ánh",
}

STEPS: dict[CoordinationStep, str] = {
    CoordinationStep.ASK: "Lấy ý kiến phối hợp",
    CoordinationStep.WITHDRAW: "Rút yêu cầu",
    CoordinationStep.REPLY: "Trả lời",
    CoordinationStep.HAND_ON: "Phân công trả lời",
    CoordinationStep.TAKE_BACK: "Thu lại phân công",
    CoordinationStep.ASK_TIME: "Xin thêm thời gian",
    CoordinationStep.GRANT_TIME: "Đồng ý thêm thời gian",
    CoordinationStep.REFUSE_TIME: "Không đồng ý thêm thời gian",
    CoordinationStep.REPORT_DELAY: "Phản ánh chậm phối hợp",
    CoordinationStep.WITHDRAW_REPORT: "Rút phản ánh",
    CoordinationStep.ACCEPT_DELAY: "Thừa nhận chậm",
    CoordinationStep.DISPUTE_DELAY: "Không thống nhất với phản ánh",
    CoordinationStep.UPHOLD_DELAY: "Kết luận có chậm",
    CoordinationStep.DISMISS_DELAY: "Kết luận không tính chậm",
}

DONE: dict[CoordinationStep, str] = {
    CoordinationStep.ASK: "Đã gửi yêu cầu phối hợp",
    CoordinationStep.WITHDRAW: "Đã rút yêu cầu",
    CoordinationStep.REPLY: "Đã trả lời",
    CoordinationStep.HAND_ON: "Đã phân công cán bộ trả lời",
    CoordinationStep.TAKE_BACK: "Đã thu lại phân công",
    CoordinationStep.ASK_TIME: "Đã gửi đề nghị thêm thời gian",
    CoordinationStep.GRANT_TIME: "Đã đồng ý thêm thời gian",
    CoordinationStep.REFUSE_TIME: "Đã trả lời không thêm thời gian",
    CoordinationStep.REPORT_DELAY: "Đã gửi phản ánh chậm phối hợp",
    CoordinationStep.WITHDRAW_REPORT: "Đã rút phản ánh",
    CoordinationStep.ACCEPT_DELAY: "Đã ghi nhận là có chậm",
    CoordinationStep.DISPUTE_DELAY: "Đã gửi ý kiến, chờ Văn phòng quyết định",
    CoordinationStep.UPHOLD_DELAY: "Đã kết luận có chậm",
    CoordinationStep.DISMISS_DELAY: "Đã kết luận không tính chậm",
}

# Part of words.EVENTS.
EVENTS: dict[EventName, str] = {
    EventName.COORDINATION_ASKED: "Lấy ý kiến phối hợp",
    EventName.COORDINATION_SEEN: "Bên được hỏi đã xem yêu cầu phối hợp",
    EventName.COORDINATION_HANDED_ON: "Phân công trả lời yêu cầu phối hợp",
    EventName.COORDINATION_TAKEN_BACK: "Thu lại phân công trả lời yêu cầu phối hợp",
    EventName.COORDINATION_REPLIED: "Trả lời yêu cầu phối hợp",
    EventName.COORDINATION_CONSENTED: "Hết hạn phối hợp không trả lời, coi như đồng ý",
    EventName.COORDINATION_WITHDRAWN: "Rút yêu cầu phối hợp",
    EventName.COORDINATION_ENDED: "Yêu cầu phối hợp không còn cần trả lời",
    EventName.COORDINATION_TIME_ASKED: "Xin thêm thời gian phối hợp",
    EventName.COORDINATION_TIME_GRANTED: "Đồng ý thêm thời gian phối hợp",
    EventName.COORDINATION_TIME_REFUSED: "Không đồng ý thêm thời gian phối hợp",
    EventName.COORDINATION_REMINDED: "Nhắc trả lời yêu cầu phối hợp",
    EventName.COORDINATION_ESCALATED: "Báo cấp trên về yêu cầu phối hợp quá hạn",
    EventName.DELAY_REPORTED: "Phản ánh chậm phối hợp",
    EventName.DELAY_ACCEPTED: "Thừa nhận chậm phối hợp",
    EventName.DELAY_UNANSWERED: "Hết hạn nêu ý kiến về phản ánh chậm phối hợp",
    EventName.DELAY_DISPUTED: "Không thống nhất với phản ánh chậm phối hợp",
    EventName.DELAY_UPHELD: "Kết luận có chậm phối hợp",
    EventName.DELAY_DISMISSED: "Kết luận không tính chậm phối hợp",
    EventName.DELAY_REPORT_WITHDRAWN: "Rút phản ánh chậm phối hợp",
}

# Part of words_notices.SAYS: `unit` is asked, `lead` asks.
SAYS: dict[EventName, str] = {
    EventName.COORDINATION_ASKED: "{lead} đề nghị {unit} phối hợp, trả lời trước khi hết ngày {to}",
    EventName.COORDINATION_HANDED_ON: "Được phân công trả lời yêu cầu phối hợp của {lead}, hạn {to}",
    EventName.COORDINATION_TAKEN_BACK: "Thu lại phân công trả lời yêu cầu phối hợp của {lead}",
    EventName.COORDINATION_REPLIED: "{unit} trả lời yêu cầu phối hợp: {kind}",
    EventName.COORDINATION_CONSENTED: "{unit} không trả lời trong hạn, coi như đồng ý",
    EventName.COORDINATION_WITHDRAWN: "{lead} rút yêu cầu phối hợp gửi {unit}",
    EventName.COORDINATION_ENDED: "Yêu cầu phối hợp {lead} gửi {unit} không còn cần trả lời",
    EventName.COORDINATION_TIME_ASKED: "{unit} xin thêm thời gian phối hợp đến {asked}",
    EventName.COORDINATION_TIME_GRANTED: "{lead} đồng ý để {unit} trả lời trước khi hết ngày {to}",
    EventName.COORDINATION_TIME_REFUSED: "{lead} không đồng ý thêm thời gian phối hợp cho {unit}",
    EventName.COORDINATION_REMINDED: "{unit} còn phải trả lời yêu cầu phối hợp của {lead}, hạn {to}",
    EventName.COORDINATION_ESCALATED: "{unit} quá hạn trả lời yêu cầu phối hợp của {lead}, hạn {to}",
    EventName.DELAY_REPORTED: "{lead} phản ánh {unit} chậm phối hợp; nêu ý kiến trước khi hết ngày {to}",
    EventName.DELAY_ACCEPTED: "{unit} thừa nhận chậm phối hợp",
    EventName.DELAY_UNANSWERED: "{unit} không nêu ý kiến về phản ánh chậm phối hợp: được tính chậm",
    EventName.DELAY_DISPUTED: "{unit} không thống nhất với phản ánh chậm phối hợp của {lead}",
    EventName.DELAY_UPHELD: "Văn phòng kết luận {unit} có chậm phối hợp",
    EventName.DELAY_DISMISSED: "Văn phòng kết luận không tính chậm phối hợp cho {unit}",
    EventName.DELAY_REPORT_WITHDRAWN: "{lead} rút phản ánh {unit} chậm phối hợp",
}

# Part of words.REFUSALS.
REFUSALS: dict[str, str] = {
    "coordination_stale": "Yêu cầu phối hợp vừa được người khác cập nhật. Đề nghị xem lại nội dung mới rồi "
    "thực hiện tiếp.",
    "coordination_over": "Yêu cầu phối hợp đang ở tình trạng “{state}” nên không thực hiện được bước này.",
    "coordination_not_lead": "Chỉ đơn vị chủ trì đang thực hiện mới lấy ý kiến phối hợp.",
    "coordination_no_unit": "Cần chọn ít nhất một cơ quan, đơn vị để hỏi.",
    "coordination_own_unit": "{unit} thuộc chính cơ quan chủ trì; nội bộ thì không lập yêu cầu phối hợp.",
    "coordination_unit_unfit": "{unit} không nhận yêu cầu phối hợp; hãy chọn cơ quan, hoặc phòng thuộc Văn "
    "phòng.",
    "coordination_too_many": "Mỗi lần chỉ hỏi tối đa {limit} cơ quan, đơn vị.",
    "coordination_due_past": "Hạn trả lời phải từ ngày mai trở đi.",
    "coordination_due_far": "Hạn trả lời quá xa (hơn {days} ngày); đề nghị kiểm tra lại.",
    "coordination_tacit_short": "Coi im lặng là đồng ý thì đơn vị được hỏi phải có ít nhất một ngày làm việc "
    "để trả lời: hạn từ ngày {first} trở đi.",
    "coordination_no_tacit": "Quy chế của tỉnh không cho phép coi im lặng là đồng ý.",
    "coordination_time_open": "Đã có đề nghị thêm thời gian đang chờ bên hỏi quyết định.",
    "coordination_no_time": "Không còn đề nghị thêm thời gian nào đang chờ quyết định.",
    "coordination_not_later": "Hạn mới phải sau hạn trả lời hiện nay ({due}).",
    "coordination_time_past": "Hạn mới phải từ hôm nay trở đi.",
    "coordination_dated_ahead": "Ngày văn bản không được sau ngày hôm nay.",
    "coordination_comments_needed": "Cần ghi nội dung ý kiến.",
    "delay_none": "Yêu cầu này không chậm nên không có gì để phản ánh.",
    "delay_again": "Yêu cầu này đã được phản ánh chậm.",
    "delay_not_reported": "Chưa ai phản ánh chậm phối hợp về yêu cầu này.",
    "delay_settled": "Không làm được bước này nữa; tình trạng của phản ánh: {state}.",
}

# Of the list: sides, what can be asked of it, its heads, and what is wrong in its address.
SIDES: dict[str, str] = {"duoc-hoi": "Hỏi đơn vị mình", "hoi": "Đơn vị mình hỏi", "tat-ca": "Tất cả"}
FILTERS: dict[str, str] = {
    "cho-tra-loi": "Chưa trả lời",
    "cham": "Chậm (quá hạn, hoặc trả lời trễ)",
    **{standing.value: said for standing, said in STANDINGS.items()},
    "cho-quyet-dinh": "Phản ánh chờ Văn phòng quyết định",
    "tinh-cham": "Được tính chậm phối hợp",
}
HEADS: dict[str, str] = {
    "asked": "Hỏi đơn vị mình, chưa trả lời",
    "asked_late": "Đơn vị mình quá hạn trả lời",
    "asking": "Đơn vị mình hỏi, đang chờ",
    "asking_late": "Nơi khác quá hạn trả lời mình",
    "open": "Đang chờ trả lời",
    "late": "Quá hạn chưa trả lời",
    "disputed": "Chờ Văn phòng quyết định",
}
NUMBERS: dict[str, str] = {
    "nhan": "Nhận",
    "dung-han": "Đúng hạn",
    "tre": "Trễ hạn",
    "qua-han": "Quá hạn chưa trả lời",
    "con-han": "Còn hạn",
    "im-lang": "Coi như đồng ý",
    "rut": "Đã rút, không cần",
    "tinh-cham": "Bị tính chậm",
}
# On the home page, by the step that is waited for.
ON_HOME: dict[CoordinationStep, str] = {
    CoordinationStep.REPLY: "Trả lời",
    CoordinationStep.GRANT_TIME: "Xem, quyết định thêm thời gian",
    CoordinationStep.DISPUTE_DELAY: "Nêu ý kiến về phản ánh chậm",
    CoordinationStep.UPHOLD_DELAY: "Xem, quyết định",
}
PROBLEMS: dict[str, str] = {
    "tinh-trang": "Không có tình trạng này; đang hiện mọi tình trạng.",
    "phia": "Không có mục này; đang hiện mục mặc định.",
    "don-vi": "Không có đơn vị này; đang hiện mọi đơn vị.",
}

A_REQUEST = "yêu cầu phối hợp"  # where nothing more may be said of it


def waited(shares: Sequence[tuple[str, int]]) -> str:
    """ "trong đó 6 ngày chờ Sở Tài chính, 2 ngày chờ Sở Y tế"; "" where nobody was waited for."""
    if not shares:
        return ""
    return "trong đó " + ", ".join(f"{days} ngày chờ {unit}" for unit, days in shares)


def tacit_words(until: date) -> str:
    """The clause of a request, as the unit that is asked reads it."""
    return (
        f"Quá ngày {day_words(until)} mà không trả lời thì coi như đồng ý; hệ thống ghi rõ là đồng ý do "
        "không trả lời."
    )
