"""What is said when input cannot be taken: one Vietnamese sentence for each code, telling what to do next."""

TEXT_REFUSALS: dict[str, str] = {
    "nul": "Nội dung có ký tự không lưu được. Hãy xóa phần vừa dán và gõ lại.",
    "surrogate": "Nội dung có ký tự bị lỗi. Hãy xóa phần vừa dán và gõ lại.",
    "too_long": "Nội dung quá dài. Hãy rút gọn rồi lưu lại.",
}

FILE_REFUSALS: dict[str, str] = {
    "empty": "Tệp rỗng. Hãy kiểm tra lại tệp trên máy rồi chọn lại.",
    "too_large": "Tệp quá lớn. Hãy giảm dung lượng hoặc tách thành nhiều tệp.",
    "unsupported": "Loại tệp này không được nhận. Hãy dùng PDF, DOCX hoặc ảnh PNG, JPEG, TIFF, WEBP.",
    "program": "Tệp này là chương trình, không phải văn bản, nên không được nhận.",
    "web_page": "Tệp này là trang web hoặc hình SVG nên không được nhận. Hãy lưu thành PDF.",
    "macro": "Tệp có macro nên không được nhận. Hãy lưu lại thành .docx không có macro hoặc PDF.",
    "old_office": "Tệp Word, Excel kiểu cũ không được nhận. Hãy lưu lại thành .docx hoặc PDF.",
    "encrypted": "Tệp có đặt mật khẩu hoặc bị khóa. Hãy bỏ mật khẩu rồi chọn lại.",
    "archive": "Tệp nén hoặc tệp Word không hợp lệ không được nhận. Hãy chọn từng tệp PDF, DOCX, ảnh.",
    "zip_bomb": "Tệp phình to bất thường khi mở nên không được nhận.",
    "bad_paths": "Cấu trúc bên trong tệp không an toàn nên không được nhận. Hãy lưu lại tệp bằng Word.",
    "damaged": "Tệp bị hỏng hoặc tải lên chưa đủ. Hãy mở thử trên máy rồi chọn lại.",
    "image_too_large": "Ảnh có kích thước quá lớn. Hãy quét lại với độ phân giải thấp hơn.",
}

UNIT_CODE_REFUSALS: dict[str, str] = {
    "empty": "Hãy nhập mã định danh.",
    "too_long": "Mã định danh dài quá 35 ký tự.",
    "bad_character": "Mã định danh chỉ gồm chữ A–Z không dấu, chữ số và dấu chấm.",
    "empty_group": "Mã định danh có dấu chấm thừa.",
    "no_root": "Mã định danh thiếu mã cấp 1, ví dụ H19.",
    "no_2016_form": "Mã này không viết được theo kiểu bốn nhóm (000.00.00.H19).",
}

POLICY_REFUSALS: dict[str, str] = {
    "unknown_key": "Không có quy định này.",
    "required": "Hãy nhập giá trị.",
    "not_a_number": "Hãy nhập số nguyên, ví dụ 3.",
    "out_of_range": "Giá trị nằm ngoài khoảng cho phép.",
    "not_yes_or_no": "Hãy chọn Có hoặc Không.",
    "not_a_choice": "Hãy chọn một giá trị trong danh sách.",
    "not_rising": "Các mốc phải tăng dần, ví dụ 7, 30, 90.",
    "too_many": "Nhiều nhất 12 mốc.",
    "not_hours": "Hãy nhập giờ đầu và giờ cuối, ví dụ 07:30–17:00.",
}

CLASSIFIED_WARNING = (
    "Văn bản có dấu hiệu mang độ mật ({levels}). Hệ thống không được chứa nội dung bí mật nhà nước: "
    "hãy kiểm tra lại và không nhập văn bản mật."
)
