"""Rules 21–25: submissions, consultation, report periods, rates, disclosure and secrecy."""

from nhacviec.rules.policy import Policy

REPORTS: tuple[Policy, ...] = (
    Policy(
        key="submission_days", number=21, group="upward", type="int", default=20, minimum=1, unit="ngày",
        title="Thời hạn trả lời hồ sơ trình",
        text="Hồ sơ trình UBND tỉnh quá số ngày này chưa có ý kiến thì hiện trong danh sách trình quá hạn.",
        source="S", seen="Đồng Nai, Kế hoạch 1130/KH-VP năm 2018: 20 ngày theo quy chế làm việc",
    ),
    Policy(
        key="submission_count_mode", number=21, group="upward", type="choice", default="calendar",
        choices=(("calendar", "Ngày theo lịch"), ("working", "Ngày làm việc")),
        title="Cách đếm ngày của hồ sơ trình",
        text="Đếm thời hạn trả lời hồ sơ trình theo ngày lịch hay ngày làm việc.",
        source="D", seen="Kế hoạch 1130/KH-VP chỉ ghi “20 ngày”",
    ),
    Policy(
        key="submission_pause", number=21, group="upward", type="bool", default=True,
        title="Dừng đếm khi trả hồ sơ để bổ sung",
        text="Thời gian cơ quan trình bổ sung hồ sơ không tính vào thời hạn trả lời.",
        source="D", seen="Kế hoạch 1130/KH-VP không nêu",
    ),
    Policy(
        key="consult_wd", number=22, group="upward", type="int", default=5, minimum=1, maximum=60,
        unit="ngày làm việc",
        title="Thời hạn trả lời khi được lấy ý kiến",
        text="Số ngày làm việc để cơ quan phối hợp trả lời cơ quan chủ trì khi văn bản hỏi không nêu thời "
        "hạn.",
        source="N", seen="Bình Định, Quyết định 159/QĐ-UBND năm 2010 (thủ tục đầu tư): 5 ngày làm việc",
    ),
    Policy(
        key="tacit_consent", number=22, group="upward", type="bool", default=True,
        title="Quá hạn trả lời coi như đồng ý",
        text="Hết thời hạn lấy ý kiến mà không trả lời thì coi như đồng ý; điều này được báo trước trong "
        "yêu cầu.",
        source="N", seen="Bình Định, Quyết định 159/QĐ-UBND năm 2010 (thủ tục đầu tư)",
    ),
    Policy(
        key="coordination_explain_wd", number=22, group="upward", type="int", default=3, minimum=1,
        maximum=30,
        unit="ngày làm việc",
        title="Thời hạn giải trình khi bị phản ánh chậm phối hợp",
        text="Cơ quan bị phản ánh được nêu ý kiến trong số ngày làm việc này; hết hạn mà không có ý kiến thì "
        "phản ánh được tính, có ý kiến khác thì Văn phòng quyết định.",
        source="D", seen="chưa thấy văn bản nào nêu con số",
    ),
    Policy(
        key="period_scheme", number=23, group="reporting", type="choice", default="nd09",
        choices=(("nd09", "Theo Nghị định 09/2019/NĐ-CP (từ ngày 15)"), ("calendar", "Theo tháng lịch")),
        title="Kỳ báo cáo",
        text="Cách chốt số liệu báo cáo tháng, quý, 6 tháng, năm.",
        source="S", seen="Nghị định 09/2019/NĐ-CP, Điều 12",
    ),
    Policy(
        key="meeting_minus_days", number=23, group="reporting", type="int", default=1, maximum=30,
        unit="ngày",
        title="Chốt số liệu trước phiên họp",
        text="Số liệu phục vụ phiên họp UBND tỉnh hằng tháng được chốt trước ngày họp số ngày này.",
        source="S", seen="Quảng Ngãi, Văn bản 5425/UBND-KGVX năm 2023: 1 ngày",
    ),
    Policy(
        key="rate_rule", number=24, group="reporting", type="choice", default="all",
        choices=(
            ("all", "Hiện đủ các tỷ lệ"),
            ("r1", "Quá hạn trên số đã đến hạn"),
            ("r2", "Hoàn thành trên số được giao"),
            ("r3", "Quá hạn trên số được giao"),
            ("r4", "Quá hạn trên số có thời hạn"),
            ("r5", "Đúng hạn trên số đã hoàn thành có thời hạn"),
            ("r6", "Cập nhật trong kỳ trên số phải cập nhật"),
        ),
        title="Tỷ lệ dùng để so sánh",
        text="Tỷ lệ đứng đầu bảng và dùng để xếp thứ tự; báo cáo luôn ghi rõ tử số và mẫu số.",
        source="D", seen="các tỉnh công bố nhiều cách tính khác nhau",
    ),
    Policy(
        key="asof_reading", number=24, group="reporting", type="choice", default="recorded",
        choices=(
            ("recorded", "Theo ngày ghi vào phần mềm"),
            ("happened", "Theo ngày việc xảy ra"),
        ),
        title="Số liệu tính đến một ngày đã qua",
        text="Việc được ghi muộn tính vào ngày nào: theo ngày ghi thì số đã báo cáo không đổi nữa, theo ngày "
        "xảy ra thì số được tính lại cho đúng thực tế. Trang thống kê luôn cho xem cả hai cách.",
        source="D", seen="chưa thấy văn bản nào nêu",
    ),
    Policy(
        key="count_returned", number=24, group="reporting", type="bool", default=False,
        title="Tính việc bị trả lại vào tổng được giao",
        text="Đầu việc cơ quan đã chuyển trả, Văn phòng chưa xử lý; số này luôn được hiện riêng.",
        source="D", seen="chưa thấy văn bản nào nêu",
    ),
    Policy(
        key="count_cancelled", number=24, group="reporting", type="bool", default=False,
        title="Tính việc đã hủy vào tổng được giao",
        text="Đầu việc đã thu hồi, thay thế hoặc chuyển cho cơ quan khác; số này luôn được hiện riêng.",
        source="D", seen="chưa thấy văn bản nào nêu",
    ),
    Policy(
        key="censure_overdue_percent", number=24, group="reporting", type="int", default=None, minimum=1,
        maximum=100, unit="%", unset="không đặt ngưỡng",
        title="Ngưỡng đề nghị nhắc nhở, phê bình",
        text="Tỷ lệ quá hạn trên số đã đến hạn từ mức này thì cơ quan được nêu tên trong báo cáo; để trống "
        "thì không nêu.",
        source="GK", seen="chỉ thấy quy định định tính, không có con số",
    ),
    Policy(
        key="late_deduction_percent", number=24, group="reporting", type="int", default=25, maximum=100,
        unit="%",
        title="Trừ điểm tiến độ mỗi lần chậm",
        text="Phần trăm điểm tiến độ bị trừ cho mỗi lần chậm khi tính điểm của công chức.",
        source="N", seen="Nghị định 335/2025/NĐ-CP, theo báo chí",
    ),
    Policy(
        key="rating_bands", number=24, group="reporting", type="ints", default=(50, 70, 90),
        minimum=1, maximum=100,
        unit="điểm",
        title="Các mốc xếp loại",
        text="Các mốc điểm chia mức xếp loại, từ thấp đến cao; cần đối chiếu với Nghị định 335/2025/NĐ-CP "
        "trước khi dùng.",
        source="C", seen="các mốc 90, 70, 50 trong phần mềm công khai",
    ),
    Policy(
        key="publish_level", number=25, group="reporting", type="choice", default="internal",
        choices=(
            ("none", "Không công khai"),
            ("internal", "Trong hệ thống"),
            ("portal", "Trên cổng thông tin điện tử"),
            ("led", "Trên màn hình tại trụ sở"),
        ),
        title="Mức công khai kết quả",
        text="Nơi xa nhất được hiện số liệu tổng hợp; nội dung nhiệm vụ không bao giờ công khai.",
        source="D", seen="Đồng Nai dùng màn hình LED; Thanh Hóa dùng cổng thông tin, theo báo chí",
    ),
    Policy(
        key="secret_policy", number=25, group="reporting", type="choice", default="exclude",
        choices=(("exclude", "Không nhập vào hệ thống"),
        ("placeholder", "Chỉ ghi có nhiệm vụ, không có nội dung")),
        title="Nhiệm vụ trong văn bản mật",
        text="Hệ thống không chứa nội dung bí mật nhà nước; mục này chỉ quyết định có ghi nhận sự tồn tại "
        "của nhiệm vụ hay không.",
        source="S",
        seen="Quảng Ngãi, Văn bản 5425/UBND-KGVX năm 2023: không quản lý nhiệm vụ mật trên phần mềm",
    ),
)  # fmt: skip
