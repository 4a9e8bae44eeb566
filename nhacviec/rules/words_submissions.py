"""Vietnamese words of submissions (hồ sơ trình UBND tỉnh)."""

from nhacviec.rules.events import EventName
from nhacviec.rules.submission_clock import CountMode
from nhacviec.rules.submissions import Direction, Stop, SubmissionKind, SubmissionMove, SubmissionNumber

DIRECTIONS: dict[Direction, str] = {
    Direction.TO_COMMITTEE: "Trình UBND tỉnh",
    Direction.UPWARD: "UBND tỉnh trình cấp trên",
}

KINDS: dict[SubmissionKind, str] = {
    SubmissionKind.GENERAL: "Xin ý kiến, chủ trương chung",
    SubmissionKind.LEGAL: "Dự thảo văn bản quy phạm pháp luật",
    SubmissionKind.PLAN: "Đề án, kế hoạch, quy hoạch",
    SubmissionKind.PROJECT: "Dự án, đầu tư, xây dựng",
    SubmissionKind.LAND: "Đất đai, tài nguyên, môi trường",
    SubmissionKind.FINANCE: "Ngân sách, tài sản công",
    SubmissionKind.PERSONNEL: "Tổ chức bộ máy, cán bộ",
}

STOPS: dict[Stop, str] = {
    Stop.ARRIVED: "Chờ chuyển xử lý",
    Stop.APPRAISAL: "Đang thẩm tra",
    Stop.CONSULTATION: "Đang lấy ý kiến",
    Stop.DECISION: "Chờ lãnh đạo cho ý kiến",
    Stop.SUPPLEMENT: "Chờ cơ quan bổ sung",
    Stop.ANSWERED: "Đã trả lời",
    Stop.RETURNED: "Đã trả hồ sơ",
    Stop.WITHDRAWN: "Đã rút",
    Stop.MERGED: "Đã ghép vào hồ sơ khác",
}

MOVES: dict[SubmissionMove, str] = {
    SubmissionMove.FORWARD: "Chuyển xử lý",
    SubmissionMove.CONSULT: "Lấy ý kiến",
    SubmissionMove.ASK_DECISION: "Trình lãnh đạo",
    SubmissionMove.ASK_SUPPLEMENT: "Yêu cầu bổ sung",
    SubmissionMove.SUPPLEMENT: "Bổ sung hồ sơ",
    SubmissionMove.ANSWER: "Trả lời bằng văn bản",
    SubmissionMove.RETURN: "Trả hồ sơ",
    SubmissionMove.WITHDRAW: "Rút hồ sơ",
    SubmissionMove.MERGE: "Ghép hồ sơ",
    SubmissionMove.REOPEN: "Mở lại",
    SubmissionMove.NOTE: "Ghi chú nội bộ",
    SubmissionMove.CORRECT: "Đính chính",
}

MODES: dict[CountMode, str] = {CountMode.CALENDAR: "ngày", CountMode.WORKING: "ngày làm việc"}

# Part of words.EVENTS.
EVENTS: dict[EventName, str] = {
    EventName.SUBMISSION_REGISTERED: "Vào sổ hồ sơ trình",
    EventName.SUBMISSION_FORWARDED: "Chuyển hồ sơ trình để xử lý",
    EventName.SUBMISSION_CONSULTED: "Lấy ý kiến về hồ sơ trình",
    EventName.SUBMISSION_FOR_DECISION: "Trình lãnh đạo cho ý kiến",
    EventName.SUPPLEMENT_ASKED: "Yêu cầu bổ sung hồ sơ trình",
    EventName.SUPPLEMENTED: "Bổ sung hồ sơ trình",
    EventName.SUBMISSION_ANSWERED: "Trả lời hồ sơ trình",
    EventName.SUBMISSION_RETURNED: "Trả hồ sơ trình",
    EventName.SUBMISSION_WITHDRAWN: "Rút hồ sơ trình",
    EventName.SUBMISSION_MERGED: "Ghép hồ sơ trình",
    EventName.SUBMISSION_REOPENED: "Mở lại hồ sơ trình",
    EventName.SUBMISSION_NOTED: "Ghi chú nội bộ về hồ sơ trình",
    EventName.SUBMISSION_CORRECTED: "Đính chính hồ sơ trình",
    EventName.SUBMISSION_RECOUNTED: "Tính lại thời hạn trả lời theo lịch làm việc",
    EventName.SUBMISSION_REMINDED: "Nhắc về hồ sơ trình",
    EventName.SUPPLEMENT_REMINDED: "Nhắc cơ quan bổ sung hồ sơ trình",
    EventName.SUBMISSION_ESCALATED: "Báo cáo hồ sơ trình quá hạn lên lãnh đạo",
}

