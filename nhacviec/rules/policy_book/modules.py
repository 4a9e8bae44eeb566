"""Which modules of the system a province uses, from which day: a version of a yes or no is that day."""

from nhacviec.rules.policy import Policy

_SEEN = "Đồng Nai, Kế hoạch 1130/KH-VP năm 2018: giai đoạn 1 năm 2018, giai đoạn 2 năm 2019"
_OFF = "Khi tắt, phần này không hiện, không nhắc việc, không vào thống kê; dữ liệu đã có vẫn giữ nguyên."

MODULES: tuple[Policy, ...] = (
    Policy(
        key="module_2", number=21, group="modules", type="bool", default=True,
        title="Dùng phần: nhiệm vụ cấp trên giao, việc trình cấp trên",
        text=f"Nhiệm vụ giao cho UBND tỉnh, Ban cán sự đảng và văn bản trình cấp trên. {_OFF}",
        source="S", seen=_SEEN,
    ),
    Policy(
        key="module_3", number=21, group="modules", type="bool", default=True,
        title="Dùng phần: hồ sơ trình UBND tỉnh",
        text=f"Hồ sơ các cơ quan trình UBND tỉnh và thời hạn trả lời của UBND tỉnh. {_OFF}",
        source="S", seen=_SEEN,
    ),
    Policy(
        key="module_4", number=22, group="modules", type="bool", default=True,
        title="Dùng phần: phối hợp giữa các cơ quan",
        text=f"Yêu cầu phối hợp của cơ quan chủ trì và phản ánh chậm phối hợp. {_OFF}",
        source="S", seen=_SEEN,
    ),
)  # fmt: skip
