"""Vietnamese labels of codes, in the words of an office. One table per code; no logic."""

from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Closing, Duty, Move, ReturnReason, State
from nhacviec.rules.permissions import Relation, Right, Role
from nhacviec.rules.units import UnitKind

STATES: dict[State, str] = {
    State.DRAFT: "Dự thảo",
    State.ASSIGNED: "Mới giao",
    State.IN_PROGRESS: "Đang thực hiện",
    State.ANSWERED: "Chờ xác nhận",
    State.COMPLETED: "Hoàn thành",
    State.RETURNED: "Bị trả lại",
    State.SUSPENDED: "Tạm dừng",
    State.CANCELLED: "Đã hủy",
}

MOVES: dict[Move, str] = {
    Move.ACCEPT: "Tiếp nhận",
    Move.RETURN: "Trả lại",
    Move.HAND_ON: "Phân công",
    Move.TAKE_BACK: "Thu hồi phân công",
    Move.NOTE_PROGRESS: "Cập nhật tình hình",
    Move.ANSWER: "Trả lời",
    Move.ASK_EXTENSION: "Xin gia hạn",
    Move.WITHDRAW_EXTENSION: "Rút đề nghị gia hạn",
    Move.OBJECT: "Giải trình về trễ hạn",
    Move.ISSUE: "Ban hành",
    Move.CONFIRM: "Xác nhận hoàn thành",
    Move.SEND_BACK: "Yêu cầu làm lại",
    Move.GRANT_EXTENSION: "Đồng ý gia hạn",
    Move.REFUSE_EXTENSION: "Không đồng ý gia hạn",
    Move.UPHOLD_OBJECTION: "Chấp nhận giải trình",
    Move.REJECT_OBJECTION: "Không chấp nhận giải trình",
    Move.REASSIGN: "Giao đơn vị khác",
    Move.REISSUE: "Giao lại",
    Move.WITHDRAW: "Rút nhiệm vụ",
    Move.CHANGE_DEADLINE: "Điều chỉnh thời hạn",
    Move.CHANGE_CONTENT: "Điều chỉnh nội dung",
    Move.CHANGE_MONITORS: "Đổi người theo dõi",
    Move.ADD_UNIT: "Thêm đơn vị",
    Move.SUSPEND: "Tạm dừng",
    Move.RESUME: "Tiếp tục thực hiện",
    Move.CANCEL: "Hủy",
    Move.REOPEN: "Mở lại",
    Move.REMIND: "Nhắc",
    Move.INSTRUCT: "Ý kiến chỉ đạo",
}

ROLES: dict[Role, str] = {
    Role.RECORDS_CLERK: "Văn thư",
    Role.OFFICE_SPECIALIST: "Chuyên viên Văn phòng",
    Role.DIVISION_HEAD: "Lãnh đạo phòng thuộc Văn phòng",
    Role.OFFICE_LEADER: "Lãnh đạo Văn phòng UBND tỉnh",
    Role.COMMITTEE_LEADER: "Lãnh đạo UBND tỉnh",
    Role.FOCAL_OFFICER: "Cán bộ đầu mối",
    Role.AGENCY_OFFICER: "Chuyên viên cơ quan, đơn vị",
    Role.AGENCY_LEADER: "Lãnh đạo cơ quan, đơn vị",
    Role.INSPECTOR: "Cán bộ kiểm tra",
    Role.ADMINISTRATOR: "Quản trị hệ thống",
}

RELATIONS: dict[Relation, str] = {
    Relation.ANY: "mọi đầu việc được xem",
    Relation.OWN: "của cơ quan, đơn vị mình",
    Relation.HANDED: "được phân công cho mình hoặc phòng mình",
    Relation.MONITOR: "được giao theo dõi",
    Relation.COORDINATED: "cùng chủ trì, phối hợp một nhiệm vụ",
}

RIGHTS: dict[Right, str] = {
    Right.READ_TASKS: "Xem nhiệm vụ (trong phạm vi của mình)",
    Right.ENTER_DOCUMENTS: "Vào sổ văn bản, nhập nhiệm vụ",
    Right.MANAGE_ORGANISATION: "Quản lý cơ quan, đơn vị",
    Right.MANAGE_PEOPLE: "Quản lý cán bộ, chức vụ",
    Right.MANAGE_CALENDAR: "Quản lý ngày nghỉ, ngày làm bù",
    Right.MANAGE_POLICY: "Quản lý quy chế (tham số)",
    Right.READ_AUDIT: "Xem nhật ký hệ thống",
}

DUTIES: dict[Duty, str] = {Duty.LEAD: "Chủ trì", Duty.COORDINATE: "Phối hợp"}

