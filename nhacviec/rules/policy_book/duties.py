"""Rules 1–7: who enters a task and by when, what an agency may return, how its updates count."""

from nhacviec.rules.policy import Policy

DUTIES: tuple[Policy, ...] = (
    Policy(
        key="entry_role", number=1, group="entry", type="choice", default="drafting_unit",
        choices=(
            ("drafting_unit", "Đơn vị tham mưu văn bản"),
            ("sector_officer", "Chuyên viên Văn phòng phụ trách lĩnh vực"),
            ("records_clerk", "Văn thư"),
        ),
        title="Ai nhập nhiệm vụ",
        text="Đơn vị hoặc người có trách nhiệm nhập nhiệm vụ của một văn bản chỉ đạo vào phần mềm.",
        source="S",
        seen="Đồng Nai, Kế hoạch 1130/KH-VP năm 2018; Khánh Hòa giao chuyên viên phụ trách lĩnh vực",
    ),
    Policy(
        key="entry_wd", number=2, group="entry", type="int", default=1, maximum=30, unit="ngày làm việc",
        title="Hạn nhập nhiệm vụ của văn bản thường",
        text="Số ngày làm việc kể từ ngày ban hành văn bản để nhập xong các nhiệm vụ trong đó.",
        source="N", seen="Thanh Hóa năm 2025: 1 ngày làm việc; nơi khác thường nói 1–3 ngày",
    ),
    Policy(
        key="entry_urgent_wd", number=3, group="entry", type="int", default=0, maximum=30,
        unit="ngày làm việc",
        title="Hạn nhập nhiệm vụ của văn bản khẩn",
        text="Áp dụng cho văn bản khẩn, thượng khẩn, hỏa tốc; 0 nghĩa là ngay trong ngày ban hành.",
        source="N", seen="Thanh Hóa năm 2025: trong ngày",
    ),
    Policy(
        key="entry_multi_wd", number=4, group="entry", type="int", default=2, maximum=30,
        unit="ngày làm việc",
        title="Hạn nhập khi văn bản có nhiều nhiệm vụ",
        text="Số ngày làm việc để nhập xong một văn bản có nhiều nhiệm vụ, nhiều đầu mối.",
        source="N", seen="Thanh Hóa năm 2025: 2 ngày làm việc",
    ),
    Policy(
        key="multi_threshold", number=4, group="entry", type="int", default=5, minimum=2, maximum=1000,
        unit="nhiệm vụ",
        title="Thế nào là nhiều nhiệm vụ",
        text="Văn bản có từ số nhiệm vụ này trở lên được hưởng hạn nhập dài hơn.",
        source="D", seen="chưa thấy văn bản nào nêu con số",
    ),
    Policy(
        key="return_wd", number=5, group="receiving", type="int", default=2, minimum=1, maximum=30,
        unit="ngày làm việc",
        title="Thời hạn chuyển trả nhiệm vụ giao nhầm",
        text="Số ngày làm việc kể từ khi được giao để cơ quan chuyển trả nhiệm vụ không đúng chức năng, sai "
        "văn bản.",
        source="GK", seen="thường nói 1–3 ngày làm việc",
    ),
    Policy(
        key="return_silence_accepts", number=5, group="receiving", type="bool", default=True,
        title="Quá hạn chuyển trả coi như đã tiếp nhận",
        text="Hết thời hạn chuyển trả mà cơ quan không có ý kiến thì nhiệm vụ coi như đã được tiếp nhận.",
        source="GK", seen="cách hiểu phổ biến",
    ),
    Policy(
        key="late_update_penalty", number=6, group="receiving", type="bool", default=False,
        title="Cập nhật chậm tính là chưa hoàn thành",
        text="Khi bật, báo cáo kết quả gửi chậm, sai hoặc không đạt yêu cầu bị trả lại và tính là chưa hoàn "
        "thành.",
        source="D", seen="Thanh Hóa năm 2025 có áp dụng, theo báo chí",
    ),
    Policy(
        key="track_no_deadline", number=7, group="receiving", type="bool", default=True,
        title="Theo dõi cả nhiệm vụ không có thời hạn",
        text="Khi tắt, chỉ nhiệm vụ có thời hạn mới phải theo dõi trên phần mềm.",
        source="S",
        seen="Bình Định năm 2022 có theo dõi; Quảng Ngãi năm 2023 chỉ theo dõi nhiệm vụ có thời hạn",
    ),
)  # fmt: skip
