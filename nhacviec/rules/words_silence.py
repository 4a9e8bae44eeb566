"""Why the system did by itself what nobody said: the reason in the line of history names the policy."""

ACCEPTED = (
    "Coi như đã tiếp nhận theo quy chế: hết {days} ngày làm việc kể từ khi giao mà cơ quan không chuyển trả."
)
CONFIRMED = (
    "Tự xác nhận theo quy chế: báo cáo kết quả đã chờ quá {days} ngày làm việc mà Văn phòng không có ý kiến."
)