RETURN_REASONS: dict[ReturnReason, str] = {
    ReturnReason.WRONG_UNIT: "Sai đơn vị thực hiện",
    ReturnReason.WRONG_DOCUMENT: "Sai văn bản (số, ký hiệu hoặc nội dung không khớp)",
    ReturnReason.NOT_OUR_FUNCTION: "Không thuộc chức năng, nhiệm vụ",
    ReturnReason.DUPLICATE: "Trùng nhiệm vụ đã giao",
}

CLOSINGS: dict[Closing, str] = {
    Closing.RECALLED: "Văn bản bị thu hồi",
    Closing.REPLACED: "Văn bản được thay thế",
    Closing.REASSIGNED: "Đã giao đơn vị khác",
    Closing.WITHDRAWN: "Rút nhiệm vụ sau khi bị trả lại",
    Closing.OTHER: "Lý do khác",
}

UNIT_KINDS: dict[UnitKind, str] = {
    UnitKind.SUPERIOR: "Cơ quan cấp trên",
    UnitKind.COMMITTEE: "UBND tỉnh",
    UnitKind.OFFICE: "Văn phòng UBND tỉnh",
    UnitKind.OFFICE_DIVISION: "Phòng, ban, trung tâm thuộc Văn phòng",
    UnitKind.DEPARTMENT: "Sở, ban, ngành",
    UnitKind.VERTICAL: "Cơ quan ngành dọc",
    UnitKind.SERVICE_UNIT: "Đơn vị sự nghiệp",
    UnitKind.ENTERPRISE: "Doanh nghiệp nhà nước",
    UnitKind.DISTRICT: "UBND cấp huyện",
    UnitKind.COMMUNE: "UBND cấp xã",
    UnitKind.DIVISION: "Phòng, đơn vị trực thuộc",
}

EVENTS: dict[EventName, str] = {
    EventName.ISSUED: "Giao nhiệm vụ",
    EventName.SEEN: "Đã xem",
    EventName.ACCEPTED: "Tiếp nhận",
    EventName.RETURNED: "Trả lại",
    EventName.HANDED_ON: "Phân công thực hiện",
    EventName.TAKEN_BACK: "Thu hồi phân công",
    EventName.PROGRESS_NOTED: "Cập nhật tình hình",
    EventName.ANSWERED: "Trả lời",
    EventName.CONFIRMED: "Xác nhận hoàn thành",
    EventName.SENT_BACK: "Yêu cầu làm lại",
    EventName.EXTENSION_ASKED: "Xin gia hạn",
    EventName.EXTENSION_WITHDRAWN: "Rút đề nghị gia hạn",
    EventName.EXTENSION_GRANTED: "Đồng ý gia hạn",
    EventName.EXTENSION_REFUSED: "Không đồng ý gia hạn",
    EventName.OBJECTED: "Giải trình về trễ hạn",
    EventName.OBJECTION_UPHELD: "Chấp nhận giải trình",
    EventName.OBJECTION_REJECTED: "Không chấp nhận giải trình",
    EventName.REASSIGNED: "Chuyển giao đơn vị khác",
    EventName.REISSUED: "Giao lại",
    EventName.WITHDRAWN: "Rút nhiệm vụ",
    EventName.DEADLINE_CHANGED: "Điều chỉnh thời hạn",
    EventName.DEADLINE_RECOMPUTED: "Tính lại thời hạn theo lịch làm việc",
    EventName.UNIT_ADDED: "Thêm đơn vị thực hiện",
    EventName.SUSPENDED: "Tạm dừng",
    EventName.RESUMED: "Tiếp tục thực hiện",
    EventName.CANCELLED: "Hủy",
    EventName.REOPENED: "Mở lại",
    EventName.REMINDED: "Nhắc việc",
    EventName.DRAFTED: "Soạn dự thảo",
    EventName.CONTENT_CHANGED: "Điều chỉnh nội dung",
    EventName.MONITORS_CHANGED: "Đổi người theo dõi",
    EventName.INSTRUCTED: "Ý kiến chỉ đạo",
    EventName.PERIOD_CREATED: "Tạo nhiệm vụ của kỳ",
    EventName.DRAFT_DELETED: "Xóa dự thảo",
    EventName.DOCUMENT_REGISTERED: "Vào sổ văn bản",
    EventName.DOCUMENT_CHANGED: "Sửa thông tin văn bản",
    EventName.DOCUMENT_NEEDS_NO_TASK: "Ghi nhận văn bản không giao nhiệm vụ",
    EventName.FILE_ADDED: "Thêm tệp",
    EventName.FILE_REMOVED: "Gỡ tệp",
    EventName.UNIT_CREATED: "Thêm đơn vị",
    EventName.UNIT_CHANGED: "Sửa thông tin đơn vị",
    EventName.UNIT_CLOSED: "Kết thúc hoạt động đơn vị",
    EventName.PERSON_CREATED: "Thêm cán bộ",
    EventName.PERSON_CHANGED: "Sửa thông tin cán bộ",
    EventName.PERSON_DEACTIVATED: "Khóa tài khoản",
    EventName.PERSON_REACTIVATED: "Mở lại tài khoản",
    EventName.PASSWORD_RESET: "Đặt lại mật khẩu",
    EventName.POST_GIVEN: "Giao chức vụ",
    EventName.POST_ENDED: "Thôi giữ chức vụ",
    EventName.SUBSTITUTION_GIVEN: "Cử người làm thay",
    EventName.SUBSTITUTION_ENDED: "Kết thúc làm thay",
    EventName.CALENDAR_CHANGED: "Sửa lịch làm việc",
    EventName.CALENDAR_IMPORTED: "Nạp lịch làm việc của năm",
    EventName.POLICY_CHANGED: "Sửa quy chế (tham số)",
}

