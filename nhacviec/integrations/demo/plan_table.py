"""The tasks of the plan 1130/KH-VP (29/06/2018), read from its own text.

A row names the item, the units the item names and the words of its deadline; the content is the item's text,
taken from plan_1130.txt by the words it begins with. Items of the roadmap (II.3) that name no unit are the
Office's own: it issued the plan. Items of part III carry no deadline, because the text gives them none. The
closing sentence is no task.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

PLAN_SYMBOL, PLAN_DATE, PLAN_SIGNER = "1130/KH-VP", date(2018, 6, 29), "Nguyễn Lục Hòa"
PLAN_ABSTRACT = (
    "Tổ chức triển khai thực hiện ứng dụng công nghệ thông tin theo dõi tình hình thực hiện nhiệm vụ do "
    "UBND tỉnh, Chủ tịch UBND tỉnh giao"
)
ABOVE_SYMBOL, ABOVE_DATE = "6088/UBND-TH", date(2018, 6, 13)
ABOVE_ABSTRACT = (
    "V/v chấp thuận chủ trương thực hiện ứng dụng CNTT theo dõi tình hình thực hiện nhiệm vụ do UBND tỉnh, "
    "Chủ tịch UBND tỉnh giao"
)

DIVISIONS = ("th", "ktn", "kgvx", "nc", "ttth", "qttv", "hctc", "btcd")


@dataclass(frozen=True)
class PlanItem:
    """`place`: where it stands in the text. `begins`: the first words of its content. `window`: the words of
    the date window, "" for none. `outside`: units named as coordinators that are not of this province or have
    no account; they stay in the content."""

    place: str
    begins: str
    leads: tuple[str, ...]
    coordinators: tuple[str, ...] = ()
    window: str = ""
    due_on: date | None = None
    outside: tuple[str, ...] = ()
    deliverable: str = ""

    @property
    def content(self) -> str:
        return content_of(self.begins)


@cache
def plan_text() -> str:
    return (Path(__file__).parent / "plan_1130.txt").read_text(encoding="utf-8")


@cache
def _paragraphs() -> tuple[str, ...]:
    """Paragraphs of the text; a "+" line that only counts training classes belongs to the one before."""
    found: list[str] = []
    for line in plan_text().splitlines():
        if line.startswith("+ 01 lớp"):
            found[-1] += "\n" + line
        elif line.strip():
            found.append(line.strip())
    return tuple(found)


def content_of(begins: str) -> str:
    """The one item that begins with these words, from there to its end. ValueError if not exactly one."""
    starts = [(text, text.find(begins)) for text in _paragraphs()]
    # The words stand at the start of a paragraph, or after its bullet or its dates.
    hits = [text[at:] for text, at in starts if at >= 0 and (at < 4 or text[:at].endswith(": "))]
    if len(hits) != 1:
        raise ValueError(begins)
    return hits[0]


_TECHNICAL = ("Từ ngày 20/6/2018 - 10/7/2018", date(2018, 7, 10))
_AMENDMENTS = ("Từ ngày 25/6/2018 - 25/7/2018", date(2018, 7, 25))
_TRAINING = ("Từ ngày 05/7/2018 - 15/7/2018", date(2018, 7, 15))
_FORMS = ("Từ ngày 10/7/2018 - 20/7/2018", date(2018, 7, 20))
_ENTRY = ("Từ ngày 15/7/2018 - 15/8/2018", date(2018, 8, 15))
_PHASE_1 = ("Từ tháng 7/2018 đến 12/2018", date(2018, 12, 31))
_PHASE_2 = ("Năm 2019", date(2019, 12, 31))
_OFFICE = ("vp",)

ROADMAP: tuple[PlanItem, ...] = (
    PlanItem("II.3.a.1", "Triển khai thực hiện module (1) và (2).", _OFFICE, (), *_PHASE_1),
    PlanItem("II.3.a.2", "Kết nối kỹ thuật giữa 2 phần mềm", _OFFICE, (), *_TECHNICAL),
    PlanItem(
        "II.3.a.3.1", "Tham mưu dự thảo sửa đổi, bổ sung Quyết định số 51/2015/QĐ-UBND", _OFFICE, (),
        *_AMENDMENTS, deliverable="Quyết định sửa đổi, bổ sung Quyết định số 51/2015/QĐ-UBND",
    ),
    PlanItem(
        "II.3.a.3.2", "Sửa đổi bổ sung Quyết định số 125/QĐ-VP ngày 22/11/2016", _OFFICE, (), *_AMENDMENTS,
        deliverable="Quyết định sửa đổi, bổ sung Quyết định số 125/QĐ-VP",
    ),
    PlanItem(
        "II.3.a.3.3", "Phối hợp với Sở Nội vụ tham mưu dự thảo sửa đổi, bổ sung", _OFFICE, ("snv",),
        *_AMENDMENTS, deliverable="Dự thảo sửa đổi, bổ sung Quyết định số 49/2016/QĐ-UBND",
    ),
    PlanItem("II.3.a.4", "Triển khai cài đặt phần mềm, tổ chức hội nghị", _OFFICE, (), *_TRAINING),
    PlanItem(
        "II.3.a.5", "Xây dựng mẫu báo cáo mới thay thế mẫu báo cáo cũ", _OFFICE, (), *_FORMS,
        deliverable="Mẫu báo cáo mới",
    ),
    PlanItem("II.3.a.6", "Cán bộ công chức Văn phòng UBND tỉnh cập nhật", _OFFICE, (), *_ENTRY),
    PlanItem("II.3.a.7", "Đánh giá kết quả triển khai thực hiện qua 06 tháng", _OFFICE, (), *_PHASE_1),
    PlanItem("II.3.b.1", "Tổ chức hội nghị sơ kết đánh giá kết quả", _OFFICE, (), *_PHASE_2),
    PlanItem("II.3.b.2", "Triển khai thực hiện module (3) và (4).", _OFFICE, (), *_PHASE_2),
)  # fmt: skip


def _others(own: str) -> tuple[str, ...]:
    """ "các phòng, ban, trung tâm": every division of the Office but one's own."""
    return tuple(key for key in DIVISIONS if key != own)