# Part of words.REFUSALS.
REFUSALS: dict[str, str] = {
    "submission_stale": "Hồ sơ vừa được người khác xử lý. Đề nghị xem lại rồi thực hiện tiếp.",
    "submission_number_taken": "Cơ quan này đã có hồ sơ số {symbol} trong năm đang được theo dõi.",
    "submission_dated_ahead": "Ngày văn bản không được sau hôm nay.",
    "submission_arrived_ahead": "Ngày đến không được sau hôm nay.",
    "submission_arrived_before": "Ngày đến không được trước ngày văn bản ({dated}).",
    "submission_unit_not_fit": "{unit} không phải là cơ quan trình UBND tỉnh, hoặc đã kết thúc hoạt động.",
    "submission_missing_required": "Cần nêu rõ hồ sơ còn thiếu những gì.",
    "submission_division_not_fit": "Phòng được chọn không thuộc Văn phòng UBND tỉnh.",
    "submission_officer_not_fit": "Cán bộ được chọn hiện không công tác ở phòng này.",
    "submission_leader_not_fit": "Người được chọn hiện không phải lãnh đạo UBND tỉnh hoặc Văn phòng.",
    "submission_there_already": "Hồ sơ đang ở đúng chỗ này rồi. Muốn ghi thêm ý kiến, hãy dùng “Ghi chú”.",
    "submission_nobody_asked": "Cần chọn cơ quan được lấy ý kiến.",
    "submission_answer_incomplete": "Cần ghi số, ký hiệu và ngày của văn bản trả lời.",
    "submission_day_outside": "Ngày này phải từ {first} (ngày hồ sơ đến chặng hiện tại) đến hôm nay.",
    "submission_answer_before": "Ngày văn bản trả lời không được trước ngày hồ sơ đến ({arrived}).",
    "submission_arrived_after": "Ngày đến không được sau ngày hồ sơ rời chặng đầu ({left}).",
    "submission_merge_into_itself": "Không thể ghép một hồ sơ vào chính nó.",
    "submission_merge_not_open": "Chỉ ghép được vào hồ sơ đang được xử lý.",
}

# Part of words_notices.SAYS: what happened, in a line. `symbol` is the submission's number.
SAYS: dict[EventName, str] = {
    EventName.SUBMISSION_REGISTERED: "{unit} trình hồ sơ {symbol}, chờ chuyển xử lý",
    EventName.SUBMISSION_FORWARDED: "Hồ sơ trình {symbol} của {unit} được chuyển để xử lý",
    EventName.SUBMISSION_FOR_DECISION: "Hồ sơ {symbol} của {unit} trình lãnh đạo cho ý kiến",
    EventName.SUPPLEMENT_ASKED: "Hồ sơ trình {symbol} cần bổ sung",
    EventName.SUPPLEMENTED: "{unit} đã bổ sung hồ sơ {symbol}",
    EventName.SUBMISSION_ANSWERED: "Đã trả lời hồ sơ trình {symbol} bằng văn bản {answer}",
    EventName.SUBMISSION_RETURNED: "Hồ sơ trình {symbol} được trả lại",
    EventName.SUBMISSION_WITHDRAWN: "{unit} rút hồ sơ trình {symbol}",
    EventName.SUBMISSION_MERGED: "Hồ sơ trình {symbol} được ghép vào hồ sơ khác",
    EventName.SUBMISSION_REOPENED: "Hồ sơ trình {symbol} của {unit} được mở lại",
    EventName.SUBMISSION_NOTED: "Ghi chú về hồ sơ trình {symbol} của {unit}",
    EventName.SUBMISSION_CORRECTED: "Hồ sơ trình {symbol} của {unit} được đính chính",
    EventName.SUBMISSION_REMINDED: "Hồ sơ trình {symbol} của {unit}: {clock}",
    EventName.SUPPLEMENT_REMINDED: "Hồ sơ trình {symbol} còn chờ đơn vị bổ sung",
    EventName.SUBMISSION_ESCALATED: "Hồ sơ trình {symbol} của {unit}: {clock}, chưa có ý kiến chỉ đạo",
}

