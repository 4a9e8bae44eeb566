"""The agencies of the demo province, as plain tables.

Named by the plan 1130/KH-VP of 2018: the Committee, its Office with Phòng Tổng hợp, Trung tâm Tin học, Phòng
Quản trị Tài vụ, Phòng Hành chính Tổ chức and bộ phận Văn thư; Sở Nội vụ, Sở Tư pháp, Sở Tài chính; the
superiors; thị xã Long Khánh and thành phố Biên Hòa. The others are general knowledge of a province of those
years, to be replaced by the official list. Identifier codes are left empty: the official ones are loaded by
each province, and a made-up one would look true.

Dates: departments merged on 1/3/2025, districts closed on 1/7/2025 with the communes as successors. Closed
units stay for history.
"""

from dataclasses import dataclass
from datetime import date

from nhacviec.rules.units import UnitKind

LAST_DAY_OF_OLD_DEPARTMENTS = date(2025, 2, 28)
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
FIRST_DAY_OF_NEW_DEPARTMENTS = date(2025, 3, 1)
FIRST_DAY_OF_COMMUNES = date(2025, 7, 1)


@dataclass(frozen=True)
class UnitRow:
    """`key` is the tail of user names ("sxd" → dau_moi_sxd); `successors` are keys; `work` names the agency's
    own professional division, "" for a unit without divisions of its own."""

    key: str
    kind: UnitKind
    name: str
    short: str = ""
    abbreviation: str = ""
    work: str = ""
    parent: str = "ubnd"
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()


_S, _D = UnitKind.SUPERIOR, UnitKind.OFFICE_DIVISION
TOP: tuple[UnitRow, ...] = (
    UnitRow("chinh_phu", _S, "Chính phủ", abbreviation="CP", parent=""),
    UnitRow("vpcp", _S, "Văn phòng Chính phủ", abbreviation="VPCP", parent=""),
    UnitRow("tinh_uy", _S, "Tỉnh ủy Đồng Nai", "Tỉnh ủy", "TU", parent=""),
    UnitRow("hdnd", _S, "Hội đồng nhân dân tỉnh Đồng Nai", "HĐND tỉnh", "HĐND", parent=""),
    UnitRow("ubnd", UnitKind.COMMITTEE, "Ủy ban nhân dân tỉnh Đồng Nai", "UBND tỉnh", "UBND", parent=""),
    UnitRow("vp", UnitKind.OFFICE, "Văn phòng UBND tỉnh Đồng Nai", "Văn phòng UBND tỉnh", "VP"),
)

# Below the first superiors, and beside the Committee's agencies.
SUPERIORS: tuple[UnitRow, ...] = (
    UnitRow("ttg", _S, "Thủ tướng Chính phủ", abbreviation="TTg", parent="chinh_phu"),
    UnitRow("btv_tu", _S, "Ban Thường vụ Tỉnh ủy", "BTV Tỉnh ủy", "BTVTU", parent="tinh_uy"),
    UnitRow("tt_tu", _S, "Thường trực Tỉnh ủy", "", "TTTU", parent="tinh_uy"),
    UnitRow("tt_hdnd", _S, "Thường trực HĐND tỉnh", "", "TTHĐND", parent="hdnd"),
)
PARTY_COMMITTEES: tuple[UnitRow, ...] = (
    UnitRow(
        "bcs",
        UnitKind.PARTY_COMMITTEE,
        "Ban cán sự đảng UBND tỉnh",
        "Ban cán sự đảng",
        "BCSĐ",
        valid_to=LAST_DAY_OF_OLD_DEPARTMENTS,
        successors=("du_ubnd",),
    ),
    UnitRow(
        "du_ubnd",
        UnitKind.PARTY_COMMITTEE,
        "Đảng ủy UBND tỉnh",
        "Đảng ủy UBND tỉnh",
        "ĐU",
        valid_from=FIRST_DAY_OF_NEW_DEPARTMENTS,
    ),
)

