"""The accounts of the demo province: named by role, never after a person. Known to everybody by design."""

from dataclasses import dataclass

PASSWORD = "nhacviec-demo"


@dataclass(frozen=True)
class DemoAccount:
    """`label` is also the full name of the account; `hint` says what to try with it."""

    username: str
    label: str
    hint: str


ACCOUNTS: tuple[DemoAccount, ...] = (
    DemoAccount("van_thu", "Văn thư Văn phòng", "nhập văn bản chỉ đạo, lập và phát hành nhiệm vụ"),
    DemoAccount("chuyen_vien", "Chuyên viên Văn phòng", "theo dõi, xác nhận hoặc trả lại kết quả"),
    DemoAccount("truong_phong", "Trưởng phòng Tổng hợp", "điều phối việc của phòng, phân công theo dõi"),
    DemoAccount("chanh_van_phong", "Chánh Văn phòng", "quyết định gia hạn, giao lại, đôn đốc"),
    DemoAccount("chu_tich", "Chủ tịch UBND tỉnh", "xem toàn cảnh, cho ý kiến chỉ đạo"),
    DemoAccount("dau_moi_sxd", "Đầu mối Sở Xây dựng", "tiếp nhận, phân công trong sở, trả lời kết quả"),
    DemoAccount("chuyen_vien_sxd", "Chuyên viên Sở Xây dựng", "cập nhật tiến độ việc được phân công"),
    DemoAccount("giam_doc_sxd", "Giám đốc Sở Xây dựng", "xem việc của sở, ký trả lời"),
    DemoAccount("kiem_tra", "Cán bộ kiểm tra", "xem tất cả, không thay đổi gì"),
    DemoAccount("quan_tri", "Quản trị hệ thống", "đơn vị, cán bộ, quy chế, ngày nghỉ"),
)
