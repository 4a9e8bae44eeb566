"""Words of the statistics pages: the numbers, the rates, the ways of reading them."""

from nhacviec.rules.statistics import Basis, Number, Reading

NUMBERS: dict[Number, str] = {
    Number.ASSIGNED: "Tổng được giao",
    Number.ANSWERED: "Đã trả lời",
    Number.EARLY: "Sớm hạn",
    Number.ON_TIME: "Đúng hạn",
    Number.LATE: "Trễ hạn",
    Number.DONE_NO_DEADLINE: "Xong, không thời hạn",
    Number.UNANSWERED: "Chưa trả lời",
    Number.ON_TRACK: "Trong hạn",
    Number.DUE_SOON: "Sắp đến hạn",
    Number.OVERDUE: "Quá hạn",
    Number.NO_DEADLINE: "Không thời hạn",
    Number.SUSPENDED: "Tạm dừng",
    Number.RETURNED: "Trả lại",
    Number.CANCELLED: "Đã hủy",
    Number.WAITING: "Chờ Văn phòng xác nhận",
    Number.EXTENDED: "Được gia hạn",
}
# What is in a head of the table, where the group above it says whether it was answered.
SHORT: dict[Number, str] = NUMBERS | {
    Number.ASSIGNED: "Được giao",
    Number.ANSWERED: "Tổng",
    Number.EARLY: "Sớm",
    Number.ON_TIME: "Đúng",
    Number.LATE: "Trễ",
    Number.DONE_NO_DEADLINE: "Không hạn",
    Number.UNANSWERED: "Tổng",
    Number.DUE_SOON: "Sắp hạn",
    Number.NO_DEADLINE: "Không hạn",
    Number.WAITING: "Chờ xác nhận",
    Number.EXTENDED: "Gia hạn",
}
# rate: (name, numerator, denominator). The same figures give different rates, so each says what it divides.
RATES: dict[str, tuple[str, str, str]] = {
    "r1": ("Quá hạn trên số đã đến hạn", "quá hạn", "đã trả lời có thời hạn và quá hạn"),
    "r2": ("Đã trả lời trên số được giao", "đã trả lời", "tổng được giao"),
    "r3": ("Quá hạn trên số được giao", "quá hạn", "tổng được giao"),
    "r4": ("Quá hạn trên số có thời hạn", "quá hạn", "có thời hạn (không kể tạm dừng)"),
    "r5": ("Đúng hạn trên số đã trả lời có thời hạn", "sớm và đúng hạn", "đã trả lời có thời hạn"),
    "r6": (
        "Cập nhật trong kỳ trên số phải cập nhật",
        "có cập nhật hoặc trả lời trong kỳ",
        "chưa trả lời trong kỳ (kể cả tạm dừng)",
    ),
}
BASES: dict[Basis, str] = {Basis.CURRENT: "hạn sau gia hạn", Basis.ORIGINAL: "hạn gốc"}
READINGS: dict[Reading, str] = {
    Reading.RECORDED: "theo ngày ghi vào phần mềm",
    Reading.HAPPENED: "theo ngày việc xảy ra",
}
# What is not the same in the two readings of a past day.
RECORDED_LATE = "Ghi nhận muộn hoặc đính chính sau ngày đó"
# What is wrong with what stands in the address; the page then shows what it would without it.
PROBLEMS: dict[str, str] = {
    "not_a_day": "“{value}” không phải là một ngày. Hãy nhập theo dạng ngày/tháng/năm, ví dụ 30/09/2018. "
    "Số liệu dưới đây tính đến hôm nay.",
    "ahead": "Ngày {value} chưa tới nên chưa có số liệu. Số liệu dưới đây tính đến hôm nay.",
    "no_period": "“{value}” không phải là một kỳ báo cáo. Số liệu dưới đây gồm mọi kỳ.",
    "no_from": "“{value}” không phải là một ngày. Hãy nhập ngày đầu và ngày cuối của kỳ. Số liệu dưới đây "
    "gồm mọi kỳ.",
    "no_to": "“{value}” không phải là một ngày. Hãy nhập ngày đầu và ngày cuối của kỳ. Số liệu dưới đây gồm "
    "mọi kỳ.",
    "no_from_yet": "Chưa nhập ngày đầu của kỳ. Số liệu dưới đây gồm mọi kỳ.",
    "no_to_yet": "Chưa nhập ngày cuối của kỳ. Số liệu dưới đây gồm mọi kỳ.",
    "backwards": "Ngày cuối của kỳ ({value}) ở trước ngày đầu. Số liệu dưới đây gồm mọi kỳ.",
}
ROW_PROBLEMS: dict[str, str] = {
    "number": "Địa chỉ không nêu đúng số liệu cần xem. Dưới đây là tổng được giao.",
    "days": "Số ngày quá hạn trong địa chỉ không đúng nên chưa được dùng để lọc.",
}
# Whose numbers a page shows.
SCOPES: dict[str, str] = {
    "province": "Toàn tỉnh",
    "unit": "Cơ quan, đơn vị",
    "division": "Phòng, đơn vị được phân công",
    "officer": "Cán bộ thực hiện",
    "specialist": "Chuyên viên theo dõi",
    "office_leader": "Lãnh đạo Văn phòng theo dõi",
    "committee_leader": "Lãnh đạo UBND tỉnh theo dõi",
    "field": "Lĩnh vực",
    "document": "Văn bản",
    "office_division": "Phòng của Văn phòng theo dõi",
}
