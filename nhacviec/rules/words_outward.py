"""Why an address that was typed is not taken; what a webhook may be told of."""

from nhacviec.rules.webhooks import Topic

BAD_TARGETS: dict[str, str] = {
    "misshapen": "Địa chỉ không đúng. Ví dụ: https://app.tinh.gov.vn/nhac-viec",
    "not_https": "Địa chỉ phải bắt đầu bằng https://",
    "secret_in_it": "Địa chỉ không được có tên, mật khẩu hay dấu #.",
    "other_port": "Chỉ gửi tới cổng 443; cổng khác thì máy chủ đó phải có trong NHACVIEC_OUTWARD_HOSTS.",
    "not_public": "Địa chỉ thuộc mạng nội bộ; máy chủ đó phải có trong NHACVIEC_OUTWARD_HOSTS.",
}

BAD_GATEWAYS: dict[str, str] = {
    "misshapen": "Địa chỉ cổng tin nhắn không đúng. Ví dụ: tgram://khóa-của-bot/mã-cuộc-trò-chuyện",
    "not_allowed": "Quản trị chưa cho dùng loại cổng này.",
    "options": "Sau dấu ? chỉ được ghi to, from, topic, thread.",
    "host_not_named": "Loại cổng này chỉ gửi tới máy chủ có trong NHACVIEC_OUTWARD_HOSTS.",
}

# All that a gateway is ever told.
GATEWAY_TITLE = "Nhắc Việc"
GATEWAY_PERSON = "Bạn có {count} việc cần xem. {link}"
GATEWAY_UNIT = "Đơn vị có {count} việc cần xem. {link}"
GATEWAY_TRIAL = "Tin thử từ Nhắc Việc. {link}"
GATEWAY_REFUSED = "Cổng không nhận tin."
GATEWAY_UNSEALED = "Không mở được địa chỉ cổng (NHACVIEC_SECRET_KEY đã đổi): cần nhập lại."
GATEWAY_GONE = "Cổng đã bỏ hoặc không còn được phép."

TOPICS: dict[Topic, str] = {
    Topic.ASSIGNED: "Giao việc, giao lại, thêm đơn vị",
    Topic.ACCEPTED: "Tiếp nhận",
    Topic.RETURNED: "Trả lại",
    Topic.PROGRESS: "Phân công, cập nhật tình hình",
    Topic.ANSWERED: "Trả lời",
    Topic.DECIDED: "Xác nhận hoàn thành, yêu cầu làm lại, mở lại",
    Topic.DEADLINE: "Xin gia hạn, gia hạn, điều chỉnh thời hạn",
    Topic.STOPPED: "Tạm dừng, tiếp tục, hủy, rút, chuyển đơn vị khác",
    Topic.URGED: "Nhắc, đôn đốc",
    Topic.UPWARD: "Văn bản UBND tỉnh trình cấp trên",
    Topic.SUBMISSION: "Hồ sơ trình UBND tỉnh",
    Topic.COORDINATION: "Yêu cầu phối hợp",
}