# Why a move was refused (MoveNotAllowed.code). Placeholders are filled from its params.
REFUSALS: dict[str, str] = {
    "wrong_state": "Đầu việc đang ở trạng thái “{state}” nên không thể thực hiện “{move}”.",
    "stale": "Đầu việc vừa được người khác cập nhật. Đề nghị xem lại nội dung mới rồi thực hiện tiếp.",
    "return_too_late": "Đã quá thời hạn trả lại ({limit}). Đầu việc được coi là đã tiếp nhận.",
    "number_differs": "Số, ký hiệu “{typed}” không khớp với văn bản trong hệ thống (“{ours}”). "
    "Nếu văn bản nhận được khác, đề nghị trả lại với lý do “Sai văn bản”.",
    "reason_required": "Cần nêu rõ lý do.",
    "coordinators_open": "Còn {count} đơn vị phối hợp chưa xong; cần nêu lý do vẫn xác nhận.",
    "extension_open": "Đã có đề nghị gia hạn đang chờ quyết định.",
    "no_open_extension": "Không còn đề nghị gia hạn nào đang chờ quyết định.",
    "extension_no_deadline": "Đầu việc không có thời hạn nên không cần gia hạn.",
    "extension_too_late": "Phải xin gia hạn trước khi hết hạn ít nhất {days} ngày làm việc.",
    "extension_too_many": "Đã được gia hạn {count} lần, hết số lần cho phép.",
    "extension_too_long": "Chỉ được xin gia hạn thêm tối đa {days} ngày.",
    "extension_not_later": "Thời hạn mới phải sau thời hạn hiện tại ({due}).",
    "objection_open": "Đã có giải trình đang chờ quyết định.",
    "no_open_objection": "Không còn giải trình nào đang chờ quyết định.",
    "not_late": "Đầu việc không bị ghi nhận trễ hạn.",
    "unit_has_duty": "{unit} đã có tên trong nhiệm vụ này.",
    "unit_closed": "{unit} không hoạt động vào ngày giao việc.",
    "unit_not_assignable": "{unit} không phải là đơn vị được giao nhiệm vụ.",
    "division_not_ours": "Phòng, đơn vị được chọn không thuộc cơ quan thực hiện.",
    "officer_not_ours": "Cán bộ được chọn không thuộc cơ quan thực hiện.",
    "not_handed": "Đầu việc chưa được phân công cho ai.",
    "deadline_before_document": "Thời hạn không được trước ngày ban hành văn bản ({issued}).",
    "deadline_same": "Thời hạn mới trùng với thời hạn hiện tại.",
    "nothing_changed": "Chưa có nội dung nào thay đổi.",
    "same_unit": "Đơn vị được chọn chính là đơn vị đã trả lại.",
    "no_lead": "Nhiệm vụ phải có ít nhất một đơn vị chủ trì.",
    "already_issued": "Nhiệm vụ đã được ban hành.",
    "draft_stale": "Dự thảo {task_code} vừa được người khác sửa nên chưa lưu được. Nội dung đã gõ vẫn còn "
    "dưới đây: mở lại trang ở thẻ khác để xem bản mới rồi gộp hai bản.",
    "draft_gone": "Dự thảo {task_code} không còn nữa, có thể người khác vừa xóa.",
    "document_has_tasks": "Văn bản đã có nhiệm vụ hoặc đã xử lý nên không thể ghi nhận "
    "là không giao nhiệm vụ.",
    "nothing_to_issue": "Chưa có nhiệm vụ nào để ban hành.",
    "classified": "Hệ thống không được tiếp nhận văn bản thuộc danh mục bí mật nhà nước.",
}
