"""What the API says when it cannot answer: one Vietnamese sentence for each case, telling what to do next."""

REFUSED: dict[str, str] = {
    "signed_out": "Chưa đăng nhập. Hãy gửi khóa truy cập trong tiêu đề Authorization: Bearer.",
    "bad_token": "Khóa truy cập không đúng, đã hết hạn hoặc đã bị thu hồi. "
    "Hãy tạo khóa mới ở trang Tài khoản của tôi.",
    "no_post": "Hôm nay anh/chị chưa giữ chức vụ nào.",
    "own_password": "Mật khẩu đang dùng do quản trị cấp. Hãy đăng nhập và đổi mật khẩu trước.",
    "forbidden": "Chức vụ đang dùng không được đọc mục này.",
    "not_found": "Không có mục này, hoặc anh/chị không được xem.",
    "not_allowed": "API chỉ đọc: dùng phương thức GET.",
    "too_many": "Gọi quá nhanh: nhiều nhất {limit} lần một phút cho một khóa. Hãy chờ {seconds} giây.",
    "away": "Máy chủ dữ liệu đang khởi động lại hoặc mất kết nối. Hãy thử lại sau ít phút.",
    "server_error": "Hệ thống gặp lỗi và đã ghi lại. Hãy thử lại sau, hoặc báo cho quản trị.",
}

# What is wrong with a parameter; PARAMETER puts its name before it.
PARAMETERS: dict[str, str] = {
    "unknown": "không có ở đây. Các tham số dùng được: {known}.",
    "none_known": "không có ở đây; mục này không nhận tham số nào.",
    "twice": "được gửi hai lần.",
    "missing": "phải có.",
    "int_parsing": "phải là số nguyên.",
    "bool_parsing": "phải là true hoặc false.",
    "greater_than_equal": "phải từ {ge} trở lên.",
    "less_than_equal": "phải từ {le} trở xuống.",
    "date": "phải là một ngày viết như 2018-07-20.",
    "day_not_ahead": "phải là một ngày không sau hôm nay, viết như 2018-07-20.",
    "period": "không phải là kỳ. Ví dụ: 2018-07, 2018-Q3, 2018-H1, 2018.",
    "whose": "phải là toan-tinh, hoặc một loại và số của nó như don-vi/12, can-bo/7.",
    "choice": "chỉ nhận: {expected}.",
    "string_too_long": "dài quá {max_length} ký tự.",
    "text": "có ký tự không dùng được.",
    "not_of_past": "không dùng ở đây: danh sách này là của lúc này. "
    "Các dòng của một ngày đã qua hoặc một kỳ: /statistics/rows.",
    "cursor": "không phải con trỏ do API trả về cho danh sách này.",
    "wrong": "không đúng.",
}
PARAMETER = "Tham số “{name}”: {problem}"
