"""What is said about a file or a row that cannot be taken: what is wrong, and what to do."""

FILE_PROBLEMS: dict[str, str] = {
    "not_xlsx": "Tệp này không phải là Excel (.xlsx). Hãy mở bằng Excel rồi chọn Lưu thành "
    "“Excel Workbook (.xlsx)”.",
    "damaged": "Không đọc được tệp Excel này. Hãy mở thử, lưu lại rồi chọn lại.",
    "too_large": "Tệp lớn hơn 5 MB. Hãy bỏ hình ảnh, trang tính thừa hoặc tách thành nhiều tệp.",
    "too_many_rows": "Tệp có hơn 5.000 dòng. Hãy tách thành nhiều tệp.",
    "too_wide": "Trang tính có ô nằm quá xa bảng, hoặc không do Excel lưu. Hãy chép riêng bảng sang tệp mẫu.",
    "no_rows": "Tệp chưa có dòng dữ liệu nào dưới dòng tiêu đề.",
    "no_header": "Không tìm thấy dòng tiêu đề có cột “{columns}”. Hãy dùng tệp mẫu.",
    "column_twice": "Cột “{column}” có hai lần. Hãy bỏ bớt một cột.",
}

ROW_PROBLEMS: dict[str, str] = {
    "required": "Chưa ghi. Hãy điền ô này.",
    "nul": "Có ký tự không lưu được. Hãy xóa và gõ lại.",
    "surrogate": "Có ký tự bị lỗi. Hãy xóa và gõ lại.",
    "too_long": "Dài quá {limit} ký tự. Hãy rút gọn.",
    "bad_date": "“{value}” không phải là ngày. Hãy ghi ngày/tháng/năm, ví dụ 05/07/2018.",
    "bad_number": "“{value}” không phải là số. Hãy ghi số nguyên từ 0 đến 100000.",
    "bad_choice": "“{value}” không có trong danh sách. Hãy chọn lại theo tệp mẫu.",
    "bad_value": "{why}",
    "same_row": "Trùng với dòng {row}. Hãy bỏ một dòng.",
    "unit_unknown": "Không tìm thấy đơn vị “{value}”. Hãy ghi mã hoặc tên đúng như trong danh mục.",
    "unit_ambiguous": "Có {count} đơn vị tên “{value}”. Hãy ghi mã, hoặc “tên cấp trên > tên đơn vị”.",
    "parent_wrong": "Dòng {row} (đơn vị cấp trên) còn lỗi. Hãy sửa dòng đó trước.",
    "under_itself": "Đơn vị này trực thuộc chính nó qua các dòng {rows}. Hãy sửa cột “Trực thuộc”.",
    "name_has_other_code": "Đơn vị cùng tên, cùng cấp trên đã có mã {theirs}. Hãy sửa mã trong tệp hoặc trên "
    "màn hình.",
    "close_on_screen": "Đơn vị đang hoạt động: hãy kết thúc hoạt động trên trang của đơn vị.",
    "name_differs": "Cùng tên đăng nhập nhưng khác với dòng {row}. Hãy sửa cho giống nhau.",
    "post_incomplete": "Chức vụ cần đủ Đơn vị, Vai trò và Từ ngày. Hãy điền ô này.",
}
