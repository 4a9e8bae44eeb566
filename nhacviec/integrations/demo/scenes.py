"""Scenes that must be there on any day, so that each demo account finds something under every head.

Days are working days before (`ago`) or after (`due`, negative: before) the day of the load.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from nhacviec.integrations.demo.fate import Fate
from nhacviec.rules.lifecycle import ReturnReason

UNSEEN, SEEN = Fate(seen=None), Fate(accepted=None)
WORKING, STUCK = Fate(answered=None, notes=2), Fate(answered=None, notes=2, obstacle=True)
WAITING = Fate(answered=-2, confirmed=None)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """`fates`: by unit key where a unit's own differs from `fate`. `due` None: no deadline. `text`: typed
    instead of the day of `due`. `draft`: left unissued. `entered` False: nobody entered its tasks yet."""

    ago: int
    content: str
    leads: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    deliverable: str = "Báo cáo gửi UBND tỉnh"
    due: int | None = None
    hour: str = ""
    text: str = ""
    fate: Fate = WORKING
    fates: dict[str, Fate] = field(default_factory=dict)
    specialist: str = "chuyen_vien"
    is_starred: bool = False
    instruction: str = ""
    division: str = "th"
    field_key: str = "xay_dung"
    urgency: str = "normal"
    draft: bool = False
    entered: bool = True


_SXD, _TH = ("sxd",), ("th",)


def _sxd() -> list[Scene]:
    return [
        Scene(ago=1, leads=_SXD, due=12, fate=UNSEEN,
              content="Báo cáo tiến độ giải phóng mặt bằng đường Vành đai 3 đoạn qua tỉnh."),
        Scene(ago=1, leads=_SXD, due=8, fate=UNSEEN, is_starred=True,
              content="Đề xuất phương án tổ chức giao thông tại nút giao Vũng Tàu trong dịp lễ."),
        Scene(ago=2, leads=_SXD, due=15, fate=SEEN,
              content="Rà soát danh mục dự án nhà ở xã hội chậm tiến độ, đề xuất xử lý từng dự án."),
        Scene(ago=1, leads=("stc",), coordinators=_SXD, due=9, fate=SEEN,
              content="Tham mưu điều chỉnh kế hoạch vốn đầu tư công các dự án giao thông."),
        Scene(ago=14, leads=_SXD, coordinators=("stc", "snnmt"), due=1, is_starred=True,
              fates={"stc": Fate(answered=-3), "snnmt": STUCK},
              instruction="Tập trung hoàn thành trong tuần; vướng mắc về đất đai báo cáo tôi trực tiếp.",
              content="Hoàn thiện hồ sơ điều chỉnh quy hoạch chung đô thị Long Thành, trình UBND tỉnh."),
        Scene(ago=12, leads=_SXD, due=2,
              content="Kiểm tra việc đấu nối hạ tầng các khu dân cư vào đường tỉnh 769, báo cáo kết quả."),
        Scene(ago=10, leads=_SXD, due=3, fate=Fate(answered=None, notes=1, officer=1),
              content="Tổng hợp nhu cầu vốn bảo trì đường bộ năm sau của các địa phương."),
        Scene(ago=5, leads=_SXD, due=0, hour="16 giờ 30", urgency="hoa_toc",
              content="Kiểm tra, khắc phục ngay điểm sụt lún trên đường tỉnh 768, báo cáo UBND tỉnh."),
        Scene(ago=20, leads=_SXD, due=-2, fate=STUCK,
              content="Báo cáo nguyên nhân chậm thẩm định dự án cải tạo kênh thoát nước khu vực Biên Hòa."),
        Scene(ago=34, leads=_SXD, due=-9, fate=Fate(answered=None, notes=2, obstacle=True, reminded=True),
              instruction="Đã quá hạn; kiểm điểm trách nhiệm và báo cáo trước thứ Sáu tuần này.",
              content="Đề xuất phương án thu hồi quỹ đất 20% nhà ở xã hội chủ đầu tư chưa thực hiện."),
        Scene(ago=16, leads=_SXD, due=2, fate=WAITING,
              content="Tham mưu quy định phân cấp thẩm định dự án đầu tư xây dựng cho cấp xã.",
              deliverable="Dự thảo quyết định kèm tờ trình"),
        Scene(ago=15, leads=_SXD, due=1, fate=Fate(answered=-3, confirmed=None, officer=None),
              content="Báo cáo kết quả kiểm tra chất lượng công trình trường học đưa vào sử dụng."),
        Scene(ago=18, leads=_SXD, due=-4, fate=Fate(answered=-3, sent_back=1, sent_back_stays=True),
              content="Báo cáo kết quả xử lý vi phạm trật tự xây dựng tại các phường trung tâm."),
        Scene(ago=17, leads=_SXD, due=1, fate=Fate(answered=-5, sent_back=1, sent_back_stays=True),
              content="Đánh giá hiện trạng cầu yếu trên các tuyến đường tỉnh, đề xuất lộ trình sửa chữa."),
        Scene(ago=3, leads=_SXD, due=20, fate=Fate(returned=ReturnReason.NOT_OUR_FUNCTION),
              content="Tham mưu xử lý tài sản công là nhà, đất của trạm thu phí đã dừng hoạt động."),
        Scene(ago=25, leads=_SXD, due=10, fate=Fate(suspended="stays"),
              content="Lập đề cương quy hoạch chi tiết khu đô thị ven sông Đồng Nai."),
        Scene(ago=15, leads=_SXD, due=2, fate=Fate(extension="asked", answered=None, extra_days=15),
              content="Xây dựng đơn giá bồi thường nhà, công trình xây dựng trên đất năm tới.",
              deliverable="Dự thảo quyết định kèm tờ trình"),
        Scene(ago=24, leads=_SXD, due=1, fate=Fate(extension="refused", answered=None, notes=2),
              content="Hoàn thành số hóa hồ sơ cấp giấy phép xây dựng giai đoạn trước."),
        Scene(ago=30, leads=_SXD, due=-12, fate=Fate(extension="granted", extra_days=25, answered=None),
              content="Trình phê duyệt chương trình phát triển nhà ở của tỉnh."),
        Scene(ago=30, leads=_SXD, due=-15, fate=Fate(answered=5, confirmed=1, objection="asked"),
              content="Công bố chỉ số giá xây dựng quý trước."),
        Scene(ago=55, leads=_SXD, due=-35, fate=Fate(answered=4, objection="upheld"),
              content="Báo cáo kết quả kiểm tra an toàn các công trình đang thi công mùa mưa."),
        Scene(ago=50, leads=_SXD, due=-32, fate=Fate(answered=6, objection="rejected"),
              content="Tổng hợp kiến nghị của doanh nghiệp về thủ tục cấp phép xây dựng."),
        Scene(ago=22, leads=_SXD, due=5, fate=Fate(cancelled=True, notes=0),
              content="Báo cáo phương án tổ chức giao thông phục vụ lễ hội đã dời lịch."),
        Scene(ago=70, leads=_SXD, fate=Fate(answered=None, notes=2, term_without_deadline=60),
              content="Thường xuyên rà soát, công khai danh mục dự án nhà ở đủ điều kiện mở bán."),
        Scene(ago=6, leads=_SXD, text="trước ngày 25 hằng tháng", fate=Fate(answered=None, notes=0),
              content="Định kỳ báo cáo tiến độ các dự án giao thông trọng điểm.", is_starred=True),
        Scene(ago=7, leads=("sct",), due=9, division="ktn",
              fate=Fate(returned=ReturnReason.WRONG_UNIT, after_return="reassign", to_unit="sxd"),
              content="Thẩm định thiết kế hệ thống chiếu sáng cụm công nghiệp Phú Túc."),
    ]  # fmt: skip


def _general_division() -> list[Scene]:
    """Duties of Phòng Tổng hợp itself, confirmed by the Chief of Office."""
    return [
        Scene(ago=1, leads=_TH, due=7, fate=UNSEEN, field_key="tong_hop", deliverable="Dự thảo chương trình",
              content="Dự thảo Chương trình công tác quý tới của UBND tỉnh."),
        Scene(ago=2, leads=_TH, due=6, fate=SEEN, field_key="tong_hop",
              content="Tổng hợp ý kiến thành viên UBND tỉnh về Quy chế làm việc sửa đổi."),
        Scene(ago=9, leads=_TH, due=2, field_key="tong_hop",
              content="Chuẩn bị báo cáo chỉ đạo, điều hành phục vụ phiên họp thường kỳ UBND tỉnh."),
        Scene(ago=15, leads=_TH, due=-3, fate=STUCK, field_key="tong_hop",
              content="Rà soát nhiệm vụ Thủ tướng Chính phủ giao còn tồn, đề xuất đôn đốc."),
        Scene(ago=12, leads=_TH, due=1, fate=WAITING, field_key="tong_hop",
              content="Báo cáo tình hình thực hiện kết luận của Thường trực Tỉnh ủy."),
        Scene(ago=14, leads=_TH, due=-2, field_key="tong_hop",
              fate=Fate(answered=-2, sent_back=1, sent_back_stays=True),
              content="Đánh giá kết quả ứng dụng phần mềm theo dõi nhiệm vụ 6 tháng gần nhất."),
        Scene(ago=3, leads=("ttth",), due=5, fate=WORKING, field_key="chuyen_doi_so",
              content="Kiểm tra an toàn thông tin hệ thống quản lý văn bản của Văn phòng."),
    ]  # fmt: skip


def _office() -> list[Scene]:
    """What waits for the Office: decisions, drafts, directives that nobody entered."""
    return [
        Scene(ago=2, leads=("ttt",), due=14, field_key="tu_phap",
              fate=Fate(returned=ReturnReason.DUPLICATE),
              content="Báo cáo kết quả thực hiện kết luận thanh tra về quản lý đất đai."),
        Scene(ago=11, leads=("stc",), due=2, field_key="tai_chinh",
              fate=Fate(extension="asked", answered=None),
              content="Trình phương án phân bổ nguồn tăng thu ngân sách."),
        Scene(ago=12, leads=("syt",), due=2, field_key="y_te", fate=Fate(extension="asked", answered=None),
              content="Đề xuất danh mục trạm y tế cần nâng cấp, sửa chữa."),
        Scene(ago=13, leads=("snv", "stp"), coordinators=("cat",), due=0, field_key="noi_vu", fate=WAITING,
              fates={"cat": Fate(answered=None)}, is_starred=True,
              content="Tham mưu sắp xếp trụ sở, bố trí nhân sự Trung tâm Phục vụ hành chính công cấp xã."),
        Scene(ago=14, leads=("skhcn",), due=-1, field_key="chuyen_doi_so", specialist="chuyen_vien_th_2",
              fate=Fate(answered=-4, confirmed=2, by_substitute=True),
              content="Báo cáo kết quả kết nối dữ liệu dùng chung của tỉnh."),
        Scene(ago=9, leads=("sgddt",), due=1, field_key="giao_duc", specialist="chuyen_vien_th_2",
              fate=WAITING, content="Báo cáo tình hình thiếu giáo viên, phương án hợp đồng."),
        Scene(ago=40, leads=("p_tran_bien", "x_long_thanh"), due=-20, field_key="dat_dai",
              fate=Fate(answered=3, reopened=True),
              content="Báo cáo kết quả kiểm kê đất công do xã, phường quản lý."),
        Scene(ago=28, leads=("x_nhon_trach",), due=-6, field_key="dat_dai",
              fate=Fate(returned=ReturnReason.WRONG_UNIT, after_return="withdraw"),
              content="Xác minh nội dung phản ánh về bãi tập kết vật liệu trái phép."),
        Scene(ago=1, leads=("sxd",), coordinators=("cat", "snnmt"), due=18, draft=True,
              content="Xây dựng kế hoạch kiểm tra liên ngành xe quá tải trên các tuyến đường tỉnh."),
        Scene(ago=1, leads=("svhttdl",), due=25, draft=True, field_key="van_hoa",
              content="Tham mưu kế hoạch tổ chức các hoạt động mừng Xuân."),
        Scene(ago=5, entered=False, field_key="tong_hop",
              content="Kết luận của Chủ tịch UBND tỉnh tại phiên họp thường kỳ UBND tỉnh"),
        Scene(ago=1, entered=False, field_key="tai_chinh",
              content="V/v đẩy nhanh tiến độ giải ngân vốn đầu tư công những tháng cuối năm"),
        Scene(ago=1, entered=False, field_key="nong_nghiep", division="ktn", urgency="hoa_toc",
              content="V/v khẩn trương ứng phó mưa lớn, bảo đảm an toàn hồ, đập"),
        Scene(ago=1, entered=False, field_key="y_te", division="kgvx",
              content="V/v tăng cường phòng, chống dịch bệnh mùa đông xuân"),
    ]  # fmt: skip


SCENES: tuple[Callable[[], list[Scene]], ...] = (_sxd, _general_division, _office)


def all_scenes() -> list[Scene]:
    return [scene for part in SCENES for scene in part()]