OFFICE_DIVISIONS: tuple[UnitRow, ...] = (
    UnitRow("th", _D, "Phòng Tổng hợp", "P. Tổng hợp", "TH", parent="vp"),
    UnitRow("ktn", _D, "Phòng Kinh tế ngành", "P. Kinh tế ngành", "KTN", parent="vp"),
    UnitRow("kgvx", _D, "Phòng Khoa giáo - Văn xã", "P. Khoa giáo - Văn xã", "KGVX", parent="vp"),
    UnitRow("nc", _D, "Phòng Nội chính", "P. Nội chính", "NC", parent="vp"),
    UnitRow("ttth", _D, "Trung tâm Tin học", "TT. Tin học", "TTTH", parent="vp"),
    UnitRow("qttv", _D, "Phòng Quản trị Tài vụ", "P. Quản trị Tài vụ", "QTTV", parent="vp"),
    UnitRow("hctc", _D, "Phòng Hành chính Tổ chức", "P. Hành chính Tổ chức", "HCTC", parent="vp"),
    UnitRow("btcd", _D, "Ban Tiếp công dân tỉnh", "Ban Tiếp công dân", "BTCD", parent="vp"),
)
# "Bộ phận Văn thư" sits inside Phòng Hành chính Tổ chức (III.5.c).
RECORDS_DESK = UnitRow("bp_vt", UnitKind.DIVISION, "Bộ phận Văn thư", "Văn thư", parent="hctc")


def _department(key: str, name: str, abbreviation: str, work: str, **more: object) -> UnitRow:
    return UnitRow(key, UnitKind.DEPARTMENT, name, "", abbreviation, work, **more)  # type: ignore[arg-type]


_OLD = {"valid_to": LAST_DAY_OF_OLD_DEPARTMENTS}
DEPARTMENTS: tuple[UnitRow, ...] = (
    _department("snv", "Sở Nội vụ", "SNV", "Phòng Tổ chức biên chế"),
    _department("stp", "Sở Tư pháp", "STP", "Phòng Xây dựng và Kiểm tra văn bản"),
    _department("stc", "Sở Tài chính", "STC", "Phòng Quản lý ngân sách"),
    _department(
        "skhdt", "Sở Kế hoạch và Đầu tư", "SKHĐT", "Phòng Tổng hợp, Quy hoạch", successors=("stc",), **_OLD
    ),
    _department(
        "stnmt", "Sở Tài nguyên và Môi trường", "STNMT", "Phòng Đất đai", successors=("snnmt",), **_OLD
    ),
    _department(
        "snnptnt", "Sở Nông nghiệp và Phát triển nông thôn", "SNNPTNT", "Phòng Kế hoạch",
        successors=("snnmt",), **_OLD,
    ),
    _department(
        "snnmt", "Sở Nông nghiệp và Môi trường", "SNNMT", "Phòng Quản lý đất đai",
        valid_from=FIRST_DAY_OF_NEW_DEPARTMENTS,
    ),
    _department("sxd", "Sở Xây dựng", "SXD", "Phòng Hạ tầng"),
    _department(
        "sgtvt", "Sở Giao thông vận tải", "SGTVT", "Phòng Kết cấu hạ tầng", successors=("sxd",), **_OLD
    ),
    _department("sct", "Sở Công Thương", "SCT", "Phòng Quản lý công nghiệp"),
    _department("syt", "Sở Y tế", "SYT", "Phòng Nghiệp vụ y"),
    _department("sgddt", "Sở Giáo dục và Đào tạo", "SGDĐT", "Phòng Giáo dục phổ thông"),
    _department("svhttdl", "Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL", "Phòng Quản lý văn hóa"),
    _department(
        "stttt", "Sở Thông tin và Truyền thông", "STTTT", "Phòng Công nghệ thông tin",
        successors=("skhcn",), **_OLD,
    ),
    _department("skhcn", "Sở Khoa học và Công nghệ", "SKHCN", "Phòng Chuyển đổi số"),
    _department(
        "sldtbxh", "Sở Lao động - Thương binh và Xã hội", "SLĐTBXH", "Phòng Lao động - Việc làm",
        successors=("snv",), **_OLD,
    ),
    _department("ttt", "Thanh tra tỉnh", "TTT", "Phòng Nghiệp vụ 1"),
    _department("bdt", "Ban Dân tộc", "BDT", "Phòng Chính sách dân tộc", successors=("sdttg",), **_OLD),
    _department(
        "sdttg", "Sở Dân tộc và Tôn giáo", "SDTTG", "Phòng Chính sách dân tộc",
        valid_from=FIRST_DAY_OF_NEW_DEPARTMENTS,
    ),
    _department("bqlkcn", "Ban Quản lý các khu công nghiệp", "BQLKCN", "Phòng Quản lý đầu tư"),
)  # fmt: skip


