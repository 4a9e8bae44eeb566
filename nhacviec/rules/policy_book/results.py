"""Rules 16–20: when a duty counts as done, when people are reminded, urged and named."""

from nhacviec.rules.policy import Policy

RESULTS: tuple[Policy, ...] = (
    Policy(
        key="confirm_role", number=16, group="completion", type="choice", default="monitor",
        choices=(("monitor", "Chuyên viên theo dõi"), ("office_leader", "Lãnh đạo Văn phòng UBND tỉnh")),
        title="Ai xác nhận hoàn thành",
        text="Cấp thấp nhất của Văn phòng được xác nhận kết quả do cơ quan báo cáo; không ai xác nhận việc "
        "của đơn vị mình.",
        source="N", seen="Thanh Hóa năm 2025: Văn phòng UBND tỉnh xác nhận",
    ),
    Policy(
        key="auto_confirm_wd", number=16, group="completion", type="int", default=None, minimum=1, maximum=90,
        unit="ngày làm việc", unset="không tự xác nhận",
        title="Tự xác nhận sau",
        text="Báo cáo kết quả chờ quá số ngày làm việc này thì coi như đã xác nhận; để trống thì luôn chờ "
        "người xác nhận.",
        source="D", seen="chưa thấy văn bản nào cho phép tự xác nhận",
    ),
    Policy(
        key="review_days_count", number=16, group="completion", type="bool", default=True,
        title="Ngày Văn phòng xem xét vẫn tính vào thời hạn",
        text="Khi kết quả bị trả lại: khi bật, thời hạn chạy như chưa từng dừng; khi tắt, trừ những ngày "
        "Văn phòng giữ.",
        source="D", seen="chưa thấy văn bản nào nêu",
    ),
    Policy(
        key="done_basis", number=17, group="completion", type="choice", default="answered",
        choices=(
            ("answered", "Lúc cơ quan gửi báo cáo kết quả"),
            ("confirmed", "Lúc Văn phòng xác nhận"),
            ("document_date", "Ngày của văn bản trả lời"),
        ),
        title="Thời điểm hoàn thành",
        text="Mốc so với thời hạn để biết đầu việc xong sớm, đúng hay trễ hạn.",
        source="D", seen="để cơ quan không chịu thiệt vì thời gian chờ xác nhận",
    ),
    Policy(
        key="due_soon_wd", number=18, group="reminding", type="int", default=3, minimum=0, maximum=30,
        unit="ngày làm việc",
        title="Sắp đến hạn là còn",
        text="Đầu việc còn không quá số ngày làm việc này được xếp vào nhóm sắp đến hạn.",
        source="C", seen="các mốc nhắc 7, 3, 1 ngày",
    ),
    Policy(
        key="send_hours", number=18, group="reminding", type="hours", default=(450, 1020), minimum=300,
        maximum=1320,
        title="Giờ gửi nhắc việc",
        text="Nhắc việc chỉ được gửi trong khoảng giờ này của ngày làm việc, không bao giờ gửi ban đêm hay "
        "ngày nghỉ.",
        source="D", seen="chưa thấy văn bản nào nêu; giờ hành chính",
    ),
    Policy(
        key="remind_day_off", number=18, group="reminding", type="choice", default="before",
        choices=(("before", "Ngày làm việc liền trước"), ("after", "Ngày làm việc tiếp theo")),
        title="Mốc nhắc trước hạn trúng ngày nghỉ thì gửi vào",
        text="Áp dụng cho các mốc trước hạn và đúng ngày hạn; mốc sau hạn trúng ngày nghỉ luôn gửi vào ngày "
        "làm việc tiếp theo.",
        source="D", seen="để không ai được nhắc khi đã muộn",
    ),
    Policy(
        key="urge_after_days", number=19, group="reminding", type="int", default=5, minimum=1, unit="ngày",
        title="Đôn đốc khi quá hạn",
        text="Đầu việc quá hạn từ số ngày này được đề nghị ra văn bản đôn đốc.",
        source="D", seen="chưa thấy văn bản nào nêu con số",
    ),
    Policy(
        key="urge_reply_wd", number=19, group="reminding", type="int", default=5, minimum=1, maximum=60,
        unit="ngày làm việc",
        title="Thời hạn trả lời văn bản đôn đốc",
        text="Cơ quan nêu nguyên nhân và thời hạn mới trong số ngày làm việc này kể từ ngày lập văn bản.",
        source="D", seen="chưa thấy văn bản nào nêu con số",
    ),
    Policy(
        key="escalate_after_urges", number=19, group="reminding", type="int", default=3, minimum=1,
        maximum=20,
        unit="lần",
        title="Báo cáo lãnh đạo sau số lần đôn đốc",
        text="Đã đôn đốc từ số lần này trở lên mà chưa có kết quả thì đưa vào danh sách của lãnh đạo UBND "
        "tỉnh.",
        source="N", seen="Hà Nội, Quyết định 847/QĐ-UBND năm 2023: quá 3 lần",
    ),
    Policy(
        key="overdue_bands", number=20, group="reminding", type="ints", default=(7, 30, 90),
        minimum=1, maximum=3650,
        unit="ngày",
        title="Các nhóm quá hạn",
        text="Các mốc số ngày để chia nhóm đầu việc quá hạn trong danh sách và báo cáo.",
        source="D", seen="Bình Định tách nhóm quá 30 ngày; Quảng Nam nêu tên khi quá 120 ngày",
    ),
)  # fmt: skip
