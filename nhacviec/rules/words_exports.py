"""Vietnamese words about files that are exported."""

# Part of words.REFUSALS.
REFUSALS: dict[str, str] = {
    "too_many_exports": "Đang có {limit} tệp chờ tạo. Hãy đợi một tệp xong, hoặc hủy bớt, rồi xuất tiếp.",
    "query_too_long": "Điều kiện lọc quá dài nên chưa xuất được. Hãy bớt điều kiện rồi thử lại.",
}

EXPORT_STATES: dict[str, str] = {
    "waiting": "Đang chờ",
    "running": "Đang tạo",
    "done": "Đã xong",
    "failed": "Không tạo được",
    "cancelled": "Đã hủy",
}

# Why a file was not made (ExportFile.failure).
FAILURES: dict[str, str] = {
    "post_ended": "Chức vụ dùng khi yêu cầu không còn hiệu lực, nên không tạo tệp. "
    "Hãy xuất lại với chức vụ hiện nay.",
    "gave_up": "Hệ thống dừng giữa chừng nhiều lần khi tạo tệp này. Hãy thu hẹp điều kiện lọc rồi xuất lại.",
    "error": "Có lỗi khi tạo tệp. Hãy thử lại; nếu vẫn lỗi, báo quản trị hệ thống.",
    "wrong_filter": "Điều kiện lọc không dùng được. Hãy mở lại danh sách, kiểm tra điều kiện rồi xuất lại.",
}

ENTRY_STATES: dict[str, str] = {
    "to_enter": "Chưa nhập nhiệm vụ",
    "entered": "Đã nhập nhiệm vụ",
    "no_task": "Không giao nhiệm vụ",
}
