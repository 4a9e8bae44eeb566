"""What a policy is: one parameter that a province decides for itself, and how far its default can be
trusted.
"""

from dataclasses import dataclass
from typing import Literal

Value = int | bool | str | tuple[int, ...] | None
ValueType = Literal["int", "bool", "choice", "ints", "hours"]
Group = Literal[
    "entry", "receiving", "deadline", "extension", "completion", "reminding", "upward", "reporting", "modules"
]
Source = Literal["S", "N", "C", "GK", "D"]

GROUP_TITLES: dict[Group, str] = {
    "entry": "Nhập nhiệm vụ",
    "receiving": "Tiếp nhận và cập nhật",
    "deadline": "Thời hạn và cách tính",
    "extension": "Gia hạn",
    "completion": "Xác nhận hoàn thành",
    "reminding": "Nhắc việc và đôn đốc",
    "upward": "Hồ sơ trình và phối hợp",
    "reporting": "Báo cáo, đánh giá và công khai",
    "modules": "Các phần của hệ thống",
}

# How honest a value is, said to whoever edits it. None of them calls a number the law.
_TRUST: dict[Source, str] = {
    "S": "Thấy trong văn bản: {seen}. Đây là giá trị mặc định, tỉnh sửa theo quy chế của mình.",
    "N": "Theo báo chí: {seen}; chưa đối chiếu với văn bản gốc. Đây là giá trị mặc định, tỉnh sửa được.",
    "C": "Theo cách làm của phần mềm khác: {seen}; không phải quy định. Tỉnh tự quyết định.",
    "GK": "Chưa có căn cứ pháp lý ({seen}). Đây chỉ là giá trị mặc định, tỉnh tự quyết định.",
    "D": "Phần mềm đề xuất, chưa có căn cứ pháp lý ({seen}). Tỉnh tự quyết định.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One parameter of the 25 rules.

    key: stored name. number: 1..25, the rule it belongs to. type: `int`, `bool`, `choice` (one of `choices`),
    `ints` (rising list), `hours` (a span of the day, minutes since midnight). minimum, maximum: of every
    number in the value. unit: words after the number. unset: what None means, "" where a value is required.
    source and seen: how the default is known (S text of a document, N press, C other software, GK only
    commonly said, D our proposal).
    """

    key: str
    number: int
    group: Group
    type: ValueType
    default: Value
    title: str
    text: str
    source: Source
    seen: str
    minimum: int = 0
    maximum: int = 365
    unit: str = ""
    unset: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def explanation(self) -> str:
        """The paragraph beside the field: what it does, then how far the default can be trusted."""
        return f"{self.text} {_TRUST[self.source].format(seen=self.seen)}"