def _vertical(key: str, name: str, abbreviation: str, work: str) -> UnitRow:
    return UnitRow(key, UnitKind.VERTICAL, name, "", abbreviation, work)


# Without Tòa án nhân dân and Viện kiểm sát nhân dân tỉnh: the plan excepts them (II.1.a).
VERTICALS: tuple[UnitRow, ...] = (
    _vertical("cat", "Công an tỉnh", "CAT", "Phòng Tham mưu"),
    _vertical("bchqs", "Bộ Chỉ huy Quân sự tỉnh", "BCHQS", "Phòng Tham mưu"),
    _vertical("cuc_thue", "Cơ quan Thuế tỉnh", "THUẾ", "Phòng Nghiệp vụ dự toán"),
    _vertical("kbnn", "Kho bạc Nhà nước tại tỉnh", "KBNN", "Phòng Kế toán nhà nước"),
    _vertical("bhxh", "Bảo hiểm xã hội tỉnh", "BHXH", "Phòng Quản lý thu"),
    _vertical("thong_ke", "Cơ quan Thống kê tỉnh", "TKT", "Phòng Thống kê tổng hợp"),
    _vertical("nhnn", "Ngân hàng Nhà nước chi nhánh tỉnh", "NHNN", "Phòng Tổng hợp và Kiểm soát nội bộ"),
    _vertical("hai_quan", "Cơ quan Hải quan tại tỉnh", "HQ", "Phòng Nghiệp vụ"),
)

SERVICES: tuple[UnitRow, ...] = (
    UnitRow("dptth", UnitKind.SERVICE_UNIT, "Đài Phát thanh - Truyền hình tỉnh", "", "ĐPTTH", "Phòng Tin"),
    UnitRow("dhdn", UnitKind.SERVICE_UNIT, "Trường Đại học Đồng Nai", "", "ĐHĐN", "Phòng Đào tạo"),
    UnitRow(
        "bqlda", UnitKind.SERVICE_UNIT, "Ban Quản lý dự án đầu tư xây dựng tỉnh", "", "BQLDA",
        "Phòng Quản lý dự án 1",
    ),
    UnitRow(
        "kbt", UnitKind.SERVICE_UNIT, "Khu Bảo tồn thiên nhiên - Văn hóa Đồng Nai", "", "KBT", "Phòng Bảo tồn"
    ),
    UnitRow("cap_nuoc", UnitKind.ENTERPRISE, "Công ty Cấp nước tỉnh", "", "CTCN", "Phòng Kế hoạch Kỹ thuật"),
    UnitRow("xskt", UnitKind.ENTERPRISE, "Công ty Xổ số kiến thiết tỉnh", "", "CTXS", "Phòng Kế hoạch"),
    UnitRow(
        "thuy_loi", UnitKind.ENTERPRISE, "Công ty Khai thác công trình thủy lợi tỉnh", "", "CTTL",
        "Phòng Quản lý nước",
    ),
)  # fmt: skip
