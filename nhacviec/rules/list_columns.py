"""The columns of the list of assignments: which there are, which are shown unless a person chose his own."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """`key` stands in addresses (?sap-xep=han) and in a person's layout. `inside`: what only the unit itself
    and the Office know. `indexed`: found in its order however long the list."""

    key: str
    label: str
    inside: bool = False
    indexed: bool = False
    sortable: bool = True


COLUMNS: tuple[Column, ...] = (
    Column("van-ban", "Văn bản"),
    Column("noi-dung", "Nội dung"),
    Column("don-vi", "Đơn vị"),
    Column("han", "Thời hạn", indexed=True),
    Column("trang-thai", "Trạng thái"),
    Column("ma", "Mã", indexed=True),
    Column("giao", "Ngày giao", indexed=True),
    Column("linh-vuc", "Lĩnh vực"),
    Column("vai-tro", "Vai trò"),
    Column("phong", "Phòng thực hiện", inside=True),
    Column("can-bo", "Cán bộ thực hiện", inside=True),
    Column("chuyen-vien", "Chuyên viên theo dõi"),
    Column("lanh-dao-vp", "Lãnh đạo VP theo dõi"),
    Column("lanh-dao-ubnd", "Lãnh đạo UBND theo dõi"),
    Column("co-quan-giao", "Cơ quan giao"),
    Column("san-pham", "Sản phẩm", sortable=False),
    Column("han-goc", "Hạn ban đầu"),
    Column("gia-han", "Số lần gia hạn"),
    Column("don-doc", "Số lần đôn đốc", inside=True),
    Column("tien-do", "Mức độ hoàn thành", inside=True),
    Column("vuong-mac", "Vướng mắc", inside=True, sortable=False),
    Column("tra-loi", "Ngày trả lời"),
    Column("so-ngay", "Sớm/trễ (ngày)"),
)
BY_KEY = {column.key: column for column in COLUMNS}
STANDARD: tuple[str, ...] = ("van-ban", "noi-dung", "don-vi", "han", "trang-thai")
ALWAYS = "noi-dung"  # the link to the assignment
MOST = 12
DUE = "han"  # how a list is sorted unless somebody says otherwise


def shown(chosen: Iterable[str]) -> tuple[Column, ...]:
    """The columns in a person's order; unknown keys are dropped, the content is always there."""
    keys = [key for key in dict.fromkeys(chosen) if key in BY_KEY][:MOST] or list(STANDARD)
    if ALWAYS not in keys:
        keys.insert(0, ALWAYS)
    return tuple(BY_KEY[key] for key in keys)


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column, and whether from the end. In an address "han" and "-han"."""

    key: str = DUE
    descending: bool = False

    @property
    def text(self) -> str:
        return f"-{self.key}" if self.descending else self.key

    @property
    def column(self) -> Column:
        return BY_KEY[self.key]


def read_sort(typed: str) -> Sort | None:
    """None for what is no column, or one that cannot be sorted by."""
    key = typed.removeprefix("-")
    column = BY_KEY.get(key)
    return Sort(key, typed.startswith("-")) if column and column.sortable else None
