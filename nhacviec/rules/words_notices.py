"""What notices say, in the words of an office. One table per code; no logic."""

from nhacviec.rules import words_coordination, words_submissions, words_upward
from nhacviec.rules.events import EventName as E
from nhacviec.rules.notices import Channel, DeliveryState, NoticeKind, Who
from nhacviec.rules.reminders import Noun

KINDS: dict[NoticeKind, str] = {
    NoticeKind.ASSIGNMENT: "Giao việc, phân công",
    NoticeKind.RETURN: "Trả lại, yêu cầu làm lại",
    NoticeKind.ESCALATION: "Đôn đốc, nhắc vượt cấp",
    NoticeKind.REMINDER: "Nhắc việc tự động",
    NoticeKind.ANSWER: "Trả lời, đề nghị chờ xử lý",
    NoticeKind.DECISION: "Kết quả xử lý trả lời, đề nghị",
    NoticeKind.CHANGE: "Thay đổi của việc đang làm, đang theo dõi",
    NoticeKind.INSTRUCTION: "Ý kiến chỉ đạo",
    NoticeKind.PROGRESS: "Tiếp nhận, cập nhật tình hình",
    NoticeKind.DESK: "Chức vụ, làm thay, tài khoản",
    NoticeKind.OFFICE: "Lịch làm việc, quy chế, tổ chức",
}

KIND_HINTS: dict[NoticeKind, str] = {
    NoticeKind.ASSIGNMENT: "Việc mới của đơn vị hoặc của bản thân.",
    NoticeKind.RETURN: "Đơn vị trả lại việc; câu trả lời phải làm lại.",
    NoticeKind.ESCALATION: "Văn phòng nhắc trực tiếp; việc quá hạn được báo lên cấp trên.",
    NoticeKind.REMINDER: "Sắp đến hạn, đến hạn, quá hạn, chưa tiếp nhận, chờ xác nhận.",
    NoticeKind.ANSWER: "Trả lời chờ xác nhận, xin gia hạn, giải trình.",
    NoticeKind.DECISION: "Xác nhận hoàn thành, gia hạn, giải trình đã có kết quả.",
    NoticeKind.CHANGE: "Thời hạn, nội dung, tạm dừng, hủy, thêm đơn vị.",
    NoticeKind.INSTRUCTION: "Lãnh đạo cho ý kiến về một nhiệm vụ.",
    NoticeKind.PROGRESS: "Đơn vị đã tiếp nhận hoặc ghi tình hình thực hiện.",
    NoticeKind.DESK: "Được giao, thôi giữ chức vụ; được cử làm thay; mở lại tài khoản.",
    NoticeKind.OFFICE: "Thay đổi ngày nghỉ, tham số quy chế, đơn vị.",
}

CHANNELS: dict[Channel, str] = {
    Channel.IN_APP: "Trên hệ thống",
    Channel.EMAIL: "Thư điện tử",
    Channel.WEB_PUSH: "Thông báo đẩy",
    Channel.APPRISE: "Cổng tin nhắn",
    Channel.WEBHOOK: "Webhook",
}

DELIVERY_STATES: dict[DeliveryState, str] = {
    DeliveryState.WAITING: "Chờ gửi",
    DeliveryState.SENDING: "Đang gửi",
    DeliveryState.SENT: "Đã gửi",
    DeliveryState.FAILED: "Lỗi, sẽ gửi lại",
    DeliveryState.GIVEN_UP: "Không gửi được",
    DeliveryState.UNCERTAIN: "Chưa rõ đã gửi, sẽ gửi lại",
    DeliveryState.DROPPED: "Không cần gửi nữa",
}

