"""Vietnamese words of reconciling with another office's list; also how such lists name their columns."""

from enum import StrEnum

from nhacviec.rules.events import EventName
from nhacviec.rules.reconcile.days import DayOrder
from nhacviec.rules.reconcile.differences import Difference, Progress, Settled
from nhacviec.rules.text import fold


class Heading(StrEnum):
    """Columns of a list of tasks that mean something to us."""

    SYMBOL = "symbol"
    DATED = "dated"
    CONTENT = "content"
    ASSIGNER = "assigner"
    DUE = "due"
    STATE = "state"
    REPLY = "reply"
    REPLIED = "replied"


REQUIRED: frozenset[Heading] = frozenset({Heading.SYMBOL, Heading.CONTENT})
DAYS: tuple[Heading, ...] = (Heading.DATED, Heading.DUE, Heading.REPLIED)

# The first of each is that of the template.
SPELLINGS: dict[Heading, tuple[str, ...]] = {
    Heading.SYMBOL: (
        "Số, ký hiệu văn bản", "Số ký hiệu", "Số/ký hiệu VB", "Số văn bản", "Số VB", "Văn bản giao",
        "Văn bản giao nhiệm vụ", "Văn bản chỉ đạo",
    ),
    Heading.DATED: (
        "Ngày văn bản", "Ngày ban hành", "Ngày VB", "Ngày ký", "Ngày tháng văn bản", "Văn bản giao ngày",
    ),
    Heading.CONTENT: (
        "Nội dung nhiệm vụ", "Nhiệm vụ", "Nội dung giao", "Nội dung", "Nhiệm vụ được giao",
        "Nội dung công việc", "Nội dung chỉ đạo",
    ),
    Heading.ASSIGNER: ("Cơ quan giao", "Cơ quan ban hành", "Đơn vị giao", "Nơi ban hành", "Người giao"),
    Heading.DUE: (
        "Hạn hoàn thành", "Thời hạn", "Hạn xử lý", "Thời hạn hoàn thành", "Thời hạn xử lý", "Hạn thực hiện",
        "Ngày hết hạn", "Thời gian hoàn thành",
    ),
    Heading.STATE: (
        "Trạng thái", "Tình trạng", "Tình trạng thực hiện", "Trạng thái xử lý", "Tình hình thực hiện",
        "Kết quả thực hiện", "Kết quả",
    ),
    Heading.REPLY: (
        "Số văn bản báo cáo", "Văn bản báo cáo", "Văn bản báo cáo kết quả", "Số ký hiệu văn bản báo cáo",
        "Văn bản trả lời", "Số văn bản trả lời", "Văn bản kết quả",
    ),
    Heading.REPLIED: (
        "Ngày báo cáo", "Ngày văn bản báo cáo", "Ngày hoàn thành", "Ngày trả lời", "Ngày văn bản trả lời",
    ),
}  # fmt: skip
HEADINGS: dict[Heading, str] = {heading: names[0] for heading, names in SPELLINGS.items()}

# What a list calls how far a task is. What begins with "not" is read before what it denies.
_PROGRESS: tuple[tuple[Progress, tuple[str, ...]], ...] = (
    (
        Progress.OPEN,
        (
            "chưa hoàn thành", "chưa thực hiện", "chưa báo cáo", "chưa xong", "không hoàn thành",
            "chưa trả lời", "chưa xử lý",
        ),
    ),
    (
        Progress.REPORTED,
        ("chờ xác nhận", "chờ duyệt", "chờ đánh giá", "chờ ý kiến", "đã báo cáo", "đã trả lời"),
    ),
    (Progress.DONE, ("hoàn thành", "đã xong", "kết thúc", "đã thực hiện", "đã xử lý")),
    (
        Progress.OPEN,
        (
            "đang thực hiện", "đang xử lý", "đang triển khai", "trong hạn", "quá hạn", "đến hạn",
            "mới giao", "mới", "tạm dừng",
        ),
    ),
)  # fmt: skip
_LONGEST_STATE = 60  # a longer text is a report, not a state


def progress_said(text: str) -> Progress | None:
    """What the words of a list say; None for words that nobody knows."""
    folded = f" {fold(text)} "
    if len(folded) > _LONGEST_STATE:
        return None
    for progress, words in _PROGRESS:
        if any(f" {fold(word)} " in folded for word in words):
            return progress
    return None


