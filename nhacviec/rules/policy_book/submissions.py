"""Rule 21: how soon the Committee answers what agencies submit to it, by kind and by stop of the way."""

from nhacviec.rules.policy import Policy

_BY_KIND = (
    ("legal", "dự thảo văn bản quy phạm pháp luật"),
    ("plan", "đề án, kế hoạch, quy hoạch"),
    ("project", "dự án, đầu tư, xây dựng"),
    ("land", "đất đai, tài nguyên, môi trường"),
    ("finance", "ngân sách, tài sản công"),
    ("personnel", "tổ chức bộ máy, cán bộ"),
)
_BY_STOP = (
    ("forward", 1, "chuyển hồ sơ cho phòng xử lý", "kể từ ngày hồ sơ đến"),
    ("appraisal", 5, "thẩm tra ở phòng, chuyên viên", "kể từ ngày được chuyển hồ sơ"),
    ("decision", 5, "lãnh đạo cho ý kiến", "kể từ ngày được trình"),
)

SUBMISSIONS: tuple[Policy, ...] = (
    *(
        Policy(
            key=f"submission_days_{key}", number=21, group="upward", type="int", default=None, minimum=1,
            unit="ngày", unset="theo thời hạn chung",
            title=f"Thời hạn trả lời hồ sơ {name}",
            text=f"Thời hạn riêng cho hồ sơ trình về {name}; để trống thì theo thời hạn chung.",
            source="D", seen="chưa thấy văn bản nào nêu riêng",
        )
        for key, name in _BY_KIND
    ),
    *(
        Policy(
            key=f"submission_{key}_wd", number=21, group="upward", type="int", default=days, minimum=1,
            unit="ngày làm việc", unset="không đặt mức",
            title=f"Mức thời gian {name}",
            text=f"Số ngày làm việc {name}, {since}; quá mức thì chặng đó được đánh dấu.",
            source="GK", seen="thường nói 3–5 ngày làm việc mỗi chặng",
        )
        for key, days, name, since in _BY_STOP
    ),
    Policy(
        key="upward_days", number=21, group="upward", type="int", default=20, minimum=1, unit="ngày",
        title="Thời hạn chờ ý kiến cấp trên",
        text="Số ngày kể từ ngày gửi văn bản trình cấp trên mà chưa có ý kiến thì coi là quá hạn và nhắc "
        "người theo dõi hỏi lại.",
        source="GK", seen="không có quy định chung; từng tỉnh tự đặt mức theo dõi",
    ),
)  # fmt: skip