# Why he: "… vì ông/bà …"
WHY: dict[Who, str] = {
    Who.ONESELF: "là người được nêu tên",
    Who.OFFICER: "được phân công thực hiện đầu việc này",
    Who.FOCAL_OFFICER: "là đầu mối tiếp nhận của đơn vị thực hiện",
    Who.AGENCY_LEADER: "là lãnh đạo đơn vị thực hiện",
    Who.NEW_MONITOR: "vừa được giao theo dõi nhiệm vụ này",
    Who.CONFIRMER: "là người xác nhận kết quả theo quy chế",
    Who.DECIDER: "là người quyết định gia hạn theo quy chế",
    Who.JUDGE: "là người xem xét giải trình",
    Who.SPECIALIST: "là chuyên viên theo dõi nhiệm vụ này",
    Who.OFFICE_LEADER: "là lãnh đạo Văn phòng theo dõi nhiệm vụ này",
    Who.COMMITTEE_LEADER: "là lãnh đạo UBND theo dõi nhiệm vụ này",
    Who.LEAD: "thuộc đơn vị chủ trì nhiệm vụ này",
    Who.COORDINATOR: "thuộc đơn vị phối hợp trong nhiệm vụ này",
    Who.FORMER_OFFICER: "là người được phân công trước đó",
    Who.SENDER: "là người đã gửi văn bản đôn đốc",
    Who.ASKED_DESK: "là đầu mối tiếp nhận của đơn vị được đề nghị phối hợp",
    Who.ASKED_OFFICER: "được phân công trả lời yêu cầu phối hợp này",
    Who.ASKED_LEADER: "là lãnh đạo đơn vị được đề nghị phối hợp",
    Who.ASKER: "là người đã gửi yêu cầu phối hợp",
    Who.COUNTER: "là văn thư tiếp nhận hồ sơ trình",
    Who.HANDLER: "đang xử lý hồ sơ trình này",
    Who.DIVISION_HEAD: "là lãnh đạo phòng đang xử lý hồ sơ trình này",
    Who.LEADER_IN_CHARGE: "là lãnh đạo được trình hồ sơ này",
    Who.COMMITTEE_HEAD: "là lãnh đạo UBND tỉnh",
    Who.SUBMITTER: "là đầu mối, lãnh đạo của cơ quan trình hồ sơ",
    Who.ADMINISTRATOR: "là quản trị hệ thống",
    Who.OFFICE_HEAD: "là lãnh đạo Văn phòng",
    Who.NOBODY_LEFT: "là quản trị hệ thống và không còn ai khác để báo",
}

# What happened, in a line. `unit` is whose duty it is, `actor` who did it.
SAYS: dict[E, str] = {
    E.ISSUED: "Giao nhiệm vụ cho {unit}",
    E.PERIOD_CREATED: "Giao nhiệm vụ của kỳ mới cho {unit}",
    E.UNIT_ADDED: "{unit} được thêm vào nhiệm vụ",
    E.ACCEPTED: "{unit} đã tiếp nhận",
    E.RETURNED: "{unit} trả lại nhiệm vụ",
    E.HANDED_ON: "{unit} phân công thực hiện",
    E.TAKEN_BACK: "{unit} thu hồi phân công",
    E.PROGRESS_NOTED: "{unit} cập nhật tình hình",
    E.ANSWERED: "{unit} trả lời, chờ xác nhận",
    E.CONFIRMED: "Xác nhận hoàn thành: {unit}",
    E.SENT_BACK: "Yêu cầu {unit} làm lại",
    E.EXTENSION_ASKED: "{unit} xin gia hạn đến {asked}",
    E.EXTENSION_WITHDRAWN: "{unit} rút đề nghị gia hạn",
    E.EXTENSION_GRANTED: "Đồng ý gia hạn cho {unit} đến {now}",
    E.EXTENSION_REFUSED: "Không đồng ý gia hạn cho {unit}",
    E.OBJECTED: "{unit} giải trình về trễ hạn",
    E.OBJECTION_UPHELD: "Chấp nhận giải trình của {unit}",
    E.OBJECTION_REJECTED: "Không chấp nhận giải trình của {unit}",
    E.OBJECTION_WITHDRAWN: "Kết thúc giải trình của {unit}: không còn ghi nhận trễ hạn",
    E.REASSIGNED: "Việc của {unit} đã chuyển cho đơn vị khác",
    E.REISSUED: "Giao lại nhiệm vụ cho {unit}",
    E.WITHDRAWN: "Rút nhiệm vụ của {unit}",
    E.DEADLINE_CHANGED: "Điều chỉnh thời hạn của {unit}: {now}",
    E.DEADLINE_RECOMPUTED: "Thời hạn tính lại theo lịch làm việc",
    E.SUSPENDED: "Tạm dừng việc của {unit}",
    E.RESUMED: "{unit} tiếp tục thực hiện",
    E.CANCELLED: "Hủy việc của {unit}",
    E.REOPENED: "Mở lại việc của {unit}",
    E.REMINDED: "Văn phòng nhắc {unit}",
    E.URGED: "Văn bản {symbol} đôn đốc {unit}, lần {n}",
    E.DELAY_EXPLAINED: "{unit} nêu nguyên nhân chậm, đề xuất xong ngày {to}",
    E.URGING_PROPOSED: "Hệ thống đề xuất {n} văn bản đôn đốc, chờ quyết định gửi hay bỏ",
    E.URGING_SENT: "Văn bản {symbol} đôn đốc {unit}: {n} đầu việc quá hạn, đề nghị trả lời trước ngày {to}",
    E.URGING_ANSWERED: "{unit} trả lời văn bản đôn đốc {symbol}",
    E.URGING_WITHDRAWN: "Thu hồi văn bản đôn đốc {symbol} gửi {unit}",
    **words_coordination.SAYS,
    **words_submissions.SAYS,
    **words_upward.SAYS,
    E.CONTENT_CHANGED: "Điều chỉnh nội dung nhiệm vụ",
    E.GIVEN_DOWN: "Nhiệm vụ cấp trên giao đã được giao xuống cơ quan",
    E.LINKED_BELOW: "Một nhiệm vụ đã giao cơ quan được gắn với nhiệm vụ cấp trên giao",
    E.UNLINKED_BELOW: "Một nhiệm vụ đã giao cơ quan được bỏ gắn khỏi nhiệm vụ cấp trên giao",
    E.MONITORS_CHANGED: "Được giao theo dõi nhiệm vụ",
    E.INSTRUCTED: "Ý kiến chỉ đạo của {leader}",
    E.SERIES_STOPPED: "Dừng lặp nhiệm vụ định kỳ",
    E.UNIT_CLOSED: "{unit} kết thúc hoạt động",
    E.PERSON_CHANGED: "Thông tin tài khoản được sửa",
    E.PERSON_REACTIVATED: "Tài khoản được mở lại",
    E.PASSWORD_RESET: "Mật khẩu được đặt lại",
    E.POST_GIVEN: "Được giao chức vụ {title} tại {place}",
    E.POST_CHANGED: "Chức vụ tại {place} được sửa",
    E.POST_ENDED: "Thôi giữ chức vụ tại {place}",
    E.SUBSTITUTION_GIVEN: "{substitute} làm thay {away}, từ {from} đến hết {to}",
    E.SUBSTITUTION_ENDED: "Kết thúc việc {substitute} làm thay {away}",
    E.ORGANISATION_IMPORTED: "Nạp danh sách đơn vị, cán bộ từ Excel",
    E.CALENDAR_CHANGED: "Lịch làm việc được sửa",
    E.CALENDAR_IMPORTED: "Nạp lịch làm việc của năm",
    E.POLICY_CHANGED: "Quy chế (tham số) được sửa",
    E.LADDER_CHANGED: "Thang nhắc việc được sửa",
    E.WEBHOOK_CREATED: "Thêm webhook: hệ thống khác được báo về các đầu việc",
    E.WEBHOOK_CHANGED: "Webhook được sửa",
    E.WEBHOOK_REMOVED: "Webhook được bỏ",
}