_TH, _IT, _ADMIN, _STAFF = ("th",), ("ttth",), ("qttv",), ("hctc",)
_SUPPLIER = "đơn vị cung cấp phần mềm"

DUTIES: tuple[PlanItem, ...] = (
    PlanItem("III.1.a", "Chủ trì phối hợp với các phòng, ban, trung tâm tham mưu", _TH, _others("th")),
    PlanItem("III.1.b", "Tham mưu Văn phòng UBND tỉnh phối hợp với Sở Nội vụ", _TH, ("snv",)),
    PlanItem(
        "III.1.c", "Chủ trì phối hợp với Trung tâm Tin học và đơn vị cung cấp phần mềm", _TH, ("ttth",),
        outside=(_SUPPLIER,),
    ),
    PlanItem("III.1.d", "Tham mưu thành lập Tổ giúp việc", _TH),
    PlanItem(
        "III.1.đ", "Phối hợp với các phòng, ban, trung tâm, tổng hợp các đề xuất", _TH, _others("th")
    ),
    PlanItem("III.1.e", "Công khai các kết quả thực hiện ứng dụng", _TH),
    PlanItem("III.2.a", "Chỉ đạo cán bộ công chức của phòng tham gia tập huấn", DIVISIONS),
    PlanItem("III.2.b", "Triển khai phần mềm đảm bảo theo quy chế", DIVISIONS),
    PlanItem("III.2.c", "Chỉ đạo cán bộ công chức của phòng, trung tâm trực thuộc", DIVISIONS),
    PlanItem("III.2.d", "Kiểm tra, giám sát cán bộ, công chức, viên chức", DIVISIONS),
    PlanItem(
        "III.3.a", "Phối hợp với Trung tâm Tin học Văn phòng UBND TP. Hải Phòng", _IT,
        outside=("Trung tâm Tin học Văn phòng UBND TP. Hải Phòng", _SUPPLIER),
    ),
    PlanItem("III.3.b", "Chịu trách nhiệm tiếp nhận chuyên giao", _IT),
    PlanItem("III.3.c", "Phối hợp với phòng Tổng hợp tổ chức hội nghị", _IT, ("th",)),
    PlanItem("III.4.a", "Tham mưu bố trí cơ sở hạ tầng CNTT", _ADMIN),
    PlanItem("III.4.b", "Bố trí phương tiện kỹ thuật, lực lượng phục vụ", _ADMIN),
    PlanItem(
        "III.4.c", "Phối hợp phòng Hành chính Tổ chức trang bị 01 màn hình led", _ADMIN, ("hctc",),
        deliverable="01 màn hình led tại bộ phận “Một cửa”",
    ),
    PlanItem("III.4.d", "Tiếp nhận nguồn kinh phí do Sở Tài chính", _ADMIN),
    PlanItem("III.5.a", "Chủ trì, phối hợp phòng Tổng hợp tham mưu dự thảo", _STAFF, ("th",)),
    PlanItem("III.5.b", "Căn cứ kết quả thực hiện qua Phần mềm Theo dõi nhiệm vụ", _STAFF),
    PlanItem("III.5.c", "Phối hợp phòng Quản trị Tài vụ chọn vị trí phù hợp", _STAFF, ("qttv",)),
)  # fmt: skip

PLAN: tuple[PlanItem, ...] = ROADMAP + DUTIES