# What can be corrected, and what follows from it.
CORRECTED: dict[str, str] = {
    "symbol": "Số, ký hiệu",
    "dated_on": "Ngày văn bản",
    "arrived_on": "Ngày đến",
    "abstract": "Trích yếu",
    "asked": "Nội dung đề nghị",
    "kind": "Loại hồ sơ",
    "urgency": "Độ khẩn",
    "due_on": "Hạn trả lời",
}


NUMBERS: dict[SubmissionNumber, str] = {
    SubmissionNumber.OPEN: "Đang xử lý",
    SubmissionNumber.OVERDUE: "Quá hạn, chưa có ý kiến",
    SubmissionNumber.IN_TIME: "Còn trong hạn",
    SubmissionNumber.SUPPLEMENT: "Chờ cơ quan bổ sung",
    SubmissionNumber.ANSWERED: "Đã trả lời",
    SubmissionNumber.ANSWERED_IN_TIME: "Trả lời trong hạn",
    SubmissionNumber.ANSWERED_LATE: "Trả lời quá hạn",
    SubmissionNumber.ENDED_OTHERWISE: "Trả, rút, ghép",
}

# Of the columns of a table, where there is little room.
SHORT: dict[SubmissionNumber, str] = {
    SubmissionNumber.OPEN: "Đang xử lý",
    SubmissionNumber.OVERDUE: "Quá hạn",
    SubmissionNumber.IN_TIME: "Trong hạn",
    SubmissionNumber.SUPPLEMENT: "Chờ bổ sung",
    SubmissionNumber.ANSWERED: "Đã trả lời",
    SubmissionNumber.ANSWERED_IN_TIME: "đúng hạn",
    SubmissionNumber.ANSWERED_LATE: "trễ hạn",
    SubmissionNumber.ENDED_OTHERWISE: "Trả, rút, ghép",
}

CUTS: dict[str, str] = {
    "phong": "Phòng xử lý",
    "chuyen-vien": "Chuyên viên xử lý",
    "lanh-dao": "Lãnh đạo được trình",
    "co-quan": "Cơ quan trình",
}
NOBODY: dict[str, str] = {
    "phong": "Chưa chuyển phòng nào",
    "chuyen-vien": "Chưa giao chuyên viên",
    "lanh-dao": "Chưa trình lãnh đạo",
    "co-quan": "",
}

# Who has it, where nobody is named.
HELD_BY_COUNTER = "Văn thư Văn phòng, chưa chuyển xử lý"
HELD_BY_CONSULTED = "{units} (được lấy ý kiến)"
CLOCK_STOPPED = "dừng đếm, còn {left} {days}"
CLOCK_STOPPED_LATE = "dừng đếm, đã quá {over} ngày"
CLOCK_NOT_BEGUN = "chưa đủ hồ sơ, chưa tính hạn"
ANSWERED_IN_TIME = "trả lời trong hạn"
ANSWERED_LATE = "trả lời quá hạn {days} ngày"