KINDS: dict[Difference, str] = {
    Difference.ONLY_THERE: "Chỉ có trong danh sách",
    Difference.ONLY_HERE: "Chỉ có trong phần mềm",
    Difference.STATE: "Khác trạng thái",
    Difference.DATE: "Khác thời hạn",
    Difference.CONTENT: "Khác nội dung",
}
SETTLED: dict[Settled, str] = {
    Settled.OPEN: "Chưa xử lý",
    Settled.ACCEPTED: "Đã theo danh sách",
    Settled.KEPT: "Giữ như phần mềm",
}
PROGRESS: dict[Progress, str] = {
    Progress.OPEN: "Đang thực hiện",
    Progress.REPORTED: "Đã báo cáo, chờ xác nhận",
    Progress.DONE: "Đã hoàn thành",
}
ORDERS: dict[DayOrder, str] = {
    DayOrder.DAY_FIRST: "ngày/tháng/năm",
    DayOrder.MONTH_FIRST: "tháng/ngày/năm",
}

FILE_PROBLEMS: dict[str, str] = {
    "not_xlsx": "Tệp này không phải là Excel (.xlsx). Hãy mở bằng Excel rồi chọn Lưu thành "
    "“Excel Workbook (.xlsx)”.",
    "damaged": "Không đọc được tệp Excel này. Hãy mở thử, lưu lại rồi chọn lại.",
    "too_large": "Tệp lớn hơn 5 MB. Hãy bỏ hình ảnh, trang tính thừa hoặc tách thành nhiều tệp.",
    "too_many_rows": "Danh sách có hơn 2.000 dòng. Hãy tách thành nhiều tệp.",
    "too_wide": "Trang tính có ô nằm quá xa bảng, hoặc không do Excel lưu. Hãy chép riêng bảng sang tệp mẫu.",
    "no_rows": "Tệp chưa có dòng nào dưới dòng tiêu đề.",
    "no_header": "Không tìm thấy dòng tiêu đề có cột “{columns}”. Hãy đặt tên cột như tệp mẫu.",
    "column_twice": "Có hai cột cùng là “{column}”. Hãy bỏ hoặc đổi tên một cột.",
}
DAYS_UNCLEAR = (
    "Cột “{column}” có ngày dạng chữ không rõ ngày hay tháng đứng trước, ví dụ “{example}”. Hãy chọn cách "
    "ghi ở mục “Ngày dạng chữ ghi theo” rồi chọn lại tệp."
)
ROW_PROBLEMS: dict[str, str] = {
    "required": "Chưa ghi.",
    "nul": "Có ký tự không lưu được.",
    "surrogate": "Có ký tự bị lỗi.",
    "too_long": "Nội dung quá dài.",
    "bad_date": "“{value}” không phải là ngày theo cách ghi của cột.",
    "bad_state": "Không hiểu trạng thái “{value}”.",
    "classified": "Có chữ chỉ độ mật ({value}). Phần mềm không được chứa nội dung bí mật nhà nước.",
    "repeated": "Trùng với dòng {value}.",
}

# Part of words.REFUSALS.
REFUSALS: dict[str, str] = {
    "difference_settled": "Khác biệt này vừa được người khác xử lý.",
    "difference_outdated": "Nhiệm vụ đã thay đổi sau khi đối chiếu. Hãy đối chiếu lại danh sách.",
    "difference_not_yours": "Bạn không có quyền thực hiện thay đổi này với nhiệm vụ {duty}.",
    "list_needs_report": "Danh sách ghi đã hoàn thành nhưng không có số, ngày văn bản báo cáo. Hãy ghi "
    "báo cáo ở trang nhiệm vụ.",
    "list_is_behind": "Phần mềm đã ghi hoàn thành, danh sách mới ghi chờ xác nhận: hãy giữ như phần mềm.",
    "list_no_assigner": "Chưa rõ cơ quan giao của dòng này. Hãy chọn cơ quan giao.",
    "list_no_day": "Dòng này chưa có ngày văn bản nên chưa ghi được nhiệm vụ. Hãy bổ sung vào danh sách.",
    "list_dated_ahead": "Danh sách ghi ngày văn bản {day}, sau hôm nay. Hãy xem lại ngày trong danh sách.",
    "list_no_deadline": "Danh sách ghi hạn {due} cho văn bản ngày {dated}: trước ngày văn bản, hoặc quá xa. "
    "Hãy xem lại ngày trong danh sách.",
    "list_taken_over": "Sau khi đối chiếu đã có nhiệm vụ {duty} giống dòng này. Hãy đối chiếu lại danh sách.",
    "list_no_committee": "Chưa có đơn vị UBND tỉnh đang hoạt động trong danh mục.",
}
# Part of words.EVENTS.
EVENTS: dict[EventName, str] = {
    EventName.LIST_COMPARED: "Đối chiếu với danh sách của cấp trên",
    EventName.LIST_FOLLOWED: "Sửa theo danh sách của cấp trên",
    EventName.LIST_NOT_FOLLOWED: "Giữ nguyên, khác danh sách của cấp trên",
}
BY_THE_LIST = "Theo danh sách {file}, dòng {row}."
REPORTED_THERE = "Báo cáo ghi trong danh sách của cấp trên."
NOT_IN_THE_LIST = "Không có trong danh sách {file}."