# Of the reminders of a morning, by group.
GROUPS: dict[str, str] = {
    "overdue": "Quá hạn",
    "today": "Đến hạn hôm nay",
    "soon": "Sắp đến hạn",
    "waiting": "Đang chờ xử lý",
    "nobody": "Không còn ai để nhắc",
}
# Beside the number of what is reminded of; a duty stands under its unit.
REMINDED_OF: dict[Noun, str] = {
    Noun.UPWARD: "Văn bản trình {unit}",
    Noun.SUBMISSION: "Hồ sơ trình của {unit}",
    Noun.COORDINATION: "{asking} đề nghị {unit} phối hợp",
}
MORNING_BEGINS = "Nhắc việc:"
MORNING: dict[str, str] = {
    "overdue": "{count} việc quá hạn",
    "today": "{count} việc đến hạn hôm nay",
    "soon": "{count} việc sắp đến hạn",
    "waiting": "{count} việc đang chờ",
    "nobody": "{count} việc không còn ai để nhắc",
}
MORNING_WHY = "Mốc nhắc, thang nhắc việc và quy chế của từng việc ghi ở danh sách."
CHECK = (
    "Kiểm tra thông báo hằng ngày: {untold} sự kiện chưa báo, {unfolded} mốc nhắc chưa gộp, "
    "{unsent} thư chưa gửi, {given_up} thư không gửi được"
)
NOBODY_LEFT = "Không có ai nhận thông báo của {unit} ({code})"
MOVED_MANY = "Thời hạn của {count} đầu việc được tính lại theo lịch làm việc"
PUSH_MANY = "Ông/bà có {count} việc cần xem"
TRIAL = "Thông báo thử tới {device}: thiết bị này nhận được thông báo"
NO_LONGER_YOURS = "Nội dung không còn trong phạm vi được xem"
BY_THE_CLOCK = "hệ thống, theo quy chế"
MANDATORY = "Loại tin này bắt buộc, không tắt được."
MAY_MUTE = "Có thể tắt loại tin này trong Thiết lập thông báo."
