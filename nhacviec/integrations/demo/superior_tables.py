"""What those above gave to the Committee in the demo, as a plain table."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Later:
    """`after`: working days after the demand. `works`: agency, what it does, working days it has."""

    after: int
    symbol: str
    abstract: str
    works: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Demand:
    """`ago`: working days before today; `term`: working days to the deadline (0: none). `reported`: working
    days after the deadline, negative before it, None: not yet. `down`: agencies that do a part of it.
    `said_by`, `said_at`: spoken by whom, on which occasion, with no document (`symbol` only names it here).
    `later`: what agencies were given by a document of the province's own, and linked to it afterwards."""

    ago: int
    source: str
    symbol: str
    kind: str
    content: str
    deliverable: str
    field: str
    term: int
    down: tuple[str, ...] = ()
    reported: int | None = None
    accepted: str = ""  # how the superior took it; "" not yet
    party: bool = False
    said_by: str = ""
    said_at: str = ""
    later: Later | None = None


DEMANDS = (
    Demand(
        ago=128,
        source="ttg",
        symbol="08/CĐ-TTg",
        kind="cong_dien",
        field="tai_chinh",
        term=25,
        reported=-2,
        content="Báo cáo Thủ tướng Chính phủ kết quả giải ngân vốn đầu tư công.",
        deliverable="Báo cáo của UBND tỉnh",
        down=("stc", "sxd", "bqlda"),
        accepted="Văn phòng Chính phủ ghi nhận tại bảng theo dõi nhiệm vụ tháng.",
    ),
    Demand(
        ago=110,
        source="vpcp",
        symbol="3127/VPCP-KGVX",
        kind="cong_van",
        field="chuyen_doi_so",
        term=15,
        reported=3,
        content="Báo cáo tình hình triển khai dịch vụ công trực tuyến toàn trình.",
        deliverable="Báo cáo",
        down=("skhcn", "snv"),
        accepted="Đã có trong báo cáo tổng hợp của VPCP.",
    ),
    Demand(
        ago=96,
        source="chinh_phu",
        symbol="63/NQ-CP",
        kind="nghi_quyet",
        field="xay_dung",
        term=40,
        reported=0,
        content="Rà soát danh mục dự án chậm tiến độ; báo cáo Chính phủ kết quả xử lý.",
        deliverable="Báo cáo, danh mục dự án",
        down=("sxd", "snnmt", "stc"),
        accepted="Bộ Kế hoạch và Đầu tư đã tổng hợp, không yêu cầu bổ sung.",
    ),
    Demand(
        ago=84,
        source="btv_tu",
        symbol="412-TB/TU",
        kind="thong_bao",
        field="noi_vu",
        term=20,
        reported=-4,
        party=True,
        content="Hoàn thiện đề án sắp xếp các cơ quan chuyên môn, trình Ban Thường vụ Tỉnh ủy.",
        deliverable="Đề án",
        down=("snv",),
        accepted="Ban Thường vụ Tỉnh ủy thông qua tại phiên họp tháng.",
    ),
    Demand(
        ago=63,
        source="hdnd",
        symbol="21/NQ-HĐND",
        kind="nghi_quyet",
        field="giao_duc",
        term=35,
        reported=-1,
        content="Báo cáo HĐND tỉnh kết quả thực hiện chính sách hỗ trợ học sinh vùng khó khăn.",
        deliverable="Báo cáo",
        down=("sgddt", "stc"),
        accepted="",
    ),
    Demand(
        ago=52,
        source="tt_tu",
        symbol="97-CV/TU",
        kind="cong_van",
        field="tu_phap",
        term=12,
        reported=5,
        content="Báo cáo kết quả giải quyết đơn khiếu nại kéo dài của công dân.",
        deliverable="Báo cáo",
        down=("ttt",),
        accepted="Thường trực Tỉnh ủy đã nghe báo cáo tại giao ban.",
    ),
    Demand(
        ago=45,
        source="ttg",
        symbol="19/CT-TTg",
        kind="chi_thi",
        field="nong_nghiep",
        term=38,
        content="Báo cáo Thủ tướng Chính phủ kế hoạch phòng, chống thiên tai, phương án sơ tán dân.",
        deliverable="Kế hoạch, báo cáo",
        down=("snnmt", "bchqs", "cat"),
    ),
    Demand(
        ago=38,
        source="vpcp",
        symbol="5580/VPCP-NN",
        kind="cong_van",
        field="dat_dai",
        term=20,
        content="Báo cáo tiến độ giải phóng mặt bằng dự án sân bay Long Thành giai đoạn tiếp theo.",
        deliverable="Báo cáo",
        down=("snnmt", "sxd"),
    ),
    Demand(
        ago=30,
        source="tt_hdnd",
        symbol="188/HĐND-VP",
        kind="cong_van",
        field="y_te",
        term=26,
        content="Giải trình việc chậm đầu tư, nâng cấp các trạm y tế theo nghị quyết của HĐND tỉnh.",
        deliverable="Báo cáo giải trình",
        down=("syt", "stc"),
    ),
    Demand(
        ago=18,
        source="btv_tu",
        symbol="455-KL/TU",
        kind="thong_bao",
        field="tong_hop",
        term=45,
        party=True,
        content="Chuẩn bị báo cáo tình hình kinh tế - xã hội trình Hội nghị Ban Chấp hành Đảng bộ tỉnh.",
        deliverable="Báo cáo",
        down=("stc",),
    ),
    Demand(
        ago=9,
        source="chinh_phu",
        symbol="71/NQ-CP",
        kind="nghi_quyet",
        field="chuyen_doi_so",
        term=30,
        content="Ban hành kế hoạch thực hiện Nghị quyết của Chính phủ về phát triển khoa học, công nghệ.",
        deliverable="Kế hoạch",
        down=("skhcn", "sgddt", "stc"),
        later=Later(
            after=3,
            symbol="517/UBND-KGVX",
            abstract="V/v rà soát dữ liệu dùng chung, chuẩn bị kế hoạch phát triển khoa học, công nghệ",
            works=(
                ("skhcn", "Rà soát cơ sở dữ liệu dùng chung của tỉnh, đề xuất dữ liệu cần chuẩn hóa.", 15),
                ("snv", "Đề xuất nhu cầu bồi dưỡng kỹ năng số cho cán bộ, công chức cấp xã.", 18),
            ),
        ),
    ),
    Demand(
        ago=7,
        source="tt_tu",
        symbol="ket-luan-giai-phong-mat-bang",
        kind="",
        field="xay_dung",
        term=25,
        content="Bàn giao toàn bộ mặt bằng các tuyến đường kết nối sân bay Long Thành; "
        "báo cáo Thường trực Tỉnh ủy kết quả.",
        deliverable="Báo cáo",
        down=("sxd", "bqlda"),
        said_by="Bí thư Tỉnh ủy",
        said_at="Buổi làm việc về tiến độ các dự án kết nối sân bay Long Thành",
    ),
    Demand(
        ago=4,
        source="vpcp",
        symbol="6012/VPCP-TH",
        kind="cong_van",
        field="tong_hop",
        term=6,
        content="Báo cáo việc thực hiện chế độ thông tin, báo cáo định kỳ với Văn phòng Chính phủ.",
        deliverable="Báo cáo",
    ),
    Demand(
        ago=2,
        source="tt_tu",
        symbol="133-CV/TU",
        kind="cong_van",
        field="van_hoa",
        term=0,
        content="Theo dõi, đôn đốc việc bảo tồn, phát huy giá trị các di tích cấp quốc gia trên địa bàn.",
        deliverable="",
    ),
)  # fmt: skip
