"""Rule 21 too: how what those above demand of the Committee is passed on to agencies."""

from nhacviec.rules.policy import Policy

SUPERIORS: tuple[Policy, ...] = (
    Policy(
        key="cascade_wd", number=21, group="upward", type="int", default=5, maximum=60, unit="ngày làm việc",
        title="Cơ quan xong trước hạn cấp trên giao",
        text="Khi giao xuống cơ quan một nhiệm vụ cấp trên giao UBND tỉnh, thời hạn đề xuất cho cơ quan sớm "
        "hơn thời hạn của UBND tỉnh số ngày làm việc này.",
        source="GK", seen="thường nói 3–7 ngày làm việc",
    ),
)  # fmt: skip
