"""Words for the tasks that those above give to the Committee (nhiệm vụ cấp trên giao)."""

from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Move
from nhacviec.rules.statistics import Number

FROM_ABOVE = "Nhiệm vụ cấp trên giao"
# Mẫu 04: the columns of the numbers by source.
NUMBERS: dict[Number, str] = {
    Number.ASSIGNED: "Tổng được giao",
    Number.EARLY: "Báo cáo sớm hạn",
    Number.ON_TIME: "Báo cáo đúng hạn",
    Number.LATE: "Báo cáo trễ hạn",
    Number.DONE_NO_DEADLINE: "Báo cáo, không thời hạn",
    Number.ON_TRACK: "Trong hạn",
    Number.DUE_SOON: "Sắp đến hạn",
    Number.OVERDUE: "Quá hạn",
    Number.NO_DEADLINE: "Không thời hạn",
    Number.WAITING: "Chờ cấp trên ghi nhận",
    Number.CANCELLED: "Đã hủy",
}

# What a step is called where it is the Committee's own duty; the others keep their names.
MOVES: dict[Move, str] = {
    Move.ANSWER: "Báo cáo cấp trên",
    Move.CONFIRM: "Cấp trên đã ghi nhận",
    Move.SEND_BACK: "Cấp trên yêu cầu làm lại",
    Move.CANCEL: "Cấp trên thu hồi, hủy",
}

EVENTS: dict[EventName, str] = {
    EventName.GIVEN_DOWN: "Giao xuống cơ quan",
    EventName.LINKED_BELOW: "Gắn nhiệm vụ đã giao cơ quan",
    EventName.UNLINKED_BELOW: "Bỏ gắn nhiệm vụ đã giao cơ quan",
}

REFUSALS: dict[str, str] = {
    "committee_alone": "Nhiệm vụ cấp trên giao UBND tỉnh không giao chung với cơ quan khác. Hãy để UBND tỉnh "
    "(hoặc Ban cán sự đảng) chủ trì một mình, ban hành, rồi dùng “Giao xuống cơ quan”.",
    "report_needs_document": "Báo cáo cấp trên phải nêu số, ký hiệu và ngày của văn bản đã gửi.",
    "children_open": "Còn {count} cơ quan chưa hoàn thành phần việc được giao; cần nêu lý do báo cáo trước.",
    "not_from_above": "Chỉ nhiệm vụ cấp trên giao UBND tỉnh mới được giao xuống cơ quan.",
    "link_nothing": "Hãy chọn ít nhất một nhiệm vụ.",
    "link_closed": "Nhiệm vụ cấp trên giao này đã báo cáo hoặc đã kết thúc nên không gắn, không bỏ gắn nữa.",
    "link_not_fit": "{task_code} là dự thảo hoặc là việc của chính UBND tỉnh nên không gắn được.",
    "linked_already": "{task_code} đã gắn với một nhiệm vụ cấp trên giao.",
    "link_gone": "Nhiệm vụ này không còn gắn với nhiệm vụ cấp trên giao.",
    "given_down_closed": "Nhiệm vụ cấp trên giao này đã báo cáo hoặc đã kết thúc nên không giao xuống thêm.",
    "served_is_closed": "Dự thảo {task} gắn với nhiệm vụ cấp trên giao đã báo cáo hoặc đã kết thúc. "
    "Hãy mở dự thảo để bỏ gắn, hoặc xóa dự thảo.",
}
