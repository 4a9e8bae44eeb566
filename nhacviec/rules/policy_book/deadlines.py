"""Rules 8–15: how a deadline is set, counted and extended."""

from nhacviec.rules.policy import Policy

DEADLINES: tuple[Policy, ...] = (
    Policy(
        key="default_days", number=8, group="deadline", type="int", default=None, minimum=1, unit="ngày",
        unset="không đặt thời hạn",
        title="Thời hạn mặc định",
        text="Thời hạn gợi ý khi văn bản không nêu thời hạn; để trống thì nhiệm vụ không có thời hạn.",
        source="GK", seen="nơi nói 15, 20 hoặc 30 ngày",
    ),
    Policy(
        key="stale_months", number=9, group="deadline", type="int", default=3, minimum=1, maximum=24,
        unit="tháng",
        title="Cảnh báo nhiệm vụ không thời hạn để lâu",
        text="Nhiệm vụ không có thời hạn quá số tháng này chưa có kết quả thì đưa vào danh sách cần đôn đốc.",
        source="S", seen="Bình Định, Văn bản 1907/UBND-KSTT năm 2022: quá 3 tháng",
    ),
    Policy(
        key="before_inclusive", number=10, group="deadline", type="bool", default=True,
        title="“Trước ngày” tính cả ngày đó",
        text="Với câu “trước ngày 10/12”: khi bật, hạn là hết ngày 10/12; khi tắt, hạn là hết ngày 09/12.",
        source="D", seen="câu chữ trong văn bản có hai cách hiểu",
    ),
    Policy(
        key="count_mode", number=11, group="deadline", type="choice", default="calendar",
        choices=(("calendar", "Ngày theo lịch"), ("working", "Ngày làm việc")),
        title="“Ngày” trong thời hạn là ngày gì",
        text="Cách hiểu khi văn bản chỉ ghi “20 ngày”. Văn bản ghi rõ “ngày làm việc” thì theo văn bản.",
        source="S", seen="Bộ luật Dân sự 2015, Điều 146–148; quy chế của tỉnh có thể tính khác",
    ),
    Policy(
        key="roll_explicit", number=11, group="deadline", type="bool", default=False,
        title="Ngày hạn ghi cụ thể trúng ngày nghỉ thì lùi",
        text="Khi bật, hạn ghi ngày cụ thể mà trúng ngày nghỉ được lùi sang ngày làm việc tiếp theo; khi "
        "tắt, giữ nguyên.",
        source="D", seen="văn bản đã ghi ngày thì giữ đúng ngày đó",
    ),
    Policy(
        key="roll_computed", number=11, group="deadline", type="bool", default=True,
        title="Hạn tính theo số ngày trúng ngày nghỉ thì lùi",
        text="Khi bật, hạn tính ra mà trúng ngày nghỉ thì kết thúc vào cuối ngày làm việc tiếp theo.",
        source="S", seen="Bộ luật Dân sự 2015, Điều 148; quy chế của tỉnh có thể tính khác",
    ),
    Policy(
        key="ext_lead_wd", number=12, group="extension", type="int", default=2, maximum=30,
        unit="ngày làm việc",
        title="Xin gia hạn trước hạn ít nhất",
        text="Cơ quan phải gửi đề nghị gia hạn trước ngày hết hạn ít nhất số ngày làm việc này; 0 là đến "
        "hết ngày hạn.",
        source="GK", seen="thường nói 2–5 ngày làm việc",
    ),
    Policy(
        key="ext_max", number=13, group="extension", type="int", default=1, maximum=20, unit="lần",
        unset="không giới hạn",
        title="Số lần gia hạn tối đa",
        text="Số lần được gia hạn cho một đầu việc; 0 là không gia hạn, để trống là không giới hạn.",
        source="GK", seen="thường nói 1–2 lần",
    ),
    Policy(
        key="ext_max_days", number=13, group="extension", type="int", default=None, minimum=1, maximum=730,
        unit="ngày", unset="không giới hạn",
        title="Tổng số ngày gia hạn tối đa",
        text="Hạn mới cách hạn gốc nhiều nhất số ngày này; để trống là không giới hạn.",
        source="GK", seen="chưa thấy văn bản nào nêu con số",
    ),
    Policy(
        key="ext_approver", number=14, group="extension", type="choice", default="signer",
        choices=(
            ("signer", "Lãnh đạo UBND tỉnh ký giao nhiệm vụ"),
            ("chief_of_office", "Lãnh đạo Văn phòng UBND tỉnh"),
            ("monitor", "Chuyên viên theo dõi"),
        ),
        title="Ai quyết định gia hạn",
        text="Cấp thấp nhất được đồng ý hoặc từ chối đề nghị gia hạn; cấp trên luôn được quyết định thay.",
        source="GK", seen="thường là lãnh đạo đã giao, có nơi ủy quyền cho Chánh Văn phòng",
    ),
    Policy(
        key="stat_basis", number=15, group="extension", type="choice", default="current",
        choices=(("current", "Hạn sau gia hạn"), ("original", "Hạn gốc")),
        title="Thống kê theo hạn nào",
        text="Hạn dùng để tính đúng hạn, trễ hạn trong báo cáo chính; số theo hạn còn lại vẫn được hiện bên "
        "cạnh.",
        source="GK", seen="mỗi tỉnh làm một cách",
    ),
)  # fmt: skip
