"""The columns of the two lists, in the order of the template, and how a person may spell their headers."""

from dataclasses import dataclass

from nhacviec.rules.text import fold_code
from nhacviec.rules.words import ROLES, UNIT_KINDS


@dataclass(frozen=True)
class Column:
    key: str
    header: str
    limit: int
    note: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    is_date: bool = False
    choices: tuple[str, ...] = ()

    def is_headed(self, header: str) -> bool:
        """Case, accents, blanks, stars and what stands in brackets do not matter."""
        typed = fold_code(header.split("(")[0])
        return bool(typed) and typed in {fold_code(name) for name in (self.header, *self.aliases)}


UNIT_COLUMNS = (
    Column(
        "code", "Mã định danh", 60, "H19.15 hoặc 000.00.15.H19; dùng để nhận ra đơn vị khi nhập lại.", ("mã",)
    ),
    Column("name", "Tên đầy đủ", 250, "Bắt buộc.", ("tên", "tên đơn vị", "tên cơ quan"), required=True),
    Column("short_name", "Tên gọi tắt", 120, "Ví dụ: Văn phòng.", ("tên ngắn",)),
    Column("abbreviation", "Chữ viết tắt", 30, "Ví dụ: STC.", ("viết tắt",)),
    Column(
        "kind", "Loại", 60, "Chọn trong danh sách.", ("loại đơn vị",), True, False, tuple(UNIT_KINDS.values())
    ),
    Column(
        "parent",
        "Trực thuộc",
        600,
        "Mã, tên hoặc chữ viết tắt của cấp trên (có thể ở dòng khác của tệp); "
        "trùng tên thì ghi “Sở Xây dựng > Phòng Hạ tầng”.",
        ("cấp trên", "đơn vị cấp trên"),
    ),
    Column("position", "Thứ tự", 9, "Số nhỏ đứng trước.", ("stt hiển thị",)),
    Column("valid_from", "Hoạt động từ ngày", 30, "dd/mm/yyyy.", ("từ ngày",), is_date=True),
    Column(
        "valid_to",
        "Đến hết ngày",
        30,
        "dd/mm/yyyy; chỉ ghi cho đơn vị cũ đã kết thúc.",
        ("đến ngày",),
        is_date=True,
    ),
)

PEOPLE_COLUMNS = (
    Column(
        "username",
        "Tên đăng nhập",
        150,
        "Bắt buộc; dùng để nhận ra cán bộ khi nhập lại.",
        ("tài khoản", "username"),
        required=True,
    ),
    Column("full_name", "Họ và tên", 150, "Bắt buộc.", ("họ tên", "tên cán bộ"), required=True),
    Column(
        "email", "Thư điện tử", 254, "Cần có để người dùng tự lấy mật khẩu.", ("email", "e-mail", "hộp thư")
    ),
    Column("phone", "Điện thoại", 30, "Ghi dạng chữ để không mất số 0 ở đầu.", ("số điện thoại", "sđt")),
    Column(
        "unit",
        "Đơn vị",
        600,
        "Mã, tên hoặc chữ viết tắt; trùng tên thì ghi “Sở Xây dựng > Phòng Hạ tầng”.",
        ("cơ quan", "đơn vị công tác"),
    ),
    Column("role", "Vai trò", 60, "Chọn trong danh sách.", (), False, False, tuple(ROLES.values())),
    Column("title", "Chức vụ", 120, "Ví dụ: Phó Giám đốc.", ("chức danh",)),
    Column(
        "valid_from",
        "Từ ngày",
        30,
        "dd/mm/yyyy; bắt buộc khi có đơn vị và vai trò.",
        ("giữ chức từ",),
        is_date=True,
    ),
    Column(
        "valid_to", "Đến hết ngày", 30, "dd/mm/yyyy; để trống nếu chưa định.", ("đến ngày",), is_date=True
    ),
)

COLUMNS = {"units": UNIT_COLUMNS, "people": PEOPLE_COLUMNS}
